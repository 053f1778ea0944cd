package io.murmur.schema.live;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** When a live-check ends: asked to, after a time, or when nothing arrives any more. */
public final class Ending {
    private final long beganNanos = System.nanoTime();
    private final @Nullable Duration duration;
    private final @Nullable Duration inactivity;
    private long lastNanos = beganNanos;
    private boolean asked;

    /**
     * An ending.
     *
     * @param duration null for no such end
     * @param inactivity null for no such end
     */
    public Ending(@Nullable Duration duration, @Nullable Duration inactivity) {
        this.duration = duration;
        this.inactivity = inactivity;
    }

    /** Something arrived. */
    public synchronized void active() {
        lastNanos = System.nanoTime();
    }

    /** Ends it now. */
    public synchronized void ask() {
        asked = true;
        notifyAll();
    }

    /** Waits for the end. */
    public synchronized void await() throws InterruptedException {
        long left = left();
        while (!asked && left > 0) {
            if (left == Long.MAX_VALUE) {
                wait();
            } else {
                // a millisecond more than it takes: never 0, which would be for ever
                wait(left / 1_000_000 + 1);
            }
            left = left();
        }
    }

    /** Nanoseconds until it is over if nothing happens. */
    private long left() {
        long now = System.nanoTime();
        return Math.min(left(duration, now - beganNanos), left(inactivity, now - lastNanos));
    }

    private static long left(@Nullable Duration limit, long sinceNanos) {
        return limit == null ? Long.MAX_VALUE : limit.toNanos() - sinceNanos;
    }
}
