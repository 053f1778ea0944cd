package io.murmur.protocol.state;

/**
 * The stamp of a hybrid logical clock in one long: 48 bits of Unix milliseconds, then a 16-bit counter.
 *
 * <p>Stamps are never negative, so they compare as plain longs (the year 6429 is the end of that). {@link #NEVER} comes
 * before every stamp an entry can carry.
 */
public final class Version {

    /** Before every stamp; as a watermark, "nothing was collected yet". */
    public static final long NEVER = 0;

    /** The latest millisecond a stamp can tell. */
    public static final long MILLIS_MAX = Long.MAX_VALUE >>> 16;

    private static final int COUNTER_BITS = 16;
    private static final long COUNTER_MASK = (1L << COUNTER_BITS) - 1;

    private Version() {}

    /**
     * Packs a stamp.
     *
     * @param millis Unix time in milliseconds, 0 to {@link #MILLIS_MAX}
     * @param counter 0 to 65,535
     * @throws IllegalArgumentException if one is out of range
     */
    public static long of(long millis, int counter) {
        if (millis < 0 || millis > MILLIS_MAX) {
            throw new IllegalArgumentException("milliseconds out of range: " + millis);
        }
        if ((counter & ~COUNTER_MASK) != 0) {
            throw new IllegalArgumentException("counter out of range: " + counter);
        }
        return (millis << COUNTER_BITS) | counter;
    }

    /** The Unix milliseconds of a stamp. */
    public static long millis(long stamp) {
        return stamp >>> COUNTER_BITS;
    }

    /** The counter of a stamp, 0 to 65,535. */
    public static int counter(long stamp) {
        return (int) (stamp & COUNTER_MASK);
    }

    /** For humans: {@code millis.counter}. */
    public static String text(long stamp) {
        return millis(stamp) + "." + counter(stamp);
    }
}
