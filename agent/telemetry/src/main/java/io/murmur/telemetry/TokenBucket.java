package io.murmur.telemetry;

/** A bound on how often something is done, on average and at once. Time comes with the question. */
final class TokenBucket {
    private static final double NANOS_PER_SECOND = 1e9;

    private final double perSecond;
    private final double capacity;
    private double tokens;
    private long filledNanos = Long.MIN_VALUE;

    /** @param perSecond 0 for never; as many may be done at once as in a second, and one in any case */
    TokenBucket(double perSecond) {
        this.perSecond = perSecond;
        this.capacity = perSecond == 0 ? 0 : Math.max(1, perSecond);
        this.tokens = capacity;
    }

    /** Takes a token if there is one. */
    boolean take(long nowNanos) {
        if (filledNanos == Long.MIN_VALUE) {
            filledNanos = nowNanos;
        }
        if (nowNanos > filledNanos) {
            tokens = Math.min(capacity, tokens + (nowNanos - filledNanos) / NANOS_PER_SECOND * perSecond);
            filledNanos = nowNanos;
        }
        boolean any = tokens >= 1;
        tokens -= any ? 1 : 0;
        return any;
    }
}
