package io.murmur.protocol.host;

import io.murmur.protocol.merkle.Hash;
import io.murmur.protocol.roster.Address;
import io.murmur.protocol.roster.Member;
import io.murmur.protocol.roster.Status;
import io.murmur.protocol.state.Entry;
import io.murmur.protocol.wire.Bytes;
import io.murmur.protocol.wire.CreationContext;
import io.murmur.protocol.wire.Malformed;
import org.jspecify.annotations.Nullable;

/**
 * Every operation of the kernel, as an observer may learn of it: with what a span or a metric needs, and nothing that
 * the kernel would have to compute for the observer alone. Durations are in nanoseconds of the host's time.
 */
public sealed interface Event {

    // --- the agent -------------------------------------------------------------------------------------------------

    /** The agent entered another stage of its life. */
    record LifecycleChanged(Lifecycle lifecycle) implements Event {}

    /** A datagram that is not one of this protocol was dropped. */
    record DatagramRefused(Address from, Malformed reason) implements Event {}

    /** The agent kept within its bound on datagrams and left something unsaid for now. */
    record Throttled() implements Event {}

    // --- gossip ----------------------------------------------------------------------------------------------------

    /**
     * A gossip round began.
     *
     * @param contacts the peers contacted
     * @param news the entries that are passed on in it
     */
    record RoundBegan(int contacts, int news) implements Event {}

    /**
     * An exchange that this agent opened is over.
     *
     * @param exchange its number, unique for this agent for 2^32 exchanges
     * @param peer the peer's id
     * @param durationNanos from the digest to its answer
     */
    record ExchangeEnded(int exchange, long peer, Agreement agreement, long durationNanos) implements Event {}

    /** What the answer to a digest said. */
    enum Agreement {
        SAME,
        DIFFERENT
    }

    /** Some digests of a round were not answered before the next one. */
    record ExchangesUnanswered(int count) implements Event {}

    /** A peer's digest was answered. */
    record DigestAnswered(int exchange, long peer, Agreement agreement) implements Event {}

    /** A descent of the Merkle tries began, to find what differs from a peer. */
    record RepairBegan(long peer) implements Event {}

    // --- state -----------------------------------------------------------------------------------------------------

    /**
     * This agent wrote an entry.
     *
     * @param context of its creation, where that is followed
     */
    record EntryWritten(Entry entry, @Nullable CreationContext context) implements Event {
        public EntryWritten(Entry entry) {
            this(entry, null);
        }
    }

    /**
     * A received entry was merged.
     *
     * @param from the peer that sent it
     * @param hops the agents it passed since its writer
     * @param delayNanos from its version's time to now; not below 0
     * @param context of its creation as it came with the entry; null where none did
     */
    record EntryApplied(
            Entry entry,
            long from,
            int hops,
            long delayNanos,
            @Nullable CreationContext context) implements Event {
        public EntryApplied(Entry entry, long from, int hops, long delayNanos) {
            this(entry, from, hops, delayNanos, null);
        }
    }

    /**
     * A received entry changed nothing.
     *
     * @param context of its creation as it came with the entry; null where none did
     */
    record EntryIgnored(
            Entry entry,
            long from,
            Ignorance reason,
            @Nullable CreationContext context) implements Event {
        public EntryIgnored(Entry entry, long from, Ignorance reason) {
            this(entry, from, reason, null);
        }
    }

    /** Why a received entry changed nothing. */
    enum Ignorance {
        /** The very entry is held already. */
        DUPLICATE,
        /** A later one is held. */
        STALE,
        /** Its version is behind the collection watermark: it counts as deleted. */
        BEHIND_WATERMARK,
        /** Its version is further in the future than clocks may differ. */
        AHEAD_OF_TIME,
        /** Its seal is not its owner's. */
        FORGED,
        /** Its key or value is longer than this agent's limits. */
        TOO_LARGE,
        /** A bound of the state leaves no room for it. */
        FULL,
        /** It is of a scope that stays at home, or in the sender's group, which is another. */
        OUT_OF_SCOPE
    }

    /** A write of this agent's application was refused; nothing changed. */
    record WriteRefused(Refusal reason) implements Event {}

    /** Tombstones were dropped behind a new watermark. */
    record TombstonesCollected(int count, long watermark) implements Event {}

    /** A content that this agent asked for is here and matches its hash; the host keeps it. */
    record ContentFetched(Hash content, Bytes bytes) implements Event {}

    /** A content was asked of several members and none gave it. */
    record ContentMissing(Hash content) implements Event {}

    // --- membership ------------------------------------------------------------------------------------------------

    /** A probe is over. */
    record ProbeEnded(long target, ProbeOutcome outcome, long durationNanos) implements Event {}

    /** How a probe ended. */
    enum ProbeOutcome {
        /** The target answered. */
        DIRECT,
        /** The target answered a relay. */
        INDIRECT,
        /** Nobody answered. */
        FAILED
    }

    /** What is believed of a member changed; {@code before} is null for a member that was not known. */
    record MemberChanged(Member member, @Nullable Status before) implements Event {}

    /** A member that has been gone for long was forgotten. */
    record MemberForgotten(long id) implements Event {}

    /**
     * This agent answered a claim against it by raising its incarnation. A host with a disk keeps the number, so that
     * the agent's next life begins above it.
     */
    record Refuted(long incarnation) implements Event {}

    /** Lifeguard's awareness of this agent's own slowness changed; 0 is healthy. */
    record AwarenessChanged(int awareness) implements Event {}

    // --- a second protocol -----------------------------------------------------------------------------------------

    /** An operation of the protocol that extends this one. */
    non-sealed interface Extended extends Event {}
}
