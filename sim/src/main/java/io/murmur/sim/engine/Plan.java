package io.murmur.sim.engine;

import io.murmur.hierarchical.agent.HierarchySettings;
import io.murmur.protocol.agent.Settings;
import io.murmur.sim.network.Weather;
import org.jspecify.annotations.Nullable;

/**
 * What a swarm is made of.
 *
 * @param agents agents that know each other from the start
 * @param places agents that can ever be, those that join later included; at least {@code agents}
 * @param settings of every agent
 * @param hierarchy of every agent; null where they form no tree
 * @param timing when things happen
 * @param seed of all luck
 * @param threads that work; no result depends on it
 * @param partitionSize agents per partition; no result depends on it
 * @param weather what the network does at first
 */
public record Plan(
        int agents,
        int places,
        Settings settings,
        @Nullable HierarchySettings hierarchy,
        TimingKind timing,
        long seed,
        int threads,
        int partitionSize,
        Weather weather) {
    /** Agents per partition unless told otherwise: their working set fits a core's cache. */
    public static final int PARTITION_SIZE = 4_096;

    private static final int PARTITION_SIZE_MAX = 1 << 20;
    private static final int PARTITIONS_MAX = 1_024;

    public Plan {
        if (agents < 0 || places < Math.max(1, agents)) {
            throw new IllegalArgumentException(agents + " agents in " + places + " places");
        }
        if (threads < 1 || partitionSize < 1 || partitionSize > PARTITION_SIZE_MAX) {
            throw new IllegalArgumentException(threads + " threads, " + partitionSize + " agents per partition");
        }
    }

    /** The usual partition size for that many agents: larger for so many that pairs of partitions would be too many. */
    public static int partitionSize(int agents) {
        return Math.min(PARTITION_SIZE_MAX, Math.max(PARTITION_SIZE, agents / PARTITIONS_MAX));
    }
}
