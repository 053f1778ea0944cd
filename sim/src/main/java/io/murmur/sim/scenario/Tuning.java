package io.murmur.sim.scenario;

import io.murmur.protocol.agent.Settings;
import io.murmur.protocol.gossip.GossipSettings;

/**
 * What is set otherwise about the agents than for a local network.
 *
 * @param tombstoneMillis how long a deleted key is remembered, in milliseconds; 0 for the default
 */
public record Tuning(long tombstoneMillis) {
    /** Nothing. */
    public static final Tuning NONE = new Tuning(0);

    private static final long MILLI = 1_000_000L;

    /** The settings of all agents. */
    public Settings settings(int fanout) {
        Settings lan = Settings.lan();
        GossipSettings gossip = lan.gossip().withFanout(fanout).withConvergenceSamples(0);
        return lan.with(tombstoneMillis == 0 ? gossip : withTombstone(gossip, tombstoneMillis * MILLI));
    }

    private static GossipSettings withTombstone(GossipSettings gossip, long nanos) {
        return new GossipSettings(
                gossip.fanout(),
                gossip.intervalNanos(),
                gossip.newsIntervalNanos(),
                gossip.hotIntervalNanos(),
                gossip.quietRounds(),
                gossip.quietIntervalNanosMax(),
                gossip.uniformShare(),
                gossip.newsMax(),
                gossip.datagramsPerContact(),
                gossip.repairsPerInterval(),
                gossip.driftNanosMax(),
                nanos,
                gossip.contentBytesMax(),
                gossip.convergenceSamples());
    }
}
