package io.murmur.hierarchical.agent;

import io.murmur.hierarchical.tree.Contact;
import io.murmur.hierarchical.tree.Descriptor;
import io.murmur.hierarchical.tree.Directory;
import io.murmur.hierarchical.tree.Place;
import io.murmur.hierarchical.wire.TreeCodec;
import io.murmur.hierarchical.wire.TreeMessage;
import io.murmur.protocol.host.Local;
import io.murmur.protocol.host.Reply;
import io.murmur.protocol.roster.Address;
import io.murmur.protocol.roster.Zone;
import io.murmur.protocol.wire.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where agents join: near, by zone labels and by latency. Who is asked where to join names groups of the asker's zone, or of
 * as much of it as it knows any, and first itself where its own is no farther; who does not know the groups beside its own
 * names those of its group that do. Where nobody offers its own group within the time that near agents take to answer, the
 * asker goes where it is sent, a few times, and joins the nearest that did offer it.
 */
final class Placement {
    private static final int OFFERED_MAX = 8;
    private static final int GUIDES = 2;
    /** Times that an asker goes on, though somebody has offered its own group. */
    private static final int RACES = 2;

    private static final int HOPS_MAX = 5;
    /** Reports between two looks for a nearer group, on average. */
    private static final int LOOKS_EVERY = 5;

    private final Local local;
    private final Ranks ranks;
    private final FormationSettings settings;
    private List<Address> sought = List.of();
    private int hops;
    private long askedNanos;
    /** Who offered its own group, the nearest of all that were asked, and how long it took to answer. */
    private @Nullable Contact nearest;

    private long nearestNanos;
    /** Whom it asked for a nearer group; 0 for nobody. */
    private long guided;

    Placement(Local local, Ranks ranks, FormationSettings settings) {
        this.local = local;
        this.ranks = ranks;
        this.settings = settings;
    }

    // --- looking for a group ---------------------------------------------------------------------------------------

    /** Looks for a group where these are. */
    void begin(List<Contact> contacts) {
        sought = contacts.stream().map(Contact::address).toList();
        hops = 0;
        nearest = null;
    }

    /** Time has passed, and none was found yet: takes the word of anybody again. Whether it got no answer since the last time. */
    boolean restart() {
        boolean idle = hops == 0;
        hops = 0;
        nearest = null;
        return idle;
    }

    /** Whom it asks, and those who were named beside. */
    List<Address> sought() {
        return sought;
    }

    /** Looks for a group through somebody of the swarm. */
    void seek(Address guide) {
        if (hops == 0) {
            askedNanos = local.nowNanos();
        }
        TreeMessage seek = new TreeMessage.Seek(ranks.self(), local.self().zone());
        local.send(guide, new Message.Extension(TreeCodec.write(seek)));
    }

    /** Was told where to look; only the first answer of those asked last counts. */
    void referred(List<Contact> offered, long from, Address by) {
        if (offered.isEmpty() || (hops > 0 && !sought.contains(by))) {
            return;
        }
        boolean itself = offered.getFirst().id() == from;
        List<Contact> others = itself ? offered.subList(1, offered.size()) : offered;
        long tookNanos = local.nowNanos() - askedNanos;
        if (itself && (nearest == null || tookNanos < nearestNanos)) {
            nearest = offered.getFirst();
            nearestNanos = tookNanos;
        }
        boolean near = itself && tookNanos <= settings.nearNanos();
        if (near || others.isEmpty() || (itself && hops >= RACES) || hops >= HOPS_MAX) {
            join(nearest == null ? others.getFirst() : nearest, others);
        } else {
            goOn(others);
        }
    }

    private void goOn(List<Contact> others) {
        hops++;
        askedNanos = local.nowNanos();
        sought = others.stream().map(Contact::address).toList();
        sought.forEach(this::seek);
    }

    /** Asks to be a member, and remembers others whom it may ask later: somebody who is asked by many answers few. */
    private void join(Contact chosen, List<Contact> others) {
        sought = Stream.concat(Stream.of(chosen), others.stream())
                .map(Contact::address)
                .distinct()
                .toList();
        local.send(chosen.address(), new Message.Join(local.self()));
    }

    /** A member that is far from its group looks now and then for a nearer one, through a mate that knows others. */
    void look() {
        Descriptor group = ranks.place().unit(0);
        boolean now = local.dice().nextInt(LOOKS_EVERY) == 0;
        if (now && group != null && !group.nodes().isEmpty()) {
            Contact guide = any(group);
            guided = guide.id();
            seek(guide.address());
        }
    }

