package io.murmur.hierarchical.agent;

import io.murmur.hierarchical.spread.SpreadSettings;

/**
 * Everything that can be set about the tree of groups; the agents of a swarm should agree on it.
 *
 * @param spread how updates cross the tree
 * @param intervalNanos the gossip interval, which bounds are about
 */
public record HierarchySettings(SpreadSettings spread, long intervalNanos) {
    private static final long MILLI = 1_000_000L;

    public HierarchySettings with(SpreadSettings newSpread) {
        return new HierarchySettings(newSpread, intervalNanos);
    }

    /** For a local network. */
    public static HierarchySettings lan() {
        return new HierarchySettings(SpreadSettings.lan(), 200 * MILLI);
    }
}
