package io.murmur.hierarchical.wire;

import java.util.Arrays;

/**
 * The members that count in an election, and how many of them decide: a majority, or more where several members have just
 * changed at once, so that those who decide now and those who decided before always have a member in common (quorums
 * must meet, whatever their size: Howard, Malkhi, Spiegelman 2016, §3).
 *
 * @param members in ascending order
 * @param quorum more than half of the members and at most all; 0 for nobody
 */
public record Electorate(Ids members, int quorum) {
    /** Nobody at all. */
    public static final Electorate NONE = new Electorate(Ids.NONE, 0);

    /** A step goes no further than that, where it has the choice, so that a third of the members may be gone. */
    private static final int TOLERANT_OF_THREE = 2;

    public Electorate {
        if (!decides(members.size(), quorum)) {
            throw new IllegalArgumentException(quorum + " of " + members.size() + " members decide nothing");
        }
    }

    /** One in which a majority decides. */
    public static Electorate of(Ids members) {
        Ids sorted = members.sorted();
        return sorted.size() == 0 ? NONE : new Electorate(sorted, majority(sorted.size()));
    }

    /** Whether that many of so many members may be what decides. */
    public static boolean decides(int members, int quorum) {
        return members == 0 ? quorum == 0 : quorum >= majority(members) && quorum <= members;
    }

    private static int majority(int members) {
        return members / 2 + 1;
    }

    /**
     * As far towards the members wanted as one step may go, never without the one given; itself if there is nothing to
     * change. One member can always change.
     *
     * @param heard how many members are known to answer: more than they are not to be needed because of those who come
     */
    public Electorate towards(Ids wanted, long keeping, int heard) {
        long[] kept = members.toArray();
        int size = kept.length;
        for (int i = kept.length - 1; i >= 0; i--) {
            boolean goes = kept[i] != keeping && !wanted.contains(kept[i]);
            if (goes && tolerates(size - 1, 0)) {
                System.arraycopy(kept, i + 1, kept, i, --size - i);
            }
        }
        long[] next = Arrays.copyOf(kept, Ids.MAX);
        int added = 0;
        for (int i = 0; i < wanted.size() && size < Ids.MAX; i++) {
            boolean bearable = added == 0 || quorum(size + 1, added + 1) <= heard;
            if (!members.contains(wanted.at(i)) && bearable && tolerates(size + 1, added + 1)) {
                next[size++] = wanted.at(i);
                added++;
            }
        }
        return new Electorate(Ids.of(Arrays.copyOf(next, size)).sorted(), quorum(size, added));
    }

    private boolean tolerates(int size, int added) {
        return quorum(size, added) <= Math.max(majority(size), size * TOLERANT_OF_THREE / 3);
    }

    /** How many of so many members must decide next, some of whom are new: no fewer than meet any that decide now. */
    private int quorum(int size, int added) {
        return Math.max(majority(size), members.size() + added - quorum + 1);
    }
}
