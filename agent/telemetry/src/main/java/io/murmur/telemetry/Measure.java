package io.murmur.telemetry;

import io.murmur.schema.MurmurMetrics;
import io.murmur.schema.Signal;
import io.opentelemetry.api.common.Attributes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Something that is measured and told as a histogram.
 *
 * @param metric its name, unit and description
 * @param number its own among all measures, from 0
 * @param series the attributes of each of its series
 * @param bounds the upper bounds of its buckets, each of which is inside
 */
record Measure(Signal.Metric metric, int number, List<Attributes> series, List<Double> bounds) {
    /** Buckets from a loopback's round trip to an update that waited out a partition. */
    private static final List<Double> SECONDS =
            List.of(.0001, .00025, .0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1., 2.5, 5., 10., 60.);

    private static final List<Double> HOPS = IntStream.of(1, 2, 3, 4, 5, 6, 8, 10, 12, 16, 24, 32)
            .asDoubleStream()
            .boxed()
            .toList();

    private static final List<Measure> NUMBERED = new ArrayList<>();

    /** By {@link io.murmur.protocol.host.Event.Agreement}. */
    static final Measure EXCHANGES = of(MurmurMetrics.GOSSIP_EXCHANGE_DURATION, Series.AGREEMENTS, SECONDS);

    static final Measure DELAYS = of(MurmurMetrics.GOSSIP_PROPAGATION_DELAY, Series.PLAIN, SECONDS);
    static final Measure HOP_COUNTS = of(MurmurMetrics.GOSSIP_PROPAGATION_HOPS, Series.PLAIN, HOPS);
    /** By {@link io.murmur.protocol.host.Event.ProbeOutcome}. */
    static final Measure PROBES = of(MurmurMetrics.PROBE_DURATION, Series.PROBES, SECONDS);
    /** By level. */
    static final Measure ELECTIONS = of(MurmurMetrics.ELECTION_DURATION, Series.LEVELS, SECONDS);

    static final List<Measure> ALL = List.copyOf(NUMBERED);

    private static Measure of(Signal.Metric metric, List<Attributes> series, List<Double> bounds) {
        Measure measure = new Measure(metric, NUMBERED.size(), series, bounds);
        NUMBERED.add(measure);
        return measure;
    }
}
