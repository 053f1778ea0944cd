package io.murmur.sim.signal;

import io.murmur.telemetry.SpanPolicy;
import org.jspecify.annotations.Nullable;

/**
 * Which operations of a run become spans, and which of these are exported.
 *
 * @param mode what that is called
 * @param policy which become spans
 * @param window outside which none does; null for everywhere
 */
public record Choice(
        TracingMode mode, SpanPolicy policy, @Nullable Window window) {
    /** None. */
    public static Choice counted() {
        return new Choice(TracingMode.COUNTED, SpanPolicy.off(), null);
    }

    /**
     * Those of a share of all traces; each span is exported.
     *
     * @param share 0 to 1
     */
    public static Choice sampled(double share) {
        return new Choice(TracingMode.SAMPLED, SpanPolicy.share(share), null);
    }

    /** Every one; a sample of the spans is exported. */
    public static Choice all() {
        return new Choice(TracingMode.ALL, SpanPolicy.all(), null);
    }

    /** Every one of some agents in some rounds; each span is exported. */
    public static Choice of(Window window) {
        return new Choice(TracingMode.SAMPLED, SpanPolicy.all(), window);
    }
}
