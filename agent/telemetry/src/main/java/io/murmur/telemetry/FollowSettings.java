package io.murmur.telemetry;

import io.murmur.protocol.wire.CreationContext;

/**
 * How many of the traces that others began an agent continues. A flag in a datagram only asks: what this agent records is
 * within its own settings, whatever the flag says.
 *
 * @param share of all trace ids, 0 to 1; the same ones at every agent of one share
 * @param perSecond followed writes of its own application, and likewise entries of others, on average and at once; 0 for none
 * @param hops how many agents, one after another, may continue a trace that begins here; 1 to
 *     {@value CreationContext#BUDGET_MAX}
 */
public record FollowSettings(double share, double perSecond, int hops) {
    /** No trace of others is continued. */
    public static final FollowSettings NONE = new FollowSettings(0, 0, 1);

    public FollowSettings {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("a share of " + share + " is not in 0..1");
        }
        if (!(perSecond >= 0 && perSecond < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("a rate of " + perSecond + " is none");
        }
        if (hops < 1 || hops > CreationContext.BUDGET_MAX) {
            throw new IllegalArgumentException(
                    "a hop budget of " + hops + " is not in 1.." + CreationContext.BUDGET_MAX);
        }
    }
}
