package io.murmur.sidecar.transport;

import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * Nanoseconds since the Unix epoch that never go back: the wall clock is read once, and from then on the machine's
 * monotonic clock tells how much time has passed. A step of the wall clock is therefore not seen before the next start.
 */
public final class WallClock implements LongSupplier {
    private final long offsetNanos;

    public WallClock() {
        Instant now = Instant.now();
        offsetNanos = now.getEpochSecond() * 1_000_000_000L + now.getNano() - System.nanoTime();
    }

    @Override
    public long getAsLong() {
        return System.nanoTime() + offsetNanos;
    }
}
