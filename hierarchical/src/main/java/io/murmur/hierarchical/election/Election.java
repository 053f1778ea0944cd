package io.murmur.hierarchical.election;

import io.murmur.hierarchical.wire.ElectionMessage;
import io.murmur.hierarchical.wire.Ids;
import io.murmur.protocol.host.Dice;
import org.jspecify.annotations.Nullable;

/**
 * One member's part in the election of its group's leader. Whatever happens is a call that carries its time on this
 * member's own clock, in nanoseconds, which must never go back while the election lives; whatever is wanted is a call on
 * the {@link ElectionHost}. Belongs to one loop.
 *
 * <p>At most one leader in a term, and at most one inside its lease at any moment, hold as long as the founders were
 * given the same configuration, hosts keep what they are told to keep (or say that they lost it), and clocks run no
 * further from true time than the settings say.
 */
public final class Election {
    private final Seat seat;

    /**
     * A member that has not started yet.
     *
     * @param group the group's id, the same for all its members
     * @param id this member's id, not 0
     * @param priority 0..{@link ElectionMessage#PRIORITY_MAX}: higher stands earlier
     * @param kept what the host kept, or {@link Kept#fresh}, or {@link Kept#lost}
     * @throws IllegalArgumentException for an id of 0 or a priority out of range
     */
    public Election(
            long group, long id, int priority, ElectionSettings settings, Kept kept, Dice dice, ElectionHost host) {
        if (id == Kept.NOBODY || priority < 0 || priority > ElectionMessage.PRIORITY_MAX) {
            throw new IllegalArgumentException("no member has id " + id + " and priority " + priority);
        }
        seat = new Seat(group, id, priority, settings, kept, dice, host);
    }

    /** Takes its seat as a follower. Once, before any other input. */
    public void start(long nowNanos) {
        seat.start(nowNanos);
    }

    /** A message came, from the member that its datagram names. */
    public void receive(long nowNanos, long from, ElectionMessage message) {
        seat.nowNanos = nowNanos;
        Refusal objection = objection(from, message);
        if (objection == null) {
            dispatch(from, message);
            return;
        }
        seat.refuse(from, message, objection);
        if (objection == Refusal.STRANGER && message instanceof ElectionMessage.PreVote ask && ask.origin() == from) {
            seat.voter().dismiss(ask);
        }
    }

    /** What a relay brings counts as its origin's; but only the origin asks for relaying. */
    private @Nullable Refusal objection(long from, ElectionMessage message) {
        if (message.group() != seat.group) {
            return Refusal.FOREIGN_GROUP;
        }
        if (!seat.knows(from)) {
            return Refusal.STRANGER;
        }
        if (message instanceof ElectionMessage.Circular circular && circular.origin() != from) {
            if (!seat.knows(circular.origin())) {
                return Refusal.STRANGER;
            }
            return circular.slice().isEmpty() ? null : Refusal.SECOND_HAND;
        }
        return null;
    }

    private void dispatch(long from, ElectionMessage message) {
        Role role = seat.role();
        switch (message) {
            case ElectionMessage.PreVote ask -> {
                seat.passOn(ask);
                role.preVote(ask);
            }
            case ElectionMessage.PreVoteAnswer answer -> role.preVoteAnswer(from, answer);
            case ElectionMessage.Vote ask -> {
                seat.passOn(ask);
                role.vote(ask);
            }
            case ElectionMessage.VoteAnswer answer -> role.voteAnswer(from, answer);
            case ElectionMessage.Heartbeat heartbeat -> role.heartbeat(from, heartbeat);
            case ElectionMessage.HeartbeatAck ack -> role.heartbeatAck(from, ack);
            case ElectionMessage.HeartbeatAcks acks -> role.heartbeatAcks(from, acks);
            case ElectionMessage.Transfer transfer -> role.transfer(transfer);
            case ElectionMessage.Removal removal -> role.removal(from, removal);
        }
    }

    /** A timer fired. Tokens that are no longer waited for are ignored. */
    public void fire(long nowNanos, long token) {
        seat.nowNanos = nowNanos;
        seat.fire(token);
    }

    /**
     * The members that the host counts to the group by what it sees. They are remembered, so that once for each view is
     * enough, at any time and in any role; only a new election has to be told anew. The configuration follows, in
     * steps that a quorum agrees to, if this member leads. Every member is to be told: from others than these and
     * the configuration's it hears nothing.
     */
    public void members(long nowNanos, Ids wanted) {
        seat.nowNanos = nowNanos;
        seat.wanted = wanted;
        seat.role().members();
    }

    /** Whether the group is not left without a leader for long if this member leaves: it leads none, or heard of another. */
    public boolean mayLeave(long nowNanos) {
        seat.nowNanos = nowNanos;
        return !(seat.role() instanceof Leader leader) || leader.hasSuccessor();
    }

    /** Leaves the group: a leader hands over first, and nobody stands again. Still to be run until its host stops it. */
    public void leave(long nowNanos) {
        seat.nowNanos = nowNanos;
        seat.leaving = true;
        seat.role().leave();
    }

    public ElectionState state() {
        return seat.role().state();
    }

    /** Whether this member may act as leader at this moment: it leads, and its lease, shortened for drift, runs. */
    public boolean acts(long nowNanos) {
        return seat.role() instanceof Leader leader && leader.acts(nowNanos);
    }

    /** When what {@link #acts} says ends, unless the lease is renewed; {@link Long#MIN_VALUE} where it does not act. */
    public long actsUntilNanos() {
        return seat.role() instanceof Leader leader ? leader.actsUntilNanos() : Long.MIN_VALUE;
    }

    /** 0..{@link ElectionMessage#TERM_MAX}. */
    public long term() {
        return seat.term();
    }

    /** The leader of the term as far as known, or {@link Kept#NOBODY}. */
    public long leader() {
        return seat.allegiance.leader();
    }

    /** Whether somebody leads at this moment as far as this member can tell: itself, or one whose lease on it runs. */
    public boolean isLed(long nowNanos) {
        return seat.role() instanceof Leader || seat.allegiance.promise.holds(leader(), nowNanos);
    }

    /** Whether this member is one of those that count, as far as it knows. */
    public boolean votes() {
        return seat.votes();
    }

    /** As the leader of the term named them, the first first. */
    public Ids deputies() {
        return seat.allegiance.deputies;
    }

    public Configuration configuration() {
        return seat.configuration();
    }

    /** What its host keeps of it, to be given back when this member takes its seat again. */
    public Kept kept() {
        return seat.kept();
    }
}
