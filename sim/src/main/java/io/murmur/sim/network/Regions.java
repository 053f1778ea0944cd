package io.murmur.sim.network;

import io.murmur.protocol.roster.Zone;

/**
 * How the swarm is spread over the world.
 *
 * @param count of regions, at least 1
 * @param block agents in a row, by their addresses, that are of one region before those of the next, at least 1
 * @param labelled whether agents say where they are
 * @param between how long the way takes from one region to another
 */
public record Regions(int count, int block, boolean labelled, Latency between) {
    public Regions {
        if (count < 1 || block < 1) {
            throw new IllegalArgumentException(count + " regions of " + block + " agents in a row");
        }
    }

    /** All agents are in one place, where the way takes as long. */
    public static Regions one(Latency latency) {
        return new Regions(1, 1, false, latency);
    }

    /** Whether two agents are of one region. */
    public boolean near(int one, int other) {
        return of(one) == of(other);
    }

    /** What an agent says of where it is. */
    public Zone zone(int agent) {
        return labelled ? new Zone("region-" + of(agent)) : Zone.NONE;
    }

    private int of(int agent) {
        return agent / block % count;
    }
}
