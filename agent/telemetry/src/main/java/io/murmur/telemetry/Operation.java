package io.murmur.telemetry;

import io.murmur.protocol.host.Event;
import io.murmur.protocol.state.Entry;

/**
 * The ids of an operation, hashed from what is known of it wherever it is known, before anybody decides to record it.
 * So both ends of an exchange, and all who apply an entry, arrive at one trace although no datagram carries it:
 *
 * <ul>
 *   <li>an exchange is (the agent that opened it, its number);
 *   <li>an entry is (its owner, its version);
 *   <li>whatever else an agent does is (the agent, the time, what it is about).
 * </ul>
 *
 * <p>Everything is mixed with the swarm's seed. In the simulator equal runs thereby have equal ids.
 */
final class Operation {
    private static final long EXCHANGE = 0x45584348L;
    private static final long ENTRY = 0x454E5452L;
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private Operation() {}

    /** The lower half of the trace id; it decides whether the operation is recorded. */
    static long trace(long seed, long agent, long nowNanos, Event event) {
        return switch (event) {
            case Event.ExchangeEnded e -> exchange(seed, agent, e.exchange());
            case Event.DigestAnswered e -> exchange(seed, e.peer(), e.exchange());
            case Event.EntryApplied e -> entry(seed, e.entry());
            case Event.EntryIgnored e -> entry(seed, e.entry());
            case Event.EntryWritten e -> entry(seed, e.entry());
            case Event.RoundBegan _ -> other(seed, agent, nowNanos, 1);
            case Event.RepairBegan e -> other(seed, agent, nowNanos, mix(e.peer()) + 2);
            case Event.ExchangesUnanswered _ -> other(seed, agent, nowNanos, 3);
            case Event.ProbeEnded e -> other(seed, agent, nowNanos, mix(e.target()) + 4);
            case Event.MemberChanged e ->
                other(seed, agent, nowNanos, mix(e.member().id()) + 5);
            case Event.Throttled _ -> other(seed, agent, nowNanos, 6);
            case Event.WriteRefused _ -> other(seed, agent, nowNanos, 7);
            case Event.DatagramRefused e ->
                other(seed, agent, nowNanos, mix(e.from().port()) + 8);
            case Event.TombstonesCollected _ -> other(seed, agent, nowNanos, 9);
            case Event.ContentFetched e ->
                other(seed, agent, nowNanos, mix(e.content().prefix()) + 10);
            case Event.ContentMissing e ->
                other(seed, agent, nowNanos, mix(e.content().prefix()) + 11);
            case Event.MemberForgotten e -> other(seed, agent, nowNanos, mix(e.id()) + 12);
            case Event.Refuted _ -> other(seed, agent, nowNanos, 13);
            case Event.AwarenessChanged _ -> other(seed, agent, nowNanos, 14);
            case Event.LifecycleChanged _ -> other(seed, agent, nowNanos, 15);
            case Event.Extended e -> other(seed, agent, nowNanos, mix(TreeChange.about(e)) + 16);
        };
    }

    static long exchange(long seed, long opener, int exchange) {
        return id(seed, opener, exchange + (EXCHANGE << 32));
    }

    static long entry(long seed, Entry entry) {
        return id(seed, entry.owner(), entry.version() + (ENTRY << 32));
    }

    /** The upper half of the trace id of this lower half. */
    static long traceHigh(long traceLow) {
        return orOne(mix(traceLow + GOLDEN));
    }

    /** The span that begins a trace: the exchange as its opener sees it, the writing of the entry. */
    static long root(long traceLow) {
        return orOne(mix(traceLow ^ GOLDEN));
    }

    /**
     * A further span of a trace.
     *
     * @param nowNanos tells apart what one agent does at several times
     * @param peer tells apart what it does with several peers at once
     */
    static long child(long traceLow, long agent, long nowNanos, long peer) {
        return orOne(mix(id(traceLow, agent, nowNanos) + mix(peer)));
    }

    private static long other(long seed, long agent, long nowNanos, long about) {
        return id(seed + mix(about), agent, nowNanos);
    }

    private static long id(long seed, long first, long second) {
        return orOne(mix(mix(seed + first * GOLDEN) + second));
    }

    /** OpenTelemetry takes an id of zero for none. */
    private static long orOne(long id) {
        return id == 0 ? 1 : id;
    }

    /** The finalizer of SplitMix64. */
    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
