package io.murmur.sim.report;

import io.murmur.sim.run.Result;
import java.util.Arrays;
import java.util.List;

/**
 * A figure over several seeds.
 *
 * @param p99 the least value that at least 99 % of the runs do not exceed
 */
public record Distribution(int runs, double mean, long p99, long max) {
    /** Rounds until all held the update; runs that never got there count as the rounds they took. */
    public static Distribution ofRounds(List<Result> results) {
        return of(results.stream()
                .mapToLong(result -> result.rounds().p100() < 0
                        ? result.elapsedRounds()
                        : result.rounds().p100())
                .toArray());
    }

    /** The distribution of at least one value. */
    public static Distribution of(long[] values) {
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        double mean = Arrays.stream(sorted).average().orElseThrow();
        int rank = (int) Math.ceil(0.99 * sorted.length) - 1;
        return new Distribution(sorted.length, mean, sorted[rank], sorted[sorted.length - 1]);
    }
}
