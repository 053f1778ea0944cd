package io.murmur.hierarchical.agent;

import io.murmur.protocol.host.Local;

/**
 * How often something is done in one interval at most. Where more ask than that, dice decide and not who comes first: else
 * the same ones might come too late each time.
 */
final class Quota {
    private final Local local;
    private final long intervalNanos;
    private final int most;
    private long beganNanos = Long.MIN_VALUE / 2;
    private int asked;
    private int askedBefore;
    private int taken;

    Quota(Local local, long intervalNanos, int most) {
        this.local = local;
        this.intervalNanos = intervalNanos;
        this.most = most;
    }

    /** Takes one, if there is one left; whoever asks in vain asks again later. */
    boolean take() {
        long passedNanos = local.nowNanos() - beganNanos;
        if (passedNanos >= intervalNanos) {
            askedBefore = passedNanos < 2 * intervalNanos ? asked : 0;
            beganNanos = local.nowNanos();
            asked = 0;
            taken = 0;
        }
        asked++;
        boolean lucky = askedBefore <= most || local.dice().nextInt(askedBefore) < most;
        boolean may = taken < most && lucky;
        taken += may ? 1 : 0;
        return may;
    }
}
