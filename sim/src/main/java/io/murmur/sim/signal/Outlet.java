package io.murmur.sim.signal;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The way of a run's spans to a receiver. Whoever sends waits until they are taken: the swarm's time stands still
 * meanwhile, so nothing is dropped because a receiver is slow. One that refuses a batch, after all that the exporter
 * tries of its own accord, gets no other.
 */
final class Outlet {
    private static final long PATIENCE_SECONDS = 60;

    private final SpanExporter exporter;
    private final AtomicLong exported = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private volatile boolean refused;

    Outlet(SpanExporter exporter) {
        this.exporter = exporter;
    }

    void send(Collection<SpanData> batch) {
        if (!refused
                && exporter.export(batch)
                        .join(PATIENCE_SECONDS, TimeUnit.SECONDS)
                        .isSuccess()) {
            exported.addAndGet(batch.size());
        } else {
            refused = true;
            dropped.addAndGet(batch.size());
        }
    }

    /** Ends the exporter. */
    CompletableResultCode close() {
        return exporter.shutdown();
    }

    long exported() {
        return exported.get();
    }

    long dropped() {
        return dropped.get();
    }
}
