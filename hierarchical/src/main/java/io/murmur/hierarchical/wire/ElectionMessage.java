package io.murmur.hierarchical.wire;

/**
 * What members of a group say to each other about who leads it. Who says it is not part of the message: the datagram
 * around it tells, and its host vouches for that. Named after Raft's (Ongaro 2014, §3.4, §9.6).
 */
public sealed interface ElectionMessage {
    /** The highest term there can be. */
    long TERM_MAX = 1L << 62;

    /** The highest priority; 0 is the lowest. */
    int PRIORITY_MAX = 100;

    /** The most deputies a leader names. */
    int DEPUTIES_MAX = 6;

    /** The longest lease, in nanoseconds: a minute. */
    long LEASE_NANOS_MAX = 60_000_000_000L;

    /** The group that elects; others' messages are none of its business. */
    long group();

    /**
     * Asks whether a candidacy in that term could be won, and commits nobody to anything.
     *
     * @param term the term it would be, 1..{@link #TERM_MAX}
     * @param attempt tells this attempt from earlier ones of the same member
     * @param stamp the configuration whose majority is asked
     * @param priority the asker's, 0..{@link #PRIORITY_MAX}
     */
    record PreVote(long group, long term, int attempt, Stamp stamp, int priority) implements ElectionMessage {}

    /**
     * The answer to a {@link PreVote}.
     *
     * @param term the term that was asked for
     * @param attempt the attempt that was asked with
     * @param ownTerm the term that the answering member is in, 0..{@link #TERM_MAX}
     */
    record PreVoteAnswer(long group, long term, int attempt, long ownTerm, boolean granted)
            implements ElectionMessage {}

    /**
     * Asks for the receiver's one vote in that term.
     *
     * @param term 1..{@link #TERM_MAX}
     * @param stamp the configuration whose majority is asked
     */
    record Vote(long group, long term, Stamp stamp) implements ElectionMessage {}

    /**
     * The answer to a {@link Vote}.
     *
     * @param term the term that was asked for
     * @param ownTerm the term that the answering member is in now, 0..{@link #TERM_MAX}
     */
    record VoteAnswer(long group, long term, long ownTerm, boolean granted) implements ElectionMessage {}

    /**
     * A leader's sign of life, which asks for a lease.
     *
     * @param term the term it leads in, 1..{@link #TERM_MAX}
     * @param round counts the leader's heartbeats of the term, from 1
     * @param leaseNanos how long the receiver is to vote for nobody else, from receipt on its own clock;
     *     1..{@link #LEASE_NANOS_MAX}
     * @param number of the configuration; its stamp's term is the leader's
     * @param deputies who is to stand when the leader is gone, first the first; up to {@link #DEPUTIES_MAX}
     * @param members the configuration's, ascending; none once the receiver has acknowledged the number
     */
    record Heartbeat(long group, long term, int round, long leaseNanos, int number, Ids deputies, Ids members)
            implements ElectionMessage {}

    /**
     * The lease is granted; or, where the own term is above the heartbeat's, a leader is told that it leads no more.
     *
     * @param term the term of the sender, 1..{@link #TERM_MAX}
     * @param round the heartbeat's
     * @param stamp the configuration the sender holds
     * @param priority the sender's, 0..{@link #PRIORITY_MAX}
     */
    record HeartbeatAck(long group, long term, int round, Stamp stamp, int priority) implements ElectionMessage {}

    /**
     * The leader leads no more, gives every lease back, and names who may stand at once.
     *
     * @param term the term it led in, 1..{@link #TERM_MAX}
     * @param successor the member's id
     */
    record Transfer(long group, long term, long successor) implements ElectionMessage {}
}
