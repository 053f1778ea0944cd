package io.murmur.sim.run;

import java.util.Arrays;

/**
 * Rounds from the write until all live agents held it, over all updates of a run; one that never was counts as the rounds
 * that the run went on.
 *
 * @param count updates
 * @param p50 the least value that at least half of the updates do not exceed
 * @param p99 the same of 99 %
 * @param max the longest
 */
public record Updates(int count, long p50, long p99, long max) {
    /** Of no update. */
    static final Updates NONE = new Updates(0, 0, 0, 0);

    static Updates of(long[] rounds) {
        if (rounds.length == 0) {
            return NONE;
        }
        long[] sorted = rounds.clone();
        Arrays.sort(sorted);
        return new Updates(sorted.length, rank(sorted, 0.5), rank(sorted, 0.99), sorted[sorted.length - 1]);
    }

    private static long rank(long[] sorted, double share) {
        return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }
}
