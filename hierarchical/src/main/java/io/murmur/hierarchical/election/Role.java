package io.murmur.hierarchical.election;

import io.murmur.hierarchical.wire.ElectionMessage;

/**
 * What a member does with each input in one state. Answers that the state did not ask for are refused; a heartbeat is
 * followed by anyone who finds it good.
 */
sealed interface Role permits Follower, PreCandidate, Candidate, Leader {
    ElectionState state();

    /** The role begins. */
    void enter();

    void preVote(long from, ElectionMessage.PreVote ask);

    void vote(long from, ElectionMessage.Vote ask);

    void heartbeat(long from, ElectionMessage.Heartbeat heartbeat);

    /** The timer that was last planned fired. */
    void fire();

    default void preVoteAnswer(long from, ElectionMessage.PreVoteAnswer answer) {
        seat().refuse(from, answer, Refusal.UNASKED);
    }

    default void voteAnswer(long from, ElectionMessage.VoteAnswer answer) {
        seat().refuse(from, answer, Refusal.UNASKED);
    }

    default void heartbeatAck(long from, ElectionMessage.HeartbeatAck ack) {
        seat().refuse(from, ack, Refusal.UNASKED);
    }

    default void transfer(long from, ElectionMessage.Transfer transfer) {
        seat().refuse(from, transfer, Refusal.NOT_THE_LEADER);
    }

    /** The host knows other members. */
    default void members() {}

    /** The member is leaving the group. */
    default void leave() {
        seat().enter(new Follower(seat()));
    }

    Seat seat();
}
