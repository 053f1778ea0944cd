package io.murmur.hierarchical.election;

/** Why a message was refused: it changed nothing. */
public enum Refusal {
    /** It is about another group. */
    FOREIGN_GROUP,
    /**
     * Who sends or says it is this member itself, or no member, neither of the configuration nor of the members the host
     * knows.
     */
    STRANGER,
    /** A relay passed it on, and asks for more of that. */
    SECOND_HAND,
    /** It is of an earlier term, or of one that was handed over. */
    STALE_TERM,
    /** A later heartbeat of the leader was there before. */
    STALE_ROUND,
    /** Its sender knows only a configuration that is older, or not newer. */
    STALE_CONFIGURATION,
    /** A lease is running: this member leads, granted one to a leader, or may have before it restarted. */
    LEASE,
    /** The vote of the term is given to another. */
    VOTED,
    /** This member is asking for votes itself and stands before the asker. */
    OUTRANKED,
    /** This member's host lost what it was to keep, so it does not vote. */
    ABSTAINS,
    /** The term has another leader. */
    SECOND_LEADER,
    /** A lease longer than the group's. */
    LEASE_TOO_LONG,
    /** A configuration without the leader who speaks of it, or without the relay. */
    LEADER_OUTSIDE,
    /** An answer that nobody waits for, or a relay's that speaks for others than it was asked to. */
    UNASKED,
    /** A hand-over by another than the leader. */
    NOT_THE_LEADER
}
