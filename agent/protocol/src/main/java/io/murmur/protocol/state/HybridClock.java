package io.murmur.protocol.state;

/**
 * A hybrid logical clock: stamps that follow physical time, yet never go back and always exceed every stamp seen
 * (Kulkarni et al., "Logical Physical Clocks", OPODIS 2014, figure 5).
 *
 * <p>It reads no clock. Physical time arrives with every call, in nanoseconds since the Unix epoch. A full counter
 * carries into the milliseconds, which is what "the next stamp" means for a packed long. Not thread-safe: one agent,
 * one clock.
 */
public final class HybridClock {

    private static final long NANOS_PER_MILLI = 1_000_000;

    private final long driftMillisMax;
    private long last;

    /**
     * A clock that continues after a stamp.
     *
     * @param last the last stamp of an earlier life, or {@link Version#NEVER}
     * @param driftMillisMax how far ahead of physical time a stamp may be and still be believed, in milliseconds
     * @throws IllegalArgumentException if one is negative
     */
    public HybridClock(long last, long driftMillisMax) {
        if (last < 0 || driftMillisMax < 0) {
            throw new IllegalArgumentException("negative: last " + last + ", driftMillisMax " + driftMillisMax);
        }
        this.last = last;
        this.driftMillisMax = driftMillisMax;
    }

    /** What the clock makes of somebody's stamp. */
    public enum Verdict {
        /** Every later {@link #tick} exceeds it. */
        WITNESSED,
        /** It is further ahead of physical time than any honest clock; the clock did not move. */
        TOO_FAR_AHEAD
    }

    /** A stamp for something that happens now: greater than every stamp given or witnessed before. */
    public long tick(long nowNanos) {
        last = Math.max(last + 1, Version.of(nowNanos / NANOS_PER_MILLI, 0));
        return last;
    }

    /** Takes note of somebody's stamp, unless it is too far ahead to be honest. */
    public Verdict witness(long stamp, long nowNanos) {
        if (!believes(stamp, nowNanos)) {
            return Verdict.TOO_FAR_AHEAD;
        }
        last = Math.max(last, stamp);
        return Verdict.WITNESSED;
    }

    /** Whether {@link #witness} would take note of this stamp. */
    public boolean believes(long stamp, long nowNanos) {
        return stamp >= 0 && Version.millis(stamp) - nowNanos / NANOS_PER_MILLI <= driftMillisMax;
    }

    /** The greatest stamp given or witnessed so far; what to persist. */
    public long last() {
        return last;
    }
}
