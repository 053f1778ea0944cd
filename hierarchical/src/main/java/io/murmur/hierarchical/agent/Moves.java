package io.murmur.hierarchical.agent;

import io.murmur.hierarchical.election.Configuration;
import io.murmur.hierarchical.tree.Contact;
import io.murmur.hierarchical.tree.Descriptor;
import io.murmur.hierarchical.tree.Directory;
import io.murmur.hierarchical.tree.Place;
import io.murmur.hierarchical.wire.TreeCodec;
import io.murmur.hierarchical.wire.TreeMessage;
import io.murmur.protocol.host.Lifecycle;
import io.murmur.protocol.host.Local;
import io.murmur.protocol.host.Reply;
import io.murmur.protocol.roster.Address;
import io.murmur.protocol.roster.Member;
import io.murmur.protocol.roster.Roster;
import io.murmur.protocol.roster.Status;
import io.murmur.protocol.roster.Zone;
import io.murmur.protocol.state.Scope;
import io.murmur.protocol.wire.DatagramReader;
import io.murmur.protocol.wire.DatagramWriter;
import io.murmur.protocol.wire.Message;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How an agent comes into a group and goes from one to another. Who is asked for its group only shows it; the agent itself
 * says that it is a member, to mates, and says so again when it goes. It raises its incarnation with every move, so that
 * what is still told of it in a group that it has left never outlives its own word.
 */
final class Moves {
    private static final int FAREWELLS = 3;
    private static final int FORMER_MAX = 8;
    /** Of so many times that it asks others for their group, one goes to whom the tree does not know. */
    private static final int OTHERS_EVERY = 4;

    private final Local local;
    private final HierarchySettings settings;
    private final Ranks ranks;
    private List<Address> seeds = List.of();
    private List<Address> former = List.of();
    private boolean orphaned;
    /** From the first time on that it looks for a group, or is asked for one. */
    private @Nullable Placement placement;

    Moves(Local local, HierarchySettings settings, Ranks ranks) {
        this.local = local;
        this.settings = settings;
        this.ranks = ranks;
    }

    /** Where agents are to join, this one and those that ask it. */
    Placement placement() {
        Placement known = placement;
        if (known == null) {
            known = new Placement(local, ranks, settings.formation());
            placement = known;
        }
        return known;
    }

    private List<Address> sought() {
        return placement == null ? List.of() : placement.sought();
    }

    /** Where others of the swarm may be. */
    void seeds(List<Address> addresses) {
        seeds = List.copyOf(addresses);
    }

    /** As they were told. */
    List<Address> seeds() {
        return seeds;
    }

    // --- coming ----------------------------------------------------------------------------------------------------

    /**
     * Looks for a group to be a member of, as an agent does that has just started; these may know one, and should they be
     * gone, others whom it knew before.
     */
    void seek(List<Contact> contacts) {
        former = acquaintances();
        depart(0);
        ranks.place(Place.NONE);
        local.enter(Lifecycle.JOINING);
        placement().begin(contacts);
        askOne(contacts.isEmpty() ? contacts() : sought());
    }

    /** Was told where to look for a group; whether that was asked for, or may have been before another one was faster. */
    boolean referred(TreeMessage.Referral referral, long from, Address by) {
        if (local.group() != 0) {
            List<Contact> nearer = strays() ? placement().nearer(referral, from) : List.of();
            if (!nearer.isEmpty()) {
                seek(nearer);
            }
            return true;
        }
        boolean asked = contacts().contains(by);
        if (asked) {
            placement().referred(referral.contacts(), from, by);
        }
        return asked;
    }

    /** Whether it leads nothing, and others of its zone are perhaps in another group. */
    private boolean strays() {
        Descriptor group = ranks.place().unit(0);
        Zone zone = local.self().zone();
        Post post = ranks.at(0);
        return group != null
                && post != null
                && !post.leads()
                && group.group() == local.group()
                && group.zone().shared(zone) < zone.depth();
    }

    /** One who speaks for a random group of the unit of level 1, or for the unit where its groups are not known. */
    private @Nullable Contact neighbour() {
        Directory directory = ranks.place().directory(1);
        Descriptor group = directory == null || directory.size() == 0
                ? ranks.place().unit(1)
                : directory.at(local.dice().nextInt(directory.size()));
        return group == null || group.nodes().isEmpty()
                ? null
                : group.node(local.dice().nextInt(group.nodes().size()));
    }

