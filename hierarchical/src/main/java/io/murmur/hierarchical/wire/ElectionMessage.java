package io.murmur.hierarchical.wire;

import java.util.List;

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

    /** A term, 1..{@link #TERM_MAX}: which one, its kind says. */
    long term();

    /**
     * What one member has to say to many. In a large group it sends it to a few relays, and each of them passes it on to a
     * slice of the others, as it is but without a slice.
     */
    sealed interface Circular extends ElectionMessage permits Question, Heartbeat, Transfer {
        /** Who says it: the datagram's sender, or the one whose relay that is. */
        long origin();

        /** Whom the receiver is to pass it on to; nobody if a relay sent it. */
        Slice slice();

        /** Names the configuration that the slice's places are those of. */
        Stamp stamp();

        /** As a relay passes it on to those who hold that configuration. */
        Circular passedOn();
    }

    /** What a member asks that wants to lead. */
    sealed interface Question extends Circular permits PreVote, Vote {}

    /**
     * Asks whether a candidacy in that term could be won, and commits nobody to anything.
     *
     * @param term the term it would be
     * @param attempt tells this attempt from earlier ones of the same member
     * @param stamp the configuration whose majority is asked
     * @param priority the asker's, 0..{@link #PRIORITY_MAX}
     */
    record PreVote(long group, long term, long origin, Slice slice, int attempt, Stamp stamp, int priority)
            implements Question {
        @Override
        public PreVote passedOn() {
            return new PreVote(group, term, origin, Slice.NONE, attempt, stamp, priority);
        }
    }

    /**
     * The answer to a {@link PreVote}, straight to who asks.
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
     * @param stamp the configuration whose majority is asked
     */
    record Vote(long group, long term, long origin, Slice slice, Stamp stamp) implements Question {
        @Override
        public Vote passedOn() {
            return new Vote(group, term, origin, Slice.NONE, stamp);
        }
    }

    /**
     * The answer to a {@link Vote}, straight to who asks.
     *
     * @param term the term that was asked for
     * @param ownTerm the term that the answering member is in now, 0..{@link #TERM_MAX}
     */
    record VoteAnswer(long group, long term, long ownTerm, boolean granted) implements ElectionMessage {}

    /**
     * A leader's sign of life, which asks for a lease.
     *
     * @param term the term it leads in
     * @param round counts the leader's heartbeats of the term, from 1
     * @param leaseNanos how long the receiver is to vote for nobody else, from receipt on its own clock;
     *     1..{@link #LEASE_NANOS_MAX}
     * @param number of the configuration, from 1; its stamp's term is the leader's
     * @param deputies who is to stand when the leader is gone, first the first; up to {@link #DEPUTIES_MAX}. None leaves
     *     those that the receiver knows
     * @param electorate the configuration's; none once the receiver has acknowledged the number. Who is told of members is
     *     told of no deputies, so that both fit a datagram
     */
    record Heartbeat(
            long group,
            long term,
            long origin,
            Slice slice,
            int round,
            long leaseNanos,
            int number,
            Ids deputies,
            Electorate electorate)
            implements Circular {
        @Override
        public Stamp stamp() {
            return new Stamp(term, number);
        }

        @Override
        public Heartbeat passedOn() {
            return new Heartbeat(group, term, origin, Slice.NONE, round, leaseNanos, number, deputies, Electorate.NONE);
        }

        /** As a relay passes it on to those who do not hold the configuration, with its members. */
        public Heartbeat passedOnWith(Electorate configured) {
            return new Heartbeat(group, term, origin, Slice.NONE, round, leaseNanos, number, Ids.NONE, configured);
        }
    }

    /**
     * The lease is granted, to whoever brought the heartbeat; or, where the own term is above the heartbeat's, a leader is
     * told that it leads no more.
     *
     * @param term the term of the sender
     * @param round the heartbeat's
     * @param stamp the configuration the sender holds
     * @param priority the sender's, 0..{@link #PRIORITY_MAX}
     */
    record HeartbeatAck(long group, long term, int round, Stamp stamp, int priority) implements ElectionMessage {}

    /**
     * A relay's answer to a heartbeat: who granted the lease, itself included.
     *
     * @param term the heartbeat's
     * @param round the heartbeat's
     * @param number the heartbeat's, of the configuration that the places are those of
     * @param acks 1..{@value Slice#SPAN}, by ascending place
     */
    record HeartbeatAcks(long group, long term, int round, int number, List<Ack> acks) implements ElectionMessage {}

    /**
     * What a relay was told by one member.
     *
     * @param place the member's in the configuration, 0..127
     * @param priority the member's, 0..{@link #PRIORITY_MAX}
     * @param holds whether it holds the configuration of the heartbeat
     */
    record Ack(int place, int priority, boolean holds) {}

    /**
     * The leader leads no more, gives every lease back, and names who may stand at once.
     *
     * @param term the term it led in
     * @param number of its configuration, from 1
     * @param successor the member's id
     */
    record Transfer(long group, long term, long origin, Slice slice, int number, long successor) implements Circular {
        @Override
        public Stamp stamp() {
            return new Stamp(term, number);
        }

        @Override
        public Transfer passedOn() {
            return new Transfer(group, term, origin, Slice.NONE, number, successor);
        }
    }

    /**
     * Tells a member that asks for votes that a newer configuration is without it.
     *
     * @param term of the configuration's stamp
     * @param number of the configuration, from 1
     */
    record Removal(long group, long term, int number) implements ElectionMessage {
        /** Names the configuration. */
        public Stamp stamp() {
            return new Stamp(term, number);
        }
    }
}
