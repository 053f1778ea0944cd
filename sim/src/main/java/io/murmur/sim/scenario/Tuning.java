package io.murmur.sim.scenario;

import io.murmur.protocol.agent.Settings;
import io.murmur.protocol.gossip.GossipSettings;

/**
 * What is set otherwise about the agents than for a local network.
 *
 * @param tombstoneMillis how long a deleted key is remembered, in milliseconds; 0 for the default
 * @param newsMax writes that may wait to be passed on before writers are refused; 0 for the default
 */
public record Tuning(long tombstoneMillis, int newsMax) {
    /** Nothing. */
    public static final Tuning NONE = new Tuning(0, 0);

    private static final long MILLI = 1_000_000L;

    /** The settings of all agents. */
    public Settings settings(int fanout) {
        Settings lan = Settings.lan();
        GossipSettings gossip = lan.gossip().withFanout(fanout).withConvergenceSamples(0);
        return lan.with(tuned(gossip));
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
