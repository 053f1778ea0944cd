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
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds in a group who was missed: whoever knows an entry offers it to a few mates, many in the first round and fewer in
 * those after. Whom is not drawn but shifted, by the same distance for all who announce it in the same round, so that
 * every member is told by as many as tell.
 */
public final class Announcements {
    private final Local local;
    private final SpreadSettings settings;
    private final Supplier<Place> place;
    private final int timer;
    private final Budget budget;
    private List<Announcement> open = List.of();
    private List<Announcement> telling = List.of();
    private int told;
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
        if (telling.isEmpty()) {
            open.removeIf(each -> !isCurrent(each.entry));
            telling = open.stream().filter(each -> contacts(each) > 0).toList();
            told = 0;
        }
        if (tell()) {
            telling = List.of();
            for (Announcement each : open) {
                each.round++;
            }
            open.removeIf(each -> each.round >= settings.announcements().size());
        }
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
            long delay = telling.isEmpty() ? settings.announcementNanos() : budget.restNanos();
            local.schedule(delay, Timer.token(timer, ++turn));
        }
    }

    private int contacts(Announcement announcement) {
        return announcement.round < 0 ? 0 : settings.announcements().get(announcement.round);
    }

    /** Goes on with the round of announcements as far as the budget allows; whether it is over. */
    private boolean tell() {
        if (telling.isEmpty()) {
            return true;
        }
        Announcement widest = widest();
        Roster roster = local.roster();
        int others = roster.places() - 1;
        int contacts = Math.min(contacts(widest), others);
        int first = told;
        long seed = Mixing.of(widest.entry.hash().prefix() + widest.round) >>> 1;
        if (told == 0) {
            tellOthers(seed);
        }
        for (; told < contacts && budget.offers() > 0; told++) {
            Member mate = mate(roster, seed % others + (long) told * (others / contacts));
            if (mate != null) {
                offer(mate.address(), told);
            }
        }
        local.observe(new SpreadEvent.Announced(told - first, telling.size()));
        return told >= contacts;
    }

    /** Of those with the most contacts the youngest, so that all who announce the same agree on it. */
    private Announcement widest() {
        Announcement widest = telling.getFirst();
        for (Announcement each : telling) {
            int order = Integer.compare(contacts(each), contacts(widest));
            if (order > 0 || (order == 0 && each.entry.supersedes(widest.entry))) {
                widest = each;
            }
        }
        return widest;
    }

    /**
     * Who speaks for a group, or a unit of them, tells a node of another one, too: so a group is found that was missed as
     * a whole, with nobody in it who could announce anything.
     */
    private void tellOthers(long seed) {
        Place known = place.get();
        for (int level = 1; level <= known.directories().size() && budget.offers() > 0; level++) {
            Directory directory = known.directory(level);
            Descriptor own = known.unit(level - 1);
            Contact other = directory == null || own == null ? null : other(directory, own, seed);
            if (other != null) {
                offer(other.address(), 0);
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

    /** The contact with that number hears of all that is told to more contacts than that. */
    private void offer(Address to, int number) {
        DatagramWriter datagram = local.open(to);
        for (Announcement each : telling) {
            if (contacts(each) > number && !offer(datagram, each.entry)) {
                local.send(to, datagram);
                datagram = local.open(to);
                offer(datagram, each.entry);
            }
        }
        if (datagram.filled()) {
            local.send(to, datagram);
        }
    }

    private static boolean offer(DatagramWriter datagram, Entry entry) {
        return datagram.offer(entry.key().prefix(), entry.version(), entry.owner());
    }
}
