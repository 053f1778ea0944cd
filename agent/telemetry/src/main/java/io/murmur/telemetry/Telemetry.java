package io.murmur.telemetry;

import io.murmur.protocol.host.Event;
import io.murmur.protocol.wire.CreationContext;
import io.murmur.schema.MurmurSchema;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.logs.Logger;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Turns the events of one thread's agents into signals: counts each, measures it, records it as a span where the policy
 * picks it, and tells it as a log event where it is a change. A host calls it from its {@code observe}; it never blocks
 * and never throws for what an event holds.
 *
 * <p>One thread calls it. The counts are read by whoever collects.
 */
public final class Telemetry implements AutoCloseable {
    /** The instrumentation scope of all signals. */
    public static final String SCOPE = "io.murmur";

    private final Tally tally;
    private final Follower follower;
    private final Distributions distributions;
    private final Shared shared;

    /** What the threads of a host have in common. */
    private record Shared(Counters counters, Gauges gauges, Spans spans, Journal journal) {
        Shared(OpenTelemetry openTelemetry, List<Tally> tallies, SpanPolicy policy, long seed) {
            Tracer tracer = openTelemetry
                    .getTracerProvider()
                    .tracerBuilder(SCOPE)
                    .setSchemaUrl(MurmurSchema.URL)
                    .build();
            Logger logger = openTelemetry
                    .getLogsBridge()
                    .loggerBuilder(SCOPE)
                    .setSchemaUrl(MurmurSchema.URL)
                    .build();
            Meter meter = meter(openTelemetry);
            this(new Counters(meter, tallies), new Gauges(meter), new Spans(tracer, policy, seed), new Journal(logger));
        }
    }

    private Telemetry(Tally tally, Follower follower, Histograms histograms, Shared shared) {
        this.tally = tally;
        this.follower = follower;
        this.distributions = new Distributions(histograms);
        this.shared = shared;
    }

    /** The most series that these metrics can have, whatever happens: one for each combination of attributes that there is. */
    public static int seriesMax() {
        return Cells.COUNT + Gauges.SERIES + Distributions.SERIES;
    }

    /**
     * The telemetry of a host with one thread, through an SDK whose span ids come from {@link DerivedIds}.
     *
     * @param policy which operations become spans
     * @param seed one number for all agents of a swarm: those that differ in it do not find each other's traces
     */
    public static Telemetry of(OpenTelemetry openTelemetry, SpanPolicy policy, long seed) {
        return of(openTelemetry, policy, FollowSettings.NONE, seed);
    }

    /** The same, of a host that also continues traces of others. */
    public static Telemetry of(OpenTelemetry openTelemetry, SpanPolicy policy, FollowSettings following, long seed) {
        Tally tally = new Tally();
        Shared shared = new Shared(openTelemetry, List.of(tally), policy, seed);
        return new Telemetry(tally, new Follower(following, tally), new SdkHistograms(meter(openTelemetry)), shared);
    }

    /**
     * As {@link #of}, one for each thread of a host; what they count is told as one sum.
     *
     * @param histograms those of all threads, which the SDK's meter provider has as a producer of metrics
     */
    public static List<Telemetry> forThreads(
            ThreadHistograms histograms, OpenTelemetry openTelemetry, SpanPolicy policy, long seed) {
        List<Buckets> buckets = histograms.threads();
        List<Tally> tallies = Stream.generate(Tally::new).limit(buckets.size()).toList();
        Shared shared = new Shared(openTelemetry, tallies, policy, seed);
        return IntStream.range(0, tallies.size())
                .mapToObj(thread -> new Telemetry(
                        tallies.get(thread),
                        new Follower(FollowSettings.NONE, tallies.get(thread)),
                        buckets.get(thread),
                        shared))
                .toList();
    }

    private static Meter meter(OpenTelemetry openTelemetry) {
        return openTelemetry
                .getMeterProvider()
                .meterBuilder(SCOPE)
                .setSchemaUrl(MurmurSchema.URL)
                .build();
    }

    /**
     * An agent told its host what it did.
     *
     * @param agent the agent's id
     * @param nowNanos the time of the input that the agent was at work on, in nanoseconds since the Unix epoch
     */
    public void record(long agent, long nowNanos, Event event) {
        tell(nowNanos, event, shared.spans().record(agent, nowNanos, event, follower));
    }

    /** As {@link #record}, for an operation that shall not be a span whatever the policy says. */
    public void recordWithoutSpan(long nowNanos, Event event) {
        tell(nowNanos, event, Context.root());
    }

    private void tell(long nowNanos, Event event, Context span) {
        tally.count(event);
        if (span.equals(Context.root())) {
            tally.withoutSpan();
        }
        distributions.record(event, span);
        shared.journal().tell(nowNanos, event, span);
        if (event instanceof Event.AwarenessChanged change) {
            shared.gauges().awareness(change.awareness());
        }
    }

    /**
     * The agent is about to make a write that its application asked for within a trace: the context to make it with. Called
     * right before, on the same thread.
     *
     * @param parent the span that the write is part of
     * @return null if the write is not followed: its trace is not recorded, or the settings bound it
     */
    public @Nullable CreationContext begin(SpanContext parent, long agent, long nowNanos) {
        return follower.begin(parent, agent, nowNanos);
    }

    /** What the host counts of its own: datagrams and bytes. */
    public Tally tally() {
        return tally;
    }

    /** How much the agent holds now; a host says so every now and then. */
    public void holds(Holdings now) {
        shared.gauges().holds(now);
    }

    /** Stops telling counts, those of all threads; an export after this has none, so the pipeline is closed first. */
    @Override
    public void close() {
        shared.counters().close();
        shared.gauges().close();
    }
}
