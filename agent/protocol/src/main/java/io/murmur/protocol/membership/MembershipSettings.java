package io.murmur.protocol.membership;

/**
 * The knobs of membership. Names and roles as in SWIM and Lifeguard.
 *
 * @param probeIntervalNanos between two probes of an agent; one member is probed each time
 * @param probeTimeoutNanos until a probe goes on through relays, and again until it fails
 * @param indirectProbes relays asked when the target is silent, at least; large swarms ask more
 * @param suspicionScale the least suspicion lasts this times log10 of the swarm's size, in probe intervals, and
 *     three quarters of one at least
 * @param suspicionFactorMax the longest suspicion lasts this times the least
 * @param confirmations independent suspicions after which the least time holds
 * @param eagerProbes agents that, hearing a suspicion, probe the suspect at once, on average
 * @param awarenessMax the most that an agent slows itself down when it notices its own slowness; 0 for never
 * @param joinRetryNanos between attempts to join; doubles up to the heal interval
 * @param healIntervalNanos between looks for members believed dead and seeds not seen
 * @param forgetNanos how long the dead are remembered, and looked for
 * @param membersMax members remembered at most
 */
public record MembershipSettings(
        long probeIntervalNanos,
        long probeTimeoutNanos,
        int indirectProbes,
        double suspicionScale,
        double suspicionFactorMax,
        int confirmations,
        int eagerProbes,
        int awarenessMax,
        long joinRetryNanos,
        long healIntervalNanos,
        long forgetNanos,
        int membersMax) {
    private static final long MILLI = 1_000_000L;
    /** The least suspicion of the smallest swarm, in probe intervals. */
    private static final double SUSPICION_FLOOR = 0.75;

    public MembershipSettings {
        if (probeIntervalNanos < MILLI || probeTimeoutNanos < MILLI || 2 * probeTimeoutNanos > probeIntervalNanos) {
            throw new IllegalArgumentException("two probe timeouts must fit a probe interval: " + probeTimeoutNanos
                    + " ns twice in " + probeIntervalNanos + " ns");
        }
        if (suspicionScale <= 0 || suspicionFactorMax < 1) {
            throw new IllegalArgumentException("suspicion must last, and not shrink below its least");
        }
    }

    /** For a local network: a probe a second, as the field has it. */
    public static MembershipSettings lan() {
        return new MembershipSettings(
                1_000 * MILLI,
                150 * MILLI,
                3,
                0.5,
                6,
                3,
                6,
                8,
                100 * MILLI,
                5_000 * MILLI,
                86_400_000 * MILLI,
                1_100_000);
    }

    /**
     * In which a swarm of any size notices that one part of it does not hear another: a probe fails within two intervals,
     * and the longest suspicion follows.
     */
    public long noticeNanosMax() {
        return 2 * probeIntervalNanos + (long) (suspicionFactorMax * suspicionNanosMin(membersMax));
    }

    /** The least time a suspicion lasts in a swarm of that size. */
    long suspicionNanosMin(int live) {
        return (long) (probeIntervalNanos * Math.max(SUSPICION_FLOOR, suspicionScale * Math.log10(Math.max(1, live))));
    }
}
