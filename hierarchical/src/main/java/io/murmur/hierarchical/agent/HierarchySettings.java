package io.murmur.hierarchical.agent;

import io.murmur.hierarchical.election.ElectionSettings;
import io.murmur.hierarchical.spread.SpreadSettings;

/**
 * Everything that can be set about the tree of groups; the agents of a swarm should agree on it, except for the priority.
 *
 * @param spread how updates cross the tree
 * @param election how leaders are elected
 * @param formation what shape the tree has
 * @param priority this agent's in elections, 0..100
 * @param intervalNanos the gossip interval, which bounds are about
 */
public record HierarchySettings(
        SpreadSettings spread,
        ElectionSettings election,
        FormationSettings formation,
        int priority,
        long intervalNanos) {
    private static final int PRIORITY_USUAL = 50;
    private static final long MILLI = 1_000_000L;
    /** Of a swarm of a million. */
    private static final int LEVELS = 3;

    public HierarchySettings with(SpreadSettings newSpread) {
        return new HierarchySettings(newSpread, election, formation, priority, intervalNanos);
    }

    public HierarchySettings with(FormationSettings newFormation) {
        return new HierarchySettings(spread, election, newFormation, priority, intervalNanos);
    }

    /**
     * In which everybody knows that a group is out of reach: its unit misses it, says so up the tree level by level, and
     * leaders tell their members down again, some in each interval.
     */
    public long noticeNanosMax() {
        long toldNanos = Math.ceilDiv(formation.groupMax(), Register.CHAINS_MAX) * intervalNanos;
        return formation.vanishedNanos() + LEVELS * (2 * formation.reportNanos() + toldNanos);
    }

    /** For a local network. */
    public static HierarchySettings lan() {
        return new HierarchySettings(
                SpreadSettings.lan(), ElectionSettings.lan(), FormationSettings.lan(), PRIORITY_USUAL, 200 * MILLI);
    }
}
