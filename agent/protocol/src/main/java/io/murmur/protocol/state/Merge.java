package io.murmur.protocol.state;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The judging of entries that come from one other state, on behalf of the state they come to.
 *
 * <p>It counts the room that the entries found fresh will take, so that a batch ends at the limits as surely as single
 * entries do.
 */
final class Merge {

    private static final Comparator<Entry> BY_KEY_WINNERS_FIRST = (a, b) -> {
        int keys = a.key().compareTo(b.key());
        if (keys != 0 || a.equals(b)) {
            return keys;
        }
        return a.supersedes(b) ? -1 : 1;
    };

    private final State state;
    private final long theirWatermark;
    private int size;
    private long bytes;

    Merge(State state, long theirWatermark) {
        this.state = state;
        this.theirWatermark = theirWatermark;
        this.size = state.size();
        this.bytes = state.bytes();
    }

    /** The entries that belong in the state, sorted by key; of several for one key only the best is looked at. */
    List<Entry> fresh(List<Entry> entries) {
        List<Entry> sorted = entries;
        if (entries.size() > 1) {
            sorted = new ArrayList<>(entries);
            sorted.sort(BY_KEY_WINNERS_FIRST);
        }
        List<Entry> fresh = new ArrayList<>(sorted.size());
        Entry previous = null;
        for (Entry entry : sorted) {
            if (previous == null || !previous.key().equals(entry.key())) {
                Entry own = state.get(entry.key());
                if (judge(entry, own) == Verdict.FRESH) {
                    fresh.add(entry);
                    size += own == null ? 1 : 0;
                    bytes += growth(entry, own);
                }
            }
            previous = entry;
        }
        return fresh;
    }

    /** What becomes of an entry where the state holds {@code own} for its key. */
    Verdict judge(Entry entry, @Nullable Entry own) {
        if (own != null && own.equals(entry)) {
            return Verdict.DUPLICATE;
        }
        if (own != null && own.supersedes(entry) && !overruled(own)) {
            return Verdict.STALE;
        }
        if (entry.version() <= collectedUpTo(entry)) {
            return Verdict.BEHIND_WATERMARK;
        }
        if (!state.limits().admit(entry)) {
            return Verdict.TOO_LARGE;
        }
        return fits(entry, own) ? Verdict.FRESH : Verdict.FULL;
    }

    /** How many bytes longer a state gets by an entry in place of its own. */
    static int growth(Entry entry, @Nullable Entry own) {
        return entry.encodedLength() - (own == null ? 0 : own.encodedLength());
    }

    /** Whether the other state, by its higher watermark, knows better than an entry of this one. */
    private boolean overruled(Entry own) {
        return theirWatermark > state.watermark() && own.version() <= theirWatermark;
    }

    /** What an entry has to be newer than. */
    private long collectedUpTo(Entry entry) {
        if (entry.isTombstone()) {
            return Math.max(state.watermark(), theirWatermark);
        }
        return theirWatermark < state.watermark() ? state.watermark() : Version.NEVER;
    }

    private boolean fits(Entry entry, @Nullable Entry own) {
        int growth = growth(entry, own);
        return (own != null || size < state.limits().entriesMax())
                && (growth <= 0 || bytes + growth <= state.limits().stateBytesMax());
    }
}
