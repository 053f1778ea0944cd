package io.murmur.protocol.gossip;

import io.murmur.protocol.host.Local;
import io.murmur.protocol.state.Version;

/**
 * How old news is when it comes straight from its writer, of late and at most: more under load, when datagrams wait at a
 * busy agent. Where writers tell everyone themselves, what is younger than that is on its way, and sending it once more
 * would only double it, just when there is least time for it. A clock that is behind looks like a lag, and is treated
 * like one, since ages are told by the same clocks.
 */
final class Lag {
    private static final long NANOS_PER_MILLI = 1_000_000L;
    /** Intervals in which a lag that is not seen again counts half. */
    private static final int HALF_LIFE = 5;

    private final Local local;
    private final GossipSettings settings;
    private long nanos;
    private long seenNanos;

    Lag(Local local, GossipSettings settings) {
        this.local = local;
        this.settings = settings;
    }

    /** An entry came straight from its writer, so long after it was written. */
    void seen(long delayNanos) {
        nanos = Math.max(delayNanos, now());
        seenNanos = local.nowNanos();
    }

    private long now() {
        long halvings = (local.nowNanos() - seenNanos) / (HALF_LIFE * settings.intervalNanos());
        return nanos >> Math.min(halvings, 62);
    }

    /** Whether news keeps coming straight from writers, so that most of what differs from a peer is under way. */
    boolean streaming() {
        return direct() && nanos > 0 && local.nowNanos() - seenNanos < settings.hotIntervalNanos();
    }

    /** Whether an entry of that version is probably on its way to everyone from its writer. */
    boolean underWay(long version) {
        if (!direct()) {
            return false; // exchanges are part of how news travels here
        }
        long age = local.nowNanos() - Version.millis(version) * NANOS_PER_MILLI;
        return age < settings.intervalNanos() + 2 * now();
    }

    private boolean direct() {
        return Spread.of(settings.fanout(), Math.max(1, local.peers()), 0).direct();
    }
}
