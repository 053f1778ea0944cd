package io.murmur.telemetry;

import io.murmur.hierarchical.agent.TreeEvent;
import io.murmur.hierarchical.election.ElectionEvent;
import io.murmur.protocol.host.Event;
import io.opentelemetry.context.Context;

/** What is measured of events: how long exchanges, probes and elections took, and how late and over how many agents entries came. */
final class Distributions {
    /** Exchanges, probes and elections by their attributes; delays and hops have none. */
    static final int SERIES = Series.AGREEMENTS.size() + Series.PROBES.size() + Series.LEVELS.size() + 2;

    private static final double NANOS = 1e-9;

    private final Histograms histograms;

    Distributions(Histograms histograms) {
        this.histograms = histograms;
    }

    /** Within {@code context}, so that a recorded span becomes the exemplar of its value. */
    @SuppressWarnings("EnumOrdinal") // series are in the order of the constants
    void record(Event event, Context context) {
        switch (event) {
            case Event.ExchangeEnded e ->
                histograms.record(Measure.EXCHANGES, e.agreement().ordinal(), e.durationNanos() * NANOS, context);
            case Event.EntryApplied e -> applied(e, context);
            case Event.ProbeEnded e ->
                histograms.record(Measure.PROBES, e.outcome().ordinal(), e.durationNanos() * NANOS, context);
            case Event.RoundBegan _,
                    Event.DigestAnswered _,
                    Event.EntryIgnored _,
                    Event.RepairBegan _,
                    Event.ExchangesUnanswered _,
                    Event.MemberChanged _,
                    Event.Throttled _,
                    Event.EntryWritten _,
                    Event.WriteRefused _,
                    Event.DatagramRefused _,
                    Event.TombstonesCollected _,
                    Event.ContentFetched _,
                    Event.ContentMissing _,
                    Event.MemberForgotten _,
                    Event.Refuted _,
                    Event.AwarenessChanged _,
                    Event.LifecycleChanged _ -> {}
            case TreeEvent.Elected(int level, long _, ElectionEvent.BecameLeader won) ->
                histograms.record(Measure.ELECTIONS, level, won.candidacyNanos() * NANOS, context);
            case Event.Extended _ -> {}
        }
    }

    private void applied(Event.EntryApplied applied, Context context) {
        histograms.record(Measure.DELAYS, 0, applied.delayNanos() * NANOS, context);
        histograms.record(Measure.HOP_COUNTS, 0, applied.hops(), context);
    }
}
