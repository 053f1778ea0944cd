package io.murmur.sim.signal;

import io.murmur.sim.engine.Swarm;
import java.util.BitSet;

/**
 * Some agents in some rounds: where to look closely. Round 0 is what happens before the first one; what is done between
 * two rounds belongs to the one before.
 *
 * @param agents their indices
 * @param first the first round
 * @param last the last round
 * @param roundNanos how long a round is
 */
public record Window(BitSet agents, long first, long last, long roundNanos) {
    /** Whether what an agent does at a time is inside. */
    boolean covers(int agent, long nowNanos) {
        long round = round(nowNanos, roundNanos);
        return first <= round && round <= last && agents.get(agent);
    }

    /** The round of a time. */
    public static long round(long nowNanos, long roundNanos) {
        return Math.floorDiv(nowNanos - Swarm.EPOCH_NANOS, roundNanos) + 1;
    }
}
