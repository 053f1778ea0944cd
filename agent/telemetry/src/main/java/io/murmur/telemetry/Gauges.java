package io.murmur.telemetry;

import io.murmur.protocol.roster.Status;
import io.murmur.schema.MurmurMetrics;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableLongGauge;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import io.opentelemetry.api.metrics.ObservableLongUpDownCounter;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What one agent holds and how it feels, read when somebody collects. Nothing is told before its host said what it holds:
 * a host of many agents never does.
 */
final class Gauges implements AutoCloseable {
    /** One for each status of members, and one for each other gauge. */
    static final int SERIES = Series.MEMBERS.size() + 3;

    private final ObservableLongUpDownCounter entries;
    private final ObservableLongUpDownCounter bytes;
    private final ObservableLongUpDownCounter members;
    private final ObservableLongGauge score;
    private volatile @Nullable Holdings holdings;
    private volatile int awareness;

    Gauges(Meter meter) {
        entries = MurmurMetrics.stateSize(meter)
                .buildWithCallback(told((now, measurement) -> measurement.record(now.entries())));
        bytes = MurmurMetrics.stateUsage(meter)
                .buildWithCallback(told((now, measurement) -> measurement.record(now.bytes())));
        members = MurmurMetrics.membershipSize(meter).buildWithCallback(told(Gauges::members));
        score = MurmurMetrics.agentAwarenessScore(meter)
                .buildWithCallback(told((_, measurement) -> measurement.record(awareness)));
    }

    void holds(Holdings now) {
        holdings = now;
    }

    void awareness(int now) {
        awareness = now;
    }

    @Override
    public void close() {
        entries.close();
        bytes.close();
        members.close();
        score.close();
    }

    private Consumer<ObservableLongMeasurement> told(BiConsumer<Holdings, ObservableLongMeasurement> tell) {
        return measurement -> {
            Holdings now = holdings;
            if (now != null) {
                tell.accept(now, measurement);
            }
        };
    }

    @SuppressWarnings("EnumOrdinal") // series are in the order of the constants
    private static void members(Holdings now, ObservableLongMeasurement measurement) {
        for (Status status : Status.values()) {
            measurement.record(now.members().getOrDefault(status, 0), Series.MEMBERS.get(status.ordinal()));
        }
    }
}
