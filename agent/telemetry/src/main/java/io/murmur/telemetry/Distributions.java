package io.murmur.telemetry;

import io.murmur.hierarchical.agent.TreeEvent;
import io.murmur.hierarchical.election.ElectionEvent;
import io.murmur.protocol.host.Event;
import io.murmur.schema.MurmurMetrics;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongHistogram;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.context.Context;
import java.util.List;

/** The histograms: how long exchanges, probes and elections took, and how late and over how many agents entries came. */
final class Distributions {
    /** Exchanges, probes and elections by their attributes; delays and hops have none. */
    static final int SERIES = Series.AGREEMENTS.size() + Series.PROBES.size() + Series.LEVELS.size() + 2;

    private static final double NANOS = 1e-9;
    /** Buckets from a loopback's round trip to an update that waited out a partition. */
    private static final List<Double> SECONDS =
            List.of(.0001, .00025, .0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1., 2.5, 5., 10., 60.);

    private static final List<Long> HOPS = List.of(1L, 2L, 3L, 4L, 5L, 6L, 8L, 10L, 12L, 16L, 24L, 32L);

    private final DoubleHistogram exchanges;
    private final DoubleHistogram probes;
    private final DoubleHistogram delays;
    private final LongHistogram hops;
    private final DoubleHistogram elections;

    Distributions(Meter meter) {
        exchanges = MurmurMetrics.gossipExchangeDuration(meter)
                .setExplicitBucketBoundariesAdvice(SECONDS)
                .build();
        probes = MurmurMetrics.probeDuration(meter)
                .setExplicitBucketBoundariesAdvice(SECONDS)
                .build();
        delays = MurmurMetrics.gossipPropagationDelay(meter)
                .setExplicitBucketBoundariesAdvice(SECONDS)
                .build();
        elections = MurmurMetrics.electionDuration(meter)
                .setExplicitBucketBoundariesAdvice(SECONDS)
                .build();
        hops = MurmurMetrics.gossipPropagationHops(meter)
                .setExplicitBucketBoundariesAdvice(HOPS)
                .build();
    }

    /** Within {@code context}, so that a recorded span becomes the exemplar of its value. */
    @SuppressWarnings("EnumOrdinal") // series are in the order of the constants
    void record(Event event, Context context) {
        switch (event) {
            case Event.ExchangeEnded e -> {
                Attributes agreement = Series.AGREEMENTS.get(e.agreement().ordinal());
                exchanges.record(e.durationNanos() * NANOS, agreement, context);
            }
            case Event.EntryApplied e -> applied(e, context);
            case Event.ProbeEnded e -> {
                Attributes outcome = Series.PROBES.get(e.outcome().ordinal());
                probes.record(e.durationNanos() * NANOS, outcome, context);
            }
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
                elections.record(won.candidacyNanos() * NANOS, Series.LEVELS.get(level), context);
            case Event.Extended _ -> {}
        }
    }

    private void applied(Event.EntryApplied applied, Context context) {
        delays.record(applied.delayNanos() * NANOS, Attributes.empty(), context);
        hops.record(applied.hops(), Attributes.empty(), context);
    }
}
