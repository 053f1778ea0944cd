package io.murmur.hierarchical.election;

/** The roles of a member in an election, named as in Raft (Ongaro 2014, §3.1, §9.6). */
public enum ElectionState {
    /** Follows a leader, or waits for one. A deputy is a follower that the leader named. */
    FOLLOWER,
    /** Asks whether it could win. */
    PRE_CANDIDATE,
    /** Asks for votes. */
    CANDIDATE,
    /** Won a majority's votes; acts while a majority's leases run. */
    LEADER
}
