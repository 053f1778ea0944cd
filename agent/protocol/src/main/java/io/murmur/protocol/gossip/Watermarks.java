package io.murmur.protocol.gossip;

import io.murmur.protocol.host.Event;
import io.murmur.protocol.host.Local;
import io.murmur.protocol.state.Entry;
import io.murmur.protocol.state.State;
import io.murmur.protocol.state.Version;
import io.murmur.protocol.wire.DatagramReader;
import org.jspecify.annotations.Nullable;

/**
 * Tombstones are collected behind a watermark that every state carries. An agent raises it only when the swarm, as it saw
 * it, has been whole for a retention (nobody was dead, and it agreed with a peer a moment ago), and only to a multiple of
 * an eighth of the retention, so that agents that raise it on their own end with the same. One that was away meets a
 * higher watermark on its return: what it holds from behind it and the others do not was deleted meanwhile, and
 * {@link Repair} drops it before the watermark is taken over. Until then it believes of what is behind it only peers that
 * are as far: others who were away might bring back what it has dropped already.
 */
final class Watermarks {
    private static final long NANOS_PER_MILLI = 1_000_000L;
    private static final int STEPS = 8;

    private final Local local;
    private final GossipSettings settings;
    private long wholeNanos = Long.MIN_VALUE;
    private @Nullable Ahead ahead;

    /** A watermark above this agent's, and when a peer that is as far was last met. */
    private record Ahead(long watermark, long metNanos) {}

    Watermarks(Local local, GossipSettings settings) {
        this.local = local;
        this.settings = settings;
    }

    /** A peer's watermark, unless it lies where no honest clock would have put it: then none. A higher one is remembered. */
    long meet(DatagramReader header) {
        long theirs = believed(header);
        if (theirs > local.state().watermark() && theirs >= ahead()) {
            ahead = new Ahead(theirs, local.nowNanos());
        }
        return theirs;
    }

    private long believed(DatagramReader header) {
        long theirs = header.watermark();
        if (theirs <= Version.NEVER) {
            return Version.NEVER;
        }
        long latestNanos = local.nowNanos() + settings.driftNanosMax() - settings.tombstoneNanos();
        return Version.millis(theirs) <= latestNanos / NANOS_PER_MILLI ? theirs : Version.NEVER;
    }

    /** Whether a peer with a watermark sent an entry from behind a higher one, which this agent is about to take over. */
    boolean overtaken(Entry entry, long theirs) {
        long higher = ahead();
        return entry.version() <= higher && theirs < higher;
    }

    /**
     * The highest watermark above this agent's that was met of late. Not for good: when all who were that far are gone,
     * nobody knows any more what they collected, and the others must be able to agree without them.
     */
    private long ahead() {
        if (ahead != null && (ahead.watermark <= local.state().watermark() || late(ahead.metNanos))) {
            ahead = null;
        }
        return ahead == null ? Version.NEVER : ahead.watermark;
    }

    private boolean late(long nanos) {
        return local.nowNanos() - nanos > settings.quietIntervalNanosMax();
    }

    /** Takes over the watermark of a peer whose entries are the same. */
    void adopt(DatagramReader header) {
        State state = local.state();
        long theirs = meet(header);
        if (theirs > state.watermark()
                && header.rootIs(local.tools()
                        .hasher()
                        .root(state.trie().hash(local.tools().hasher()), theirs))) {
            local.state(state.adopt(theirs));
        }
    }

    /**
     * Collects what is old enough, if there is any and the swarm has been whole for a retention. Before that, neither whoever
     * returned with what it held nor whoever was parted from others need have heard of all that was deleted meanwhile, and
     * both may agree with others who have not.
     */
    void raise(long agreedNanos) {
        State state = local.state();
        if (wholeNanos == Long.MIN_VALUE || local.roster().dead() > 0) {
            wholeNanos = local.nowNanos();
        }
        if (state.tombstones() == 0 || !allHaveHeard(agreedNanos)) {
            return;
        }
        long step = Math.max(1, settings.tombstoneNanos() / STEPS);
        long collectedNanos = (local.nowNanos() - settings.tombstoneNanos()) / step * step;
        if (collectedNanos <= 0 || Version.of(collectedNanos / NANOS_PER_MILLI, 0) <= state.watermark()) {
            return;
        }
        State collected = state.collect(Version.of(collectedNanos / NANOS_PER_MILLI, 0));
        if (collected.tombstones() < state.tombstones()) {
            local.state(collected);
            local.observe(
                    new Event.TombstonesCollected(state.tombstones() - collected.tombstones(), collected.watermark()));
        }
    }

    /** To agree with a peer says nothing of what was collected if both are behind. */
    private boolean allHaveHeard(long agreedNanos) {
        return local.nowNanos() - wholeNanos >= settings.tombstoneNanos()
                && !late(agreedNanos)
                && ahead() == Version.NEVER;
    }
}
