package io.murmur.hierarchical.agent;

import io.murmur.hierarchical.election.Configuration;
import io.murmur.hierarchical.election.Election;
import io.murmur.hierarchical.election.ElectionEvent;
import io.murmur.hierarchical.election.ElectionHost;
import io.murmur.hierarchical.election.ElectionSettings;
import io.murmur.hierarchical.election.ElectionState;
import io.murmur.hierarchical.election.Kept;
import io.murmur.hierarchical.tree.Contact;
import io.murmur.hierarchical.wire.ElectionMessage;
import io.murmur.hierarchical.wire.ElectionWriter;
import io.murmur.hierarchical.wire.TreeCodec;
import io.murmur.hierarchical.wire.TreeMessage;
import io.murmur.protocol.host.Local;
import io.murmur.protocol.host.Timer;
import io.murmur.protocol.roster.Address;
import io.murmur.protocol.wire.Bytes;
import io.murmur.protocol.wire.DatagramWriter;
import io.murmur.protocol.wire.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** This agent's part in one group: the election of its leader, with the agent's datagrams, timers and memory. */
final class Post implements ElectionHost {
    /** Timers of a post that was given up must not be taken for those of the next one at the same level. */
    private static final int GENERATION_SHIFT = 40;

    private static final int EXTENSION_BYTES = 3;
    private static final int UNHEARD_DIVISOR = 3;

    final int level;
    final long group;
    final Election election;
    /** The group that this one came from and that is no more, or 0. */
    final long replaced;

    private final Local local;
    private final Book book;
    /** This agent is none of those any more who are to be members, and takes part until they have agreed to that. */
    private boolean retired;
    /** Where the members of a unit are; in a group, its roster says it. */
    private final @Nullable Roll roll;
    /** Since when nobody is known to lead. */
    private long leaderlessNanos;
    /** When this agent last won. */
    private long wonNanos;

    /** What this agent's posts have in common: where members are reached, and what is kept and shared. */
    interface Book {
        @Nullable
        Address address(int level, long id);

        Keeper keeper();

        Sharing sharing();
    }

    Post(
            int level,
            long group,
            long replaced,
            Kept kept,
            Local local,
            Book book,
            ElectionSettings settings,
            int priority) {
        this.level = level;
        this.group = group;
        this.replaced = replaced;
        this.local = local;
        this.book = book;
        this.leaderlessNanos = local.nowNanos();
        this.roll = level > 0 ? new Roll(id -> book.address(level, id)) : null;
        this.election = new Election(group, local.id(), priority, settings, kept, local.dice(), this);
        if (roll != null) {
            roll.become(kept.configuration().members(), local.nowNanos());
        }
        this.election.start(local.nowNanos());
    }

    /** A timer of this level fired: perhaps one of another post. */
    void fire(long token) {
        if (token >>> GENERATION_SHIFT == generation() >>> GENERATION_SHIFT) {
            election.fire(local.nowNanos(), token ^ generation());
        }
    }

    private long generation() {
        return (group & 0xFFFF) << GENERATION_SHIFT;
    }

    boolean leads() {
        return election.state() == ElectionState.LEADER;
    }

    /** Whether this agent leads, but not for so long yet: some members may not have reported to it. */
    boolean leadsSinceLess(long nanos) {
        return leads() && local.nowNanos() - wonNanos < nanos;
    }

    /** Stands no more; hands over if it leads, as soon as there is somebody to hand over to. */
    void retire() {
        if (!retired && election.mayLeave(local.nowNanos())) {
            retired = true;
            election.leave(local.nowNanos());
        }
    }

    boolean isRetired() {
        return retired;
    }

    boolean acts() {
        return election.acts(local.nowNanos());
    }

    /** The leader, if it is another and can be reached. */
    @Nullable
    Contact leader() {
        long leader = election.leader();
        Address address = leader == 0 || leader == local.id() ? null : book.address(level, leader);
        return address == null ? null : new Contact(leader, address);
    }

    /** Whether somebody leads now, as far as this agent can tell. */
    boolean isLed() {
        return election.isLed(local.nowNanos());
    }

    /** For how long nobody has been known to lead. */
    long leaderlessNanos() {
        if (isLed()) {
            leaderlessNanos = local.nowNanos();
        }
        return local.nowNanos() - leaderlessNanos;
    }

    /**
     * Whether nobody has been known to lead for so long. Who has no vote has nobody to wait for and waits for less: the group
     * may be no more, or not know of it.
     */
    boolean isAdrift(long orphanNanos) {
        return leaderlessNanos() > (election.votes() ? orphanNanos : orphanNanos / UNHEARD_DIVISOR);
    }

    /** The members of a unit know each other by their heartbeats: who relays one must find its slice, and who stands the others. */
    @Override
    public boolean send(long to, ElectionMessage message) {
        Address address = book.address(level, to);
        if (address == null) {
            return true; // the leader speaks to it itself, then
        }
        Message.Extension said = new Message.Extension(Bytes.of(ElectionWriter.write(message)));
        DatagramWriter datagram = local.open(address);
        if (roll != null && message instanceof ElectionMessage.Circular circular) {
            int room = datagram.room() - said.body().length() - 2 * EXTENSION_BYTES - TreeMessage.ROLL_BYTES;
            name(roll.beside(circular, room, local.nowNanos()), datagram);
        }
        return datagram.write(said) && local.urge(address, datagram);
    }

    private void name(List<Contact> members, DatagramWriter datagram) {
        if (!members.isEmpty()) {
            datagram.write(new Message.Extension(TreeCodec.write(new TreeMessage.Roll(group, members))));
        }
    }

    @Override
    public void schedule(long delayNanos, long token) {
        local.schedule(delayNanos, Timer.token(Timer.EXTENSION + level, token ^ generation()));
    }

    @Override
    public <T> T shared(T value) {
        return book.sharing().shared(value);
    }

    @Override
    public void keep(long term, long vote) {
        book.keeper().keep(group, term, vote);
    }

    @Override
    public void keep(Configuration configuration) {
        book.keeper().keep(group, configuration);
        if (roll != null) {
            roll.become(configuration.members(), local.nowNanos());
        }
    }

    @Override
    public void observe(ElectionEvent event) {
        if (event instanceof ElectionEvent.BecameLeader) {
            wonNanos = local.nowNanos();
        }
        local.observe(new TreeEvent.Elected(level, group, event));
    }
}
