package io.murmur.protocol.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.murmur.protocol.gossip.GossipSettings;
import org.junit.jupiter.api.Test;

class SettingsTest {
    private static GossipSettings remembering(long tombstoneNanos) {
        GossipSettings g = GossipSettings.lan();
        return new GossipSettings(
                g.fanout(),
                g.intervalNanos(),
                g.newsIntervalNanos(),
                g.hotIntervalNanos(),
                g.quietRounds(),
                g.quietIntervalNanosMax(),
                g.uniformShare(),
                g.newsMax(),
                g.datagramsPerContact(),
                g.repairsPerInterval(),
                g.driftNanosMax(),
                tombstoneNanos,
                g.contentBytesMax(),
                g.convergenceSamples());
    }

    /** Else deletions were collected that a part of the swarm has not heard of, since nobody knows yet that it is cut off. */
    @Test
    void aRetentionInWhichACutMayGoUnnoticedIsRefused() {
        Settings lan = Settings.lan();
        long least = Settings.retentionNanosMin(lan.gossip(), lan.membership());
        assertEquals(least, lan.with(remembering(least)).gossip().tombstoneNanos());
        assertThrows(IllegalArgumentException.class, () -> lan.with(remembering(least - 1)));
    }
}
