package io.murmur.protocol.gossip;

import io.murmur.protocol.host.Event;
import io.murmur.protocol.host.Local;
import io.murmur.protocol.roster.Status;
import io.murmur.protocol.state.State;
import io.murmur.protocol.state.Version;
import io.murmur.protocol.wire.DatagramReader;

/**
 * Tombstones are collected behind a watermark that every state carries. An agent raises it only while the swarm is
 * whole, as it sees it (nobody is dead, and it agreed with a peer a moment ago), and only to a multiple of an eighth of
 * the retention time, so that agents that raise it on their own end with the same. One that was away meets a higher
 * watermark on its return: what it holds from behind it and the others do not was deleted meanwhile, and {@link Repair}
 * drops it before the watermark is taken over.
 */
final class Watermarks {
    private static final long NANOS_PER_MILLI = 1_000_000L;
    private static final int STEPS = 8;

    private final Local local;
    private final GossipSettings settings;
    private long bornNanos = Long.MAX_VALUE;

    Watermarks(Local local, GossipSettings settings) {
        this.local = local;
        this.settings = settings;
    }

    /** A peer's watermark, unless it lies where no honest clock would have put it: then none. */
    long believed(DatagramReader header) {
        long theirs = header.watermark();
        if (theirs <= Version.NEVER) {
            return Version.NEVER;
        }
        long latestNanos = local.nowNanos() + settings.driftNanosMax() - settings.tombstoneNanos();
        return Version.millis(theirs) <= latestNanos / NANOS_PER_MILLI ? theirs : Version.NEVER;
    }

    /** Takes over the watermark of a peer whose entries are the same. */
    void adopt(DatagramReader header) {
        State state = local.state();
        long theirs = believed(header);
        if (theirs > state.watermark()
                && header.rootIs(local.tools()
                        .hasher()
                        .root(state.trie().hash(local.tools().hasher()), theirs))) {
            local.state(state.adopt(theirs));
        }
    }

    /**
     * Collects what is old enough, if there is any and the swarm is whole. Not in the first retention of a life: whoever
     * returns with what it held may agree with another who does, and what was deleted meanwhile must not seem collected.
     */
    void raise(long agreedNanos) {
        State state = local.state();
        bornNanos = Math.min(bornNanos, local.nowNanos());
        if (local.nowNanos() - bornNanos < settings.tombstoneNanos()) {
            return;
        }
        if (state.tombstones() == 0 || local.nowNanos() - agreedNanos > settings.quietIntervalNanosMax()) {
            return;
        }
        long step = Math.max(1, settings.tombstoneNanos() / STEPS);
        long collectedNanos = (local.nowNanos() - settings.tombstoneNanos()) / step * step;
        if (collectedNanos <= 0 || Version.of(collectedNanos / NANOS_PER_MILLI, 0) <= state.watermark()) {
            return;
        }
        if (local.roster().any(member -> member.status() == Status.DEAD)) {
            return;
        }
        State collected = state.collect(Version.of(collectedNanos / NANOS_PER_MILLI, 0));
        if (collected.tombstones() < state.tombstones()) {
            local.state(collected);
            local.observe(
                    new Event.TombstonesCollected(state.tombstones() - collected.tombstones(), collected.watermark()));
        }
    }
}
