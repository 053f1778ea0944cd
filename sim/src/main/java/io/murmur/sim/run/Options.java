package io.murmur.sim.run;

import io.murmur.sim.engine.Plan;

/**
 * How a scenario is run. Only the seed has an influence on what happens.
 *
 * @param seed of all luck
 * @param threads that work, at least 1
 * @param partitionSize agents per partition; 0 for the usual
 */
public record Options(long seed, int threads, int partitionSize) {
    public Options {
        if (threads < 1 || partitionSize < 0) {
            throw new IllegalArgumentException(threads + " threads, " + partitionSize + " agents per partition");
        }
    }

    /** The partition size for a swarm with that many places. */
    public int partitionSize(int places) {
        return partitionSize > 0 ? partitionSize : Plan.partitionSize(places);
    }
}
