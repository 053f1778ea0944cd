package io.murmur.hierarchical.agent;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class QuotaProperties {
    private static final long INTERVAL_NANOS = 1_000;

    /** An interval begins with the first who asks after the one before. */
    @Property
    void givesNoMoreThanSoManyInAnInterval(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 10) int most,
            @ForAll @Size(max = 300) List<@IntRange(max = 400) Integer> pauses) {
        Bench bench = new Bench(seed, 1);
        Quota quota = new Quota(bench.local, INTERVAL_NANOS, most);
        long beganNanos = Long.MIN_VALUE / 2;
        int taken = 0;
        for (int pause : pauses) {
            bench.pass(pause / 8); // often many at one moment
            bench.pass(pause > 390 ? 3 * INTERVAL_NANOS : 0);
            if (bench.local.nowNanos() - beganNanos >= INTERVAL_NANOS) {
                beganNanos = bench.local.nowNanos();
                taken = 0;
            }
            taken += quota.take() ? 1 : 0;
            assertTrue(taken <= most, taken + " in one interval");
        }
    }

    @Property
    void givesToAllWhereNoMoreAskThanMay(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 10) int most,
            @ForAll @Size(10) List<@IntRange(max = 10) Integer> asking) {
        Bench bench = new Bench(seed, 1);
        Quota quota = new Quota(bench.local, INTERVAL_NANOS, most);
        for (int all : asking) {
            for (int i = 0; i < Math.min(all, most); i++) {
                assertTrue(quota.take());
            }
            bench.pass(INTERVAL_NANOS);
        }
    }

    /** Whoever is last each time is last in vain now and then, and not for ever; nor is much of the quota left over. */
    @Property(tries = 100)
    void givesToAllInTimeThoughTheyAlwaysAskInTheSameOrder(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 10) int most,
            @ForAll @IntRange(min = 1, max = 50) int asking) {
        Bench bench = new Bench(seed, 1);
        Quota quota = new Quota(bench.local, INTERVAL_NANOS, most);
        int[] given = new int[asking];
        int intervals = 60 * Math.ceilDiv(asking, most);
        for (int interval = 0; interval < intervals; interval++) {
            for (int i = 0; i < asking; i++) {
                given[i] += quota.take() ? 1 : 0;
            }
            bench.pass(INTERVAL_NANOS);
        }
        int all = 0;
        for (int i = 0; i < asking; i++) {
            assertTrue(given[i] > 0, i + " of " + asking + " never had a turn");
            all += given[i];
        }
        assertTrue(all >= intervals * Math.min(most, asking) / 2, all + " in " + intervals + " intervals");
    }
}
