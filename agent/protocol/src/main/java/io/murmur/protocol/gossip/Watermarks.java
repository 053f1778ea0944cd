package io.murmur.protocol.gossip;

import io.murmur.protocol.host.Event;
import io.murmur.protocol.host.Extension;
import io.murmur.protocol.host.Local;
import io.murmur.protocol.merkle.Hash;
import io.murmur.protocol.merkle.Hasher;
import io.murmur.protocol.state.Entry;
import io.murmur.protocol.state.Scope;
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
 *
 * <p>Groups raise theirs on their own, and a watermark speaks for all entries of its agent's group. So that of an agent of
 * another group counts as one that this agent may raise: it is followed, in what the whole swarm shares, only by whoever
 * could raise its own. To everybody else it is no higher than the own.
 */
final class Watermarks {
    private static final long NANOS_PER_MILLI = 1_000_000L;
    private static final int STEPS = 8;

    private final Local local;
    private final GossipSettings settings;
    private final Extension extension;
    private long wholeNanos = Long.MIN_VALUE;
    private long agreedNanos = Long.MIN_VALUE / 2;
    private @Nullable Ahead ahead;

    /** A watermark above this agent's, and when a peer that is as far was last met. */
    private record Ahead(long watermark, long metNanos) {}

    Watermarks(Local local, GossipSettings settings, Extension extension) {
        this.local = local;
        this.settings = settings;
        this.extension = extension;
    }

    /** This agent found a mate to hold the same. */
    void agreed() {
        agreedNanos = local.nowNanos();
    }

    /**
     * The watermark under which entries of a peer are taken, none if it lies where no honest clock would have put it. That of
     * a mate is remembered where it is higher; that of another group counts for no more than this agent's own.
     */
    long meet(DatagramReader header, Scope reach) {
        return reach == Scope.GROUP
                ? met(header)
                : Math.min(believed(header), local.state().watermark());
    }

    /** The watermark up to which a repair drops what the peer does not hold, if it is higher than this agent's. */
    long follow(DatagramReader header, Scope reach) {
        return reach == Scope.GROUP || (settled() && extension.whole()) ? met(header) : meet(header, reach);
    }

    private long met(DatagramReader header) {
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

    /** Takes over the watermark of a peer whose entries are the same, if it is to be followed. */
    void adopt(DatagramReader header, Scope reach) {
        State state = local.state();
        long theirs = follow(header, reach);
        if (theirs > state.watermark() && header.rootIs(under(theirs, reach))) {
            local.state(state.adopt(theirs));
        }
    }

    /** The root that this agent's entries have under another watermark; the swarm root is about entries alone. */
    private Hash under(long theirs, Scope reach) {
        Hasher hasher = local.tools().hasher();
        return reach == Scope.SWARM
                ? local.root(reach)
                : hasher.root(local.state().trie().hash(hasher), theirs);
    }

    /**
     * Collects what is old enough, if there is any and the swarm has been whole for a retention. Before that, neither whoever
     * returned with what it held nor whoever was parted from others need have heard of all that was deleted meanwhile, and
     * both may agree with others who have not.
     */
    void raise() {
        State state = local.state();
        if (wholeNanos == Long.MIN_VALUE || local.roster().dead() > 0 || !extension.whole()) {
            wholeNanos = local.nowNanos();
        }
        if (state.tombstones() == 0 || !settled() || ahead() != Version.NEVER) {
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

    /** Whether this agent's group has been whole for a retention, and this agent lacks nothing of what the group holds. */
    private boolean settled() {
        return wholeNanos != Long.MIN_VALUE
                && local.nowNanos() - wholeNanos >= settings.tombstoneNanos()
                && !late(agreedNanos);
    }
}
