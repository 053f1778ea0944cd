package io.murmur.sim.signal;

import io.murmur.sim.engine.EventSink;
import io.murmur.telemetry.SpanPolicy;
import io.murmur.telemetry.Telemetry;
import io.opentelemetry.api.OpenTelemetry;
import java.util.List;

/**
 * Turns the events of all agents into signals: every one is counted, and a share of the operations becomes spans. Each
 * partition counts for itself; what is told is their sum.
 */
public final class Signals implements EventSink.Factory, AutoCloseable {
    private final List<Telemetry> partitions;
    private int opened;

    /**
     * Prepares the signals of a run.
     *
     * @param count the number of partitions
     * @param spanShare the share of operations that become spans, 0..1
     * @param seed of the run, from which the ids of spans derive
     */
    public Signals(OpenTelemetry openTelemetry, int count, double spanShare, long seed) {
        partitions = Telemetry.forThreads(count, openTelemetry, SpanPolicy.share(spanShare), seed);
    }

    @Override
    public EventSink open(int first, int count) {
        return partitions.get(opened++)::record;
    }

    /** Operations counted so far. */
    public long operations() {
        return partitions.stream()
                .mapToLong(telemetry -> telemetry.tally().operations())
                .sum();
    }

    /** Stops telling; to be done after the pipeline was closed, which exports what is left. */
    @Override
    public void close() {
        partitions.getFirst().close(); // one closes what all of them share
    }
}
