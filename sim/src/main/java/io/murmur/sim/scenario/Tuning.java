package io.murmur.sim.scenario;

import io.murmur.hierarchical.agent.FormationSettings;
import io.murmur.hierarchical.agent.HierarchySettings;
import io.murmur.hierarchical.spread.SpreadSettings;
import io.murmur.protocol.agent.Settings;
import io.murmur.protocol.gossip.GossipSettings;

/**
 * What is set otherwise about the agents than for a local network.
 *
 * @param tombstoneMillis how long a deleted key is remembered, in milliseconds; 0 for the default
 * @param newsMax writes that may wait to be passed on before writers are refused; 0 for the default
 * @param payloadsMax datagrams with entries that an agent of a tree may send in an interval; 0 for the default
 * @param datagramsMax datagrams of any kind that it may send; 0 for the default
 * @param groupMax members that a group of a tree may have, of which a quarter is the least; 0 for the default
 */
public record Tuning(long tombstoneMillis, int newsMax, int payloadsMax, int datagramsMax, int groupMax) {
    /** Nothing. */
    public static final Tuning NONE = new Tuning(0, 0, 0, 0, 0);

    private static final long MILLI = 1_000_000L;

    /** The settings of all agents. */
    public Settings settings(int fanout) {
        Settings lan = Settings.lan();
        GossipSettings gossip = lan.gossip().withFanout(fanout).withConvergenceSamples(0);
        return lan.with(tuned(gossip));
    }

    /** The settings of all agents about the tree. */
    HierarchySettings hierarchy() {
        HierarchySettings lan = HierarchySettings.lan();
        SpreadSettings spread = lan.spread();
        FormationSettings formation = lan.formation();
        return lan.with(spread.withBounds(
                        payloadsMax == 0 ? spread.payloadsMax() : payloadsMax,
                        datagramsMax == 0 ? spread.datagramsMax() : datagramsMax))
                .with(groupMax == 0 ? formation : formation.withGroups(groupMax, groupMax / 4));
    }

    private GossipSettings tuned(GossipSettings gossip) {
        return new GossipSettings(
                gossip.fanout(),
                gossip.intervalNanos(),
                gossip.newsIntervalNanos(),
                gossip.hotIntervalNanos(),
                gossip.quietRounds(),
                gossip.quietIntervalNanosMax(),
                gossip.uniformShare(),
                newsMax == 0 ? gossip.newsMax() : newsMax,
                gossip.datagramsPerContact(),
                gossip.repairsPerInterval(),
                gossip.driftNanosMax(),
                tombstoneMillis == 0 ? gossip.tombstoneNanos() : tombstoneMillis * MILLI,
                gossip.contentBytesMax(),
                gossip.convergenceSamples());
    }
}
