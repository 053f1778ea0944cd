package io.murmur.protocol.membership;

import io.murmur.protocol.host.Event;
import io.murmur.protocol.host.Local;

/**
 * Lifeguard's local health (§IV-A): an agent whose probes fail for reasons that lie with itself slows down, probing
 * less often and waiting longer, before it accuses anybody.
 */
final class Awareness {
    private final Local local;
    private final int max;
    private int score;

    Awareness(Local local, int max) {
        this.local = local;
        this.max = max;
    }

    /** A time as this agent should use it: longer the slower the agent finds itself. */
    long scaled(long nanos) {
        return nanos * (score + 1);
    }

    void change(int by) {
        int next = Math.clamp((long) score + by, 0, max);
        if (next != score) {
            score = next;
            local.observe(new Event.AwarenessChanged(next));
        }
    }
}