    /** Some mates, and some who speak for other groups. */
    private List<Address> acquaintances() {
        Set<Address> known = new LinkedHashSet<>();
        for (int i = 0; i < FORMER_MAX; i++) {
            Member mate = local.randomPeer();
            Contact neighbour = neighbour();
            if (mate != null) {
                known.add(mate.address());
            }
            if (neighbour != null && neighbour.id() != local.id()) {
                known.add(neighbour.address());
            }
        }
        return List.copyOf(known);
    }

    /** Time has passed: asks those who may know a group, as long as none has answered. */
    void tick() {
        boolean moves = !sought().isEmpty() || !former.isEmpty();
        if (moves && local.group() == 0 && local.lifecycle() == Lifecycle.JOINING) {
            if (placement().restart()) {
                askOne(contacts());
            }
        }
        if (strays()) {
            placement().look();
        }
        Post post = ranks.at(0);
        orphaned = post != null && post.isAdrift(settings.formation().orphanNanos());
        Address other = orphaned ? other() : null;
        if (other != null) {
            local.send(other, new Message.Join(local.self()));
        }
    }

    private List<Address> contacts() {
        return Stream.of(sought(), former, seeds).flatMap(List::stream).toList();
    }

    /**
     * Somebody who may be of another group: one known by the tree, or now and then, as that one may have too much to do, one known
     * from before or that has left this group.
     */
    private @Nullable Address other() {
        Address stranger = stranger();
        List<Address> others = others();
        if (stranger != null && (others.isEmpty() || local.dice().nextInt(OTHERS_EVERY) > 0)) {
            return stranger;
        }
        return others.isEmpty() ? null : others.get(local.dice().nextInt(others.size()));
    }

    private @Nullable Address stranger() {
        Contact node = neighbour();
        Member mate = node == null ? null : local.roster().find(node.id());
        return node == null || (mate != null && mate.status().live()) ? null : node.address();
    }

    private List<Address> others() {
        List<Address> others = new ArrayList<>(contacts());
        local.roster().forEach(member -> {
            if (member.status() == Status.LEFT) {
                others.add(member.address());
            }
        });
        return others;
    }

    private void askOne(List<Address> contacts) {
        if (!contacts.isEmpty()) {
            Address contact = contacts.get(local.dice().nextInt(contacts.size()));
            local.send(contact, new Message.Join(local.self()));
        }
    }

    /** Somebody shows its group to this agent, which finds no leader in its own. */
    boolean adopted(DatagramReader datagram) {
        if (!orphaned || !shows(datagram)) {
            return false;
        }
        orphaned = false;
        former = acquaintances();
        depart(datagram.group());
        local.state(local.state().carried(Scope.GROUP));
        local.claim(local.self());
        ranks.found(0, datagram.group(), Configuration.NONE);
        return true;
    }

    private static boolean shows(DatagramReader datagram) {
        return datagram.messages().stream().anyMatch(message -> message instanceof Message.Known);
    }

    /** Gives up a group that is no more, and begins as one that never was a member of any; whether it knows whom to ask. */
    boolean giveUp() {
        seek(List.of());
        return !contacts().isEmpty();
    }

    // --- going -----------------------------------------------------------------------------------------------------

    /** Is no member of its group any more, and as good as new to another one. */
    private void depart(long next) {
        farewell();
        ranks.forsake();
        Member self = local.self();
        local.regroup(next, Roster.of(List.of(self.with(self.incarnation() + 1, Status.ALIVE))));
    }

    /** Tells some of its group that it is a member no more; they tell the others. */
    private void farewell() {
        Post post = ranks.at(0);
        Contact leader = post == null ? null : post.leader();
        if (leader != null) {
            farewell(leader.address());
        }
        for (int i = 0; i < FAREWELLS; i++) {
            Member mate = local.randomPeer();
            if (mate != null) {
                farewell(mate.address());
            }
        }
    }

    private void farewell(Address to) {
        DatagramWriter datagram = local.open(to);
        datagram.update(local.self().with(Status.LEFT), local.id());
        local.send(to, datagram);
    }

    /** Somebody asks whether this agent is still a member of a group, which it is not. */
    void deny(long group, Reply reply) {
        reply.say(new Message.Extension(TreeCodec.write(new TreeMessage.Left(group))));
    }

    /** A member, dead or alive as was believed, says that it is none any more: its farewell was lost. Null if that may be, else why not. */
    TreeEvent.@Nullable Reason left(TreeMessage.Left left, long from) {
        Member member = local.roster().find(from);
        if (left.group() != local.group()) {
            return TreeEvent.Reason.FOREIGN_GROUP;
        }
        if (member != null && member.status() != Status.LEFT) {
            local.claim(member.with(Status.LEFT));
        }
        return member == null ? TreeEvent.Reason.STRANGER : null;
    }
}
