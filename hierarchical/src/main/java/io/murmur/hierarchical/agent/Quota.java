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
        return take(0);
    }

    /** The same, and as many beyond as there is room for now. */
    boolean take(int room) {
        long passedNanos = local.nowNanos() - beganNanos;
        if (passedNanos >= intervalNanos) {
            askedBefore = passedNanos < 2 * intervalNanos ? asked : 0;
            beganNanos = local.nowNanos();
            asked = 0;
            taken = 0;
        }
        asked++;
        int limit = Math.max(most, taken + room);
        boolean lucky = askedBefore <= limit || local.dice().nextInt(askedBefore) < limit;
        boolean may = taken < limit && lucky;
        taken += may ? 1 : 0;
        return may;
    }
}