    /** Those of groups that are nearer than this agent's own, if that is the answer to its question. */
    List<Contact> nearer(TreeMessage.Referral referral, long from) {
        Descriptor group = ranks.place().unit(0);
        if (guided == 0 || from != guided) {
            return List.of();
        }
        guided = 0;
        if (group == null
                || referral.shared() <= group.zone().shared(local.self().zone())) {
            return List.of();
        }
        return referral.contacts().stream()
                .filter(contact -> contact.id() != from)
                .toList();
    }

    // --- being asked -----------------------------------------------------------------------------------------------

    /** Somebody looks for a group. */
    void asked(TreeMessage.Seek seek, Reply reply) {
        reply.say(new Message.Extension(TreeCodec.write(offers(seek.zone(), hasRoom()))));
    }

    /** Somebody of another group, or of none, asks to be a member of this one: whether it was sent elsewhere. */
    boolean joins(Zone zone, Reply reply) {
        if (hasRoom()) {
            return false;
        }
        TreeMessage.Referral elsewhere = offers(zone, false);
        if (elsewhere.contacts().isEmpty()) {
            return false;
        }
        reply.say(new Message.Extension(TreeCodec.write(elsewhere)));
        local.observe(new TreeEvent.Referred(elsewhere.contacts().size()));
        return true;
    }

    /** A group that has just grown too large divides. */
    private boolean hasRoom() {
        return local.roster().live() < settings.groupMax() + settings.groupMax() / 4;
    }

    /** Where somebody of a zone is to look, the best first. */
    private TreeMessage.Referral offers(Zone zone, boolean self) {
        Place place = ranks.place();
        Descriptor own = place.unit(0);
        if (own == null) {
            return new TreeMessage.Referral(0, List.of());
        }
        int near = self ? own.zone().shared(zone) : -1;
        if (place.top() > 0 && own.numberOf(local.id()) < 0) {
            return offers(near, near == zone.depth(), guides(own)); // others know better
        }
        List<Descriptor> others = others(place);
        int nearest = others.stream()
                .mapToInt(group -> group.zone().shared(zone))
                .max()
                .orElse(-1);
        int shared = Math.max(near, nearest);
        others.removeIf(group -> group.zone().shared(zone) < shared);
        return offers(shared, near >= nearest && self, drawn(others));
    }

    private TreeMessage.Referral offers(int shared, boolean self, List<Contact> others) {
        List<Contact> offers = new ArrayList<>(others);
        if (self) {
            offers.addFirst(ranks.self());
        }
        return new TreeMessage.Referral(Math.max(0, shared), offers);
    }

    /** The groups and units beside this agent's own that it knows. */
    private static List<Descriptor> others(Place place) {
        List<Descriptor> others = new ArrayList<>();
        for (int level = 1; level <= place.top(); level++) {
            Directory directory = place.directory(level);
            Descriptor own = place.unit(level - 1);
            for (int i = 0; directory != null && i < directory.size(); i++) {
                Descriptor group = directory.at(i);
                if ((own == null || group.group() != own.group())
                        && !group.nodes().isEmpty()) {
                    others.add(group);
                }
            }
        }
        return others;
    }

    /** Some members that know the groups beside their own. */
    private List<Contact> guides(Descriptor group) {
        List<Contact> guides = new ArrayList<>();
        for (int i = 0; i < GUIDES && !group.nodes().isEmpty(); i++) {
            Contact guide = any(group);
            if (!guides.contains(guide)) {
                guides.add(guide);
            }
        }
        return guides;
    }

    /** One who speaks for each of some groups, any of them. */
    private List<Contact> drawn(List<Descriptor> groups) {
        List<Contact> drawn = new ArrayList<>();
        for (int last = groups.size() - 1; last >= 0 && drawn.size() < OFFERED_MAX - 1; last--) {
            int chosen = local.dice().nextInt(last + 1);
            drawn.add(any(groups.get(chosen)));
            groups.set(chosen, groups.get(last));
        }
        return drawn;
    }

    /** One of its deputies, which have less to do than its leader; that one if there is no other. */
    private Contact any(Descriptor group) {
        int deputies = group.nodes().size() - 1;
        return group.nodes().get(deputies == 0 ? 0 : 1 + local.dice().nextInt(deputies));
    }
}
