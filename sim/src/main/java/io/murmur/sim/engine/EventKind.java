package io.murmur.sim.engine;

import io.murmur.protocol.host.Event;

/** The kinds of kernel events, for counting them: the most frequent first. */
public enum EventKind {
    DIGEST_ANSWERED,
    EXCHANGE_ENDED,
    ROUND_BEGAN,
    ENTRY_APPLIED,
    ENTRY_IGNORED,
    EXCHANGES_UNANSWERED,
    PROBE_ENDED,
    MEMBER_CHANGED,
    REPAIR_BEGAN,
    ENTRY_WRITTEN,
    WRITE_REFUSED,
    TOMBSTONES_COLLECTED,
    CONTENT_FETCHED,
    CONTENT_MISSING,
    MEMBER_FORGOTTEN,
    REFUTED,
    AWARENESS_CHANGED,
    LIFECYCLE_CHANGED,
    DATAGRAM_REFUSED,
    THROTTLED,
    EXTENDED;

    static final int COUNT = values().length;

    @SuppressWarnings("EnumOrdinal") // an index into counters of this run, never stored
    int index() {
        return ordinal();
    }

    /** The kind of an event. */
    public static EventKind of(Event event) {
        return switch (event) {
            case Event.DigestAnswered e -> DIGEST_ANSWERED;
            case Event.ExchangeEnded e -> EXCHANGE_ENDED;
            case Event.RoundBegan e -> ROUND_BEGAN;
            case Event.EntryApplied e -> ENTRY_APPLIED;
            case Event.EntryIgnored e -> ENTRY_IGNORED;
            case Event.ExchangesUnanswered e -> EXCHANGES_UNANSWERED;
            case Event.ProbeEnded e -> PROBE_ENDED;
            case Event.MemberChanged e -> MEMBER_CHANGED;
            case Event.RepairBegan e -> REPAIR_BEGAN;
            case Event.EntryWritten e -> ENTRY_WRITTEN;
            case Event.WriteRefused e -> WRITE_REFUSED;
            case Event.TombstonesCollected e -> TOMBSTONES_COLLECTED;
            case Event.ContentFetched e -> CONTENT_FETCHED;
            case Event.ContentMissing e -> CONTENT_MISSING;
            case Event.MemberForgotten e -> MEMBER_FORGOTTEN;
            case Event.Refuted e -> REFUTED;
            case Event.AwarenessChanged e -> AWARENESS_CHANGED;
            case Event.LifecycleChanged e -> LIFECYCLE_CHANGED;
            case Event.DatagramRefused e -> DATAGRAM_REFUSED;
            case Event.Throttled e -> THROTTLED;
            case Event.Extended e -> EXTENDED;
        };
    }
}
