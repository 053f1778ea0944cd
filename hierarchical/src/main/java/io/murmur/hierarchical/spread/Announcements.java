package io.murmur.hierarchical.spread;

import io.murmur.hierarchical.tree.Contact;
import io.murmur.hierarchical.tree.Descriptor;
import io.murmur.hierarchical.tree.Directory;
import io.murmur.hierarchical.tree.Mixing;
import io.murmur.hierarchical.tree.Place;
import io.murmur.protocol.host.Local;
import io.murmur.protocol.host.Timer;
import io.murmur.protocol.roster.Address;
import io.murmur.protocol.roster.Member;
import io.murmur.protocol.roster.Roster;
import io.murmur.protocol.state.Entry;
import io.murmur.protocol.wire.DatagramWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds in a group who was missed: whoever knows an entry offers it to a few mates, some in the first round and fewer in
 * those after. Whom is not drawn but shifted, by the same distances for all who announce an entry of the same moment, so
 * that every member is told by as many as tell, whatever else they tell, and by others in every round.
 */
public final class Announcements {
    private final Local local;
    private final SpreadSettings settings;
    private final Supplier<Place> place;
    private final int timer;
    private final Budget budget;
    private List<Announcement> open = List.of();
    private long turn;
    private boolean planned;

    private static final class Announcement {
        final Entry entry;
        int round;

        Announcement(Entry entry, int waits) {
            this.entry = entry;
            this.round = -waits;
        }
    }

    /**
     * The announcements of one agent.
     *
     * @param place what the agent knows of the tree now
     * @param budget what it may send
     * @param timer the kind of the timers to ask for
     */
    public Announcements(Local local, SpreadSettings settings, Supplier<Place> place, Budget budget, int timer) {
        this.local = local;
        this.settings = settings;
        this.place = place;
        this.budget = budget;
        this.timer = timer;
    }

    /** Whether more may be announced. */
    public boolean ready() {
        return open.size() < settings.announcedMax();
    }

    public boolean isEmpty() {
        return open.isEmpty();
    }

    /**
     * Announces an entry.
     *
     * @param waits for so many rounds at first, while it is still on its way
     */
    public void add(Entry entry, int waits) {
        if (open.isEmpty()) {
            open = new ArrayList<>(1);
        }
        open.add(new Announcement(entry, waits));
        plan();
    }

    /** A timer fired. */
    public void fire(long firedTurn) {
        if (firedTurn != turn) {
            return;
        }
        planned = false;
        open.removeIf(each -> !isCurrent(each.entry));
        tell();
        open.forEach(each -> each.round++);
        open.removeIf(each -> each.round >= settings.announcements().size());
        if (open.isEmpty()) {
            open = List.of();
        } else {
            plan();
        }
    }

    private boolean isCurrent(Entry entry) {
        return entry.equals(local.state().get(entry.key()));
    }

    private void plan() {
        if (!planned) {
            planned = true;
            local.schedule(settings.announcementNanos(), Timer.token(timer, ++turn));
        }
    }

    /**
     * A round. Mates that there is no room for in this interval are left to the others who announce the same; those who
     * speak for other groups may hear of it from nobody else, and come first.
     */
    private void tell() {
        Map<Address, List<Entry>> others = new LinkedHashMap<>();
        Map<Address, List<Entry>> mates = new LinkedHashMap<>();
        for (Announcement each : open) {
            if (each.round >= 0) {
                others(each, others);
                mates(each, mates);
            }
        }
        if (!others.isEmpty() || !mates.isEmpty()) {
            int contacts = offer(others, budget::speaks) + offer(mates, budget::offers);
            local.observe(new SpreadEvent.Announced(contacts, open.size()));
        }
    }

    private void mates(Announcement announcement, Map<Address, List<Entry>> offers) {
        Roster roster = local.roster();
        int others = roster.places() - 1;
        int contacts = Math.min(settings.announcements().get(announcement.round), others);
        int before = sum(settings.announcements().subList(0, announcement.round));
        long seed = seed(announcement.entry, 0);
        for (int i = 0; i < contacts; i++) {
            Member mate = mate(roster, seed % others + (long) (before + i) * stride(others));
            if (mate != null) {
                note(offers, mate.address(), announcement.entry);
            }
        }
    }

    private static long seed(Entry entry, int round) {
        return Mixing.of(Moment.of(entry) + round) >>> 1;
    }

    /** So that the mates of all rounds are different ones. */
    private int stride(int others) {
        return Math.max(1, others / Math.max(1, sum(settings.announcements())));
    }

    private static int sum(List<Integer> contacts) {
        return contacts.stream().mapToInt(Integer::intValue).sum();
    }

    private static void note(Map<Address, List<Entry>> offers, Address to, Entry entry) {
        offers.computeIfAbsent(to, nobody -> new ArrayList<>(1)).add(entry);
    }

    /**
     * Who speaks for a group, or a unit of them, tells a node of another one, too: so a group is found that was missed as
     * a whole, with nobody in it who could announce anything.
     */
    private void others(Announcement announcement, Map<Address, List<Entry>> offers) {
        Place known = place.get();
        long seed = seed(announcement.entry, announcement.round);
        for (int level = 1; level <= known.directories().size(); level++) {
            Directory directory = known.directory(level);
            Descriptor own = known.unit(level - 1);
            Contact other = directory == null || own == null ? null : other(directory, own, seed);
            if (other != null) {
                note(offers, other.address(), announcement.entry);
            }
        }
    }

    /** As with mates: all groups are told by as many, and so are the nodes of each. */
    private @Nullable Contact other(Directory directory, Descriptor own, long seed) {
        int index = directory.indexOf(own.group());
        int node = own.numberOf(local.id());
        if (index < 0 || node < 0 || directory.size() < 2) {
            return null;
        }
        int shift = 1 + (int) (seed % (directory.size() - 1));
        Descriptor group = directory.at((index + shift) % directory.size());
        int nodes = group.nodes().size();
        return nodes == 0 ? null : group.node((int) ((node + (seed >>> Integer.SIZE)) % nodes));
    }

    /** The member so far behind this agent in the roster; null if there is none that lives. */
    private @Nullable Member mate(Roster roster, long distance) {
        int places = roster.places();
        int shift = 1 + (int) (distance % (places - 1));
        Member mate = roster.at((roster.placeOf(local.id()) + shift) % places);
        return mate != null && mate.status().live() && mate.id() != local.id() ? mate : null;
    }

    /** Sends offers while there is room, and says to how many. */
    private int offer(Map<Address, List<Entry>> offers, BooleanSupplier room) {
        int contacts = 0;
        for (Map.Entry<Address, List<Entry>> each : offers.entrySet()) {
            if (room.getAsBoolean()) {
                offer(each.getKey(), each.getValue());
                contacts++;
            }
        }
        return contacts;
    }

    private void offer(Address to, List<Entry> entries) {
        DatagramWriter datagram = local.open(to);
        for (Entry entry : entries) {
            if (!offer(datagram, entry)) {
                local.send(to, datagram);
                datagram = local.open(to);
                offer(datagram, entry);
            }
        }
        local.send(to, datagram);
    }

    private static boolean offer(DatagramWriter datagram, Entry entry) {
        return datagram.offer(entry.key().prefix(), entry.version(), entry.owner());
    }
}
