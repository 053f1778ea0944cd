package io.murmur.protocol.state;

import io.murmur.protocol.merkle.Hash;
import io.murmur.protocol.merkle.Hasher;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The last few steps that led to a state: the root before each, and the entries it brought.
 *
 * <p>Steps refer to entries and to roots, and to an older trie only until its root is known, so the past costs no more
 * than its news. A step too large to remember ends the memory.
 */
final class Lineage {

    static final int STEPS_MAX = 32;
    static final int ENTRIES_MAX = 256;
    static final int BYTES_MAX = 256 * 1024;
    /** Steps back to which a root is looked for even if it is not known yet; nobody was told the unknown ones. */
    private static final int HASHED_MAX = 4;

    /** The lineage of a state that remembers nothing. */
    static final Lineage NONE = new Lineage(new Step[0]);

    private final Step[] steps;

    private Lineage(Step[] steps) {
        this.steps = steps;
    }

    private record Step(Root before, List<Entry> news, int bytes) {}

    /** This lineage and one step more; the oldest steps are forgotten as far as the bounds ask for. */
    Lineage then(Root before, List<Entry> news) {
        long bytes = 0;
        for (Entry entry : news) {
            bytes += entry.encodedLength();
        }
        if (news.size() > ENTRIES_MAX || bytes > BYTES_MAX) {
            return NONE;
        }
        int kept = kept(ENTRIES_MAX - news.size(), BYTES_MAX - bytes);
        Step[] next = Arrays.copyOfRange(steps, steps.length - kept, steps.length + 1);
        next[kept] = new Step(before, List.copyOf(news), (int) bytes);
        return new Lineage(next);
    }

    /** This lineage and the last step of another; nothing where that step was too large to remember. */
    Lineage followedBy(Root before, Lineage other) {
        return other.steps.length == 0 ? NONE : then(before, other.steps[other.steps.length - 1].news);
    }

    private int kept(int entriesMax, long bytesMax) {
        int kept = 0;
        int entries = entriesMax;
        long bytes = bytesMax;
        while (kept < Math.min(steps.length, STEPS_MAX - 1)) {
            Step step = steps[steps.length - 1 - kept];
            entries -= step.news.size();
            bytes -= step.bytes;
            if (entries < 0 || bytes < 0) {
                break;
            }
            kept++;
        }
        return kept;
    }

    private @Nullable Hash before(int step, Scope reach, Hasher hasher) {
        Root before = steps[step].before;
        return steps.length - step <= HASHED_MAX || before.isKnown() ? before.get(reach, hasher) : null;
    }

    /**
     * Everything that was new, however far it reaches, since the last state with this root, oldest first; null if none is
     * remembered.
     */
    @Nullable
    List<Entry> since(Hash root, Scope reach, Hasher hasher) {
        for (int i = steps.length - 1; i >= 0; i--) {
            if (root.equals(before(i, reach, hasher))) {
                List<Entry> news = new ArrayList<>();
                for (int j = i; j < steps.length; j++) {
                    news.addAll(steps[j].news);
                }
                return news;
            }
        }
        return null;
    }
}
