package io.murmur.telemetry;

import io.murmur.protocol.host.Event;
import io.murmur.schema.MurmurSchema;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.context.Context;
import java.util.List;

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

    private final Tally tally = new Tally();
    private final Counters counters;
    private final Gauges gauges;
    private final Distributions distributions;
    private final Spans spans;
    private final Journal journal;

    /**
     * Telemetry through an SDK, whose span ids should come from {@link DerivedIds}.
     *
     * @param policy which operations become spans
     * @param seed one number for all agents of a swarm: those that differ in it do not find each other's traces
     */
    public Telemetry(OpenTelemetry openTelemetry, SpanPolicy policy, long seed) {
        Meter meter = openTelemetry
                .getMeterProvider()
                .meterBuilder(SCOPE)
                .setSchemaUrl(MurmurSchema.URL)
                .build();
        counters = new Counters(meter, List.of(tally));
        gauges = new Gauges(meter);
        distributions = new Distributions(meter);
        spans = new Spans(
                openTelemetry
                        .getTracerProvider()
                        .tracerBuilder(SCOPE)
                        .setSchemaUrl(MurmurSchema.URL)
                        .build(),
                policy,
                seed);
        journal = new Journal(openTelemetry
                .getLogsBridge()
                .loggerBuilder(SCOPE)
                .setSchemaUrl(MurmurSchema.URL)
                .build());
    }

    /**
     * An agent told its host what it did.
     *
     * @param agent the agent's id
     * @param nowNanos the time of the input that the agent was at work on, in nanoseconds since the Unix epoch
     */
    public void record(long agent, long nowNanos, Event event) {
        tally.count(event);
        Context context = spans.record(agent, nowNanos, event);
        distributions.record(event, context);
        journal.tell(nowNanos, event, context);
        if (event instanceof Event.AwarenessChanged change) {
            gauges.awareness(change.awareness());
        }
    }

    /** What the host counts of its own: datagrams and bytes. */
    public Tally tally() {
        return tally;
    }

    /** How much the agent holds now; a host says so every now and then. */
    public void holds(Holdings now) {
        gauges.holds(now);
    }

    /** Stops telling counts; an export after this has none, so the pipeline is closed first. */
    @Override
    public void close() {
        counters.close();
        gauges.close();
    }
}
