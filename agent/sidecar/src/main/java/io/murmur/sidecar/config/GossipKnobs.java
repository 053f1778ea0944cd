package io.murmur.sidecar.config;

import io.murmur.protocol.gossip.GossipSettings;

/** The knobs of gossip; see {@link GossipSettings} for each. */
public record GossipKnobs(
        int fanout,
        Span interval,
        Span newsInterval,
        Span hotInterval,
        int quietRounds,
        Span quietIntervalMax,
        double uniformShare,
        int newsMax,
        int datagramsPerContact,
        int repairsPerInterval,
        Span driftMax,
        Span tombstone,
        Size contentMax,
        int convergenceSamples) {
    static final GossipKnobs DEFAULT = of(GossipSettings.lan());

    public GossipKnobs {
        Check.that(
                fanout >= 0 && fanout <= GossipSettings.FANOUT_MAX, "fanout must be 0 to " + GossipSettings.FANOUT_MAX);
        Check.that(uniformShare >= 0 && uniformShare <= 1, "uniformShare must be 0 to 1");
        Check.that(
                Math.min(interval.nanos(), hotInterval.nanos()) >= 1_000_000,
                "interval and hotInterval must be at least 1ms");
        Check.that(
                newsMax >= 1 && datagramsPerContact >= 1 && repairsPerInterval >= 1,
                "newsMax, datagramsPerContact and repairsPerInterval must be at least 1");
        Check.that(
                quietRounds >= 0 && convergenceSamples >= 0, "quietRounds and convergenceSamples cannot be negative");
    }

    private static GossipKnobs of(GossipSettings s) {
        return new GossipKnobs(
                s.fanout(),
                new Span(s.intervalNanos()),
                new Span(s.newsIntervalNanos()),
                new Span(s.hotIntervalNanos()),
                s.quietRounds(),
                new Span(s.quietIntervalNanosMax()),
                s.uniformShare(),
                s.newsMax(),
                s.datagramsPerContact(),
                s.repairsPerInterval(),
                new Span(s.driftNanosMax()),
                new Span(s.tombstoneNanos()),
                new Size(s.contentBytesMax()),
                s.convergenceSamples());
    }

    GossipSettings settings() {
        return new GossipSettings(
                fanout,
                interval.nanos(),
                newsInterval.nanos(),
                hotInterval.nanos(),
                quietRounds,
                quietIntervalMax.nanos(),
                uniformShare,
                newsMax,
                datagramsPerContact,
                repairsPerInterval,
                driftMax.nanos(),
                tombstone.nanos(),
                contentMax.bytes(),
                convergenceSamples);
    }
}
