package io.murmur.protocol.gossip;

import io.murmur.protocol.host.Local;
import io.murmur.protocol.state.Version;

/**
 * How old news is when it comes straight from its writer, of late and at most: more under load, when datagrams wait at a
 * busy agent. Where writers tell everyone themselves, what is younger than that is on its way, and sending it once more
 * would only double it, just when there is least time for it. A clock that is behind looks like a lag, and is treated
 * like one, since ages are told by the same clocks.
 *
 * <p>Of late means: in this window of a few intervals and in the one before.
 */
final class Lag {
    private static final long NANOS_PER_MILLI = 1_000_000L;
    /** Intervals in a window. */
    private static final int WINDOW = 5;
    /** News of late from which on it is a stream. */
    private static final int STREAM_MIN = 16;

    private final Local local;
    private final GossipSettings settings;
    private long seenNanos = Long.MIN_VALUE / 2;
    private char longestMillis;
    private char earlierMillis;
    private char count;
    private char earlierCount;

    Lag(Local local, GossipSettings settings) {
        this.local = local;
        this.settings = settings;
    }

    /** An entry came straight from its writer, so long after it was written. */
    void seen(long delayNanos) {
        long passed = windowsPassed();
        if (passed > 0) {
            earlierMillis = passed == 1 ? longestMillis : 0;
            earlierCount = passed == 1 ? count : 0;
            longestMillis = 0;
            count = 0;
        }
        longestMillis = (char) Math.clamp(delayNanos / NANOS_PER_MILLI, longestMillis, Character.MAX_VALUE);
        count = (char) Math.min(count + 1, Character.MAX_VALUE);
        seenNanos = local.nowNanos();
    }

    private long nanos() {
        return NANOS_PER_MILLI
                * switch ((int) Math.min(windowsPassed(), 2)) {
                    case 0 -> Math.max(longestMillis, earlierMillis);
                    case 1 -> longestMillis;
                    default -> 0;
                };
    }

    private long windowsPassed() {
        long window = WINDOW * settings.intervalNanos();
        return Math.floorDiv(local.nowNanos(), window) - Math.floorDiv(seenNanos, window);
    }

    /** Whether news keeps coming straight from writers, so that most of what differs from a peer is under way. */
    boolean streaming() {
        return count + earlierCount >= STREAM_MIN
                && local.nowNanos() - seenNanos < settings.hotIntervalNanos() + nanos()
                && direct();
    }

    /** Whether an entry of that version is probably on its way to everyone from its writer. */
    boolean underWay(long version) {
        if (!direct()) {
            return false; // exchanges are part of how news travels here
        }
        long age = local.nowNanos() - Version.millis(version) * NANOS_PER_MILLI;
        return age < settings.intervalNanos() + 2 * nanos();
    }

    private boolean direct() {
        return Spread.of(settings.fanout(), Math.max(1, local.peers()), 0).direct();
    }
}
