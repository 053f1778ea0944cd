package io.murmur.hierarchical.election;

import io.murmur.hierarchical.wire.ElectionMessage;

/**
 * The knobs of an election. The lease must be the same in the whole group: a member neither grants a longer one than its
 * own, nor forgets sooner than that what it may have granted before a restart.
 *
 * @param heartbeatNanos between two heartbeats of a leader; 1 ms at least
 * @param leaseNanos how long a follower that acknowledged a heartbeat votes for nobody else, on its own clock; up to a
 *     minute (Gray, Cheriton 1989)
 * @param clockDrift how far a clock may run from true time, as a share of it, either way; 0..0.5
 * @param candidacyNanos how long a candidacy, and the asking before it, each wait for their majority; 1 ms at least
 * @param stepNanos between two deputies' turns to stand; 1 ms at least
 * @param spreadNanos over which the others' turns are spread by dice, and again by priority; 0 or more (Raft's
 *     randomised timeouts: Ongaro 2014, §3.4)
 * @param handOverMargin by how much another's priority must be higher for the leader to hand over; 1 at least
 * @param handOverAfterNanos how long a leader leads before it hands over to a higher priority; 0 or more
 * @param directMax up to how many others a member speaks to each of them itself; to more through relays; 1 at least
 * @param collectNanos how long a relay waits for what its slice answers; 1 ms at least
 */
public record ElectionSettings(
        long heartbeatNanos,
        long leaseNanos,
        double clockDrift,
        long candidacyNanos,
        long stepNanos,
        long spreadNanos,
        int handOverMargin,
        long handOverAfterNanos,
        int directMax,
        long collectNanos) {
    private static final long MILLI = 1_000_000L;
    private static final double CLOCK_DRIFT_MAX = 0.5;

    /**
     * Checks the bounds.
     *
     * @throws IllegalArgumentException if one is broken, or two heartbeats and their collecting do not fit into what drift leaves of
     *     a lease
     */
    public ElectionSettings {
        require(leaseNanos >= 1 && leaseNanos <= ElectionMessage.LEASE_NANOS_MAX, "a lease of up to a minute");
        require(clockDrift >= 0 && clockDrift <= CLOCK_DRIFT_MAX, "a drift of 0..0.5");
        require(heartbeatNanos >= MILLI, "a millisecond between heartbeats");
        require(collectNanos >= MILLI && directMax >= 1, "time to relay");
        require(2 * (heartbeatNanos + collectNanos) <= shortened(leaseNanos, clockDrift), "a lease of two heartbeats");
        require(candidacyNanos >= MILLI && stepNanos >= MILLI && spreadNanos >= 0, "time to stand");
        require(candidacyNanos <= leaseNanos && stepNanos <= leaseNanos && spreadNanos <= leaseNanos, "haste");
        require(handOverMargin >= 1 && handOverAfterNanos >= 0, "a reason to hand over");
    }

    /** For a local network: a dead leader is replaced in about a second. */
    public static ElectionSettings lan() {
        return new ElectionSettings(
                500 * MILLI,
                1_300 * MILLI,
                0.1,
                100 * MILLI,
                50 * MILLI,
                300 * MILLI,
                10,
                5_000 * MILLI,
                8,
                25 * MILLI);
    }

    /**
     * How long a leader acts on a lease, on its own clock, from sending the heartbeat. At the worst its own clock is slow
     * and a follower's fast: what the leader measures as d takes d / (1 - drift), and the follower's lease is over after
     * lease / (1 + drift).
     */
    public long actingNanos() {
        return shortened(leaseNanos, clockDrift);
    }

    private static long shortened(long leaseNanos, double drift) {
        return (long) (leaseNanos * (1 - drift) / (1 + drift));
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalArgumentException("an election needs " + what);
        }
    }
}
