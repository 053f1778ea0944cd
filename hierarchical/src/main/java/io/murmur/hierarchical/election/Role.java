package io.murmur.hierarchical.election;

import io.murmur.hierarchical.wire.ElectionMessage;
import org.jspecify.annotations.Nullable;

/**
 * What a member does with each input in one state, and what it does in any. Whoever votes for another, or finds a
 * heartbeat good, follows; answers that the state did not ask for are refused.
 */
sealed interface Role permits Follower, PreCandidate, Candidate, Leader {
    Seat seat();

    ElectionState state();

    /** The role begins. */
    void enter();

    /** The timer that was last planned fired. */
    void fire();

    /** Why this role lets nobody else stand, or nothing if it does. */
    @Nullable
    Refusal claim(ElectionMessage.PreVote against);

    default void preVote(ElectionMessage.PreVote ask) {
        if (seat().voter().answers(ask, claim(ask))) {
            giveWay();
        }
    }

    default void vote(ElectionMessage.Vote ask) {
        if (seat().voter().answers(ask, null)) {
            giveWay();
        }
    }

    private void giveWay() {
        seat().defer();
        seat().enter(new Follower(seat()));
    }

    default void preVoteAnswer(long from, ElectionMessage.PreVoteAnswer answer) {
        seat().refuse(from, answer, Refusal.UNASKED);
    }

    default void voteAnswer(long from, ElectionMessage.VoteAnswer answer) {
        seat().refuse(from, answer, Refusal.UNASKED);
    }

    default void heartbeat(long from, ElectionMessage.Heartbeat heartbeat) {
        seat().allegiance.follow(from, heartbeat);
    }

    default void heartbeatAck(long from, ElectionMessage.HeartbeatAck ack) {
        seat().allegiance.collect(from, ack);
    }

    default void heartbeatAcks(long from, ElectionMessage.HeartbeatAcks acks) {
        seat().refuse(from, acks, Refusal.UNASKED);
    }

    default void transfer(ElectionMessage.Transfer transfer) {
        seat().allegiance.release(transfer);
    }

    default void removal(long from, ElectionMessage.Removal removal) {
        seat().remove(from, removal);
    }

    /** The host knows other members. */
    default void members() {}

    /** The member is leaving the group. */
    default void leave() {
        seat().enter(new Follower(seat()));
    }
}
