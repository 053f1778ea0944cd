package io.murmur.sim.run;

/**
 * Rounds after which a share of the live agents held an update; -1 where that never was.
 *
 * @param p50 half of them
 * @param p99 99 %
 * @param p9999 99.99 %
 * @param p100 all
 */
public record Rounds(long p50, long p99, long p9999, long p100) {}
