package io.murmur.sim.run;

import io.murmur.sim.engine.Plan;

/**
 * How a scenario is run. Only the seed has an influence on what happens, and the end on how much of it.
 *
 * @param seed of all luck
 * @param threads that work, at least 1
 * @param partitionSize agents per partition; 0 for the usual
 * @param end of a run in a tree; any other ends when everything is held
 */
public record Options(long seed, int threads, int partitionSize, End end) {
    /** When a run in a tree is over. */
    public enum End {
        /** All hold what was written, and whatever else the scenario waits for has come. */
        HELD,
        /** Nobody offers or resends anything any more, either. */
        QUIET
    }

    public Options {
        if (threads < 1 || partitionSize < 0) {
            throw new IllegalArgumentException(threads + " threads, " + partitionSize + " agents per partition");
        }
    }

    /** Of a run that goes on until all is quiet. */
    public Options(long seed, int threads, int partitionSize) {
        this(seed, threads, partitionSize, End.QUIET);
    }

    /** The partition size for a swarm with that many places. */
    public int partitionSize(int places) {
        return partitionSize > 0 ? partitionSize : Plan.partitionSize(places);
    }
}
