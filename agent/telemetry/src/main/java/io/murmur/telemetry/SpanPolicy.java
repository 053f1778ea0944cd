package io.murmur.telemetry;

/**
 * Which operations become spans. The decision depends on the trace id alone, as OpenTelemetry's own ratio sampler's
 * does, so agents of one policy record the same traces whole without telling each other.
 */
public final class SpanPolicy {
    private static final SpanPolicy OFF = new SpanPolicy(-1);
    private static final SpanPolicy ALL = new SpanPolicy(Long.MAX_VALUE);

    private final long highest;

    private SpanPolicy(long highest) {
        this.highest = highest;
    }

    /** None. */
    public static SpanPolicy off() {
        return OFF;
    }

    /** Every one. */
    public static SpanPolicy all() {
        return ALL;
    }

    /**
     * A share of all traces.
     *
     * @param share 0 to 1
     */
    public static SpanPolicy share(double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("a share of " + share + " is not in 0..1");
        }
        return share == 0 ? OFF : share == 1 ? ALL : new SpanPolicy((long) (share * Long.MAX_VALUE));
    }

    /** Whether any operation may be picked. */
    boolean active() {
        return highest >= 0;
    }

    boolean picks(long traceLow) {
        return (traceLow & Long.MAX_VALUE) <= highest;
    }
}
