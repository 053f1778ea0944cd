package io.murmur.sim.oracle;

/** What theory says of push-pull gossip with k contacts a round. */
public final class Theory {
    private Theory() {}

    /**
     * Mean rounds until all of n agents hold one update: log_{2k+1} n + log_{k+1} ln n, which fits simulations within one
     * round. The first term is growth while few are informed, the second the square-root decay of the last uninformed
     * (Karp et al. 2000, §2).
     *
     * @param agents at least 1
     * @param fanout contacts per round, at least 1
     */
    public static double rounds(int agents, int fanout) {
        if (agents < 3) {
            return agents - 1.0;
        }
        double size = Math.log(agents);
        return size / Math.log(2.0 * fanout + 1) + Math.log(size) / Math.log(fanout + 1.0);
    }

    /** Rounds below which no algorithm with that many contacts can be: everybody informs, and is asked by, k. */
    public static int roundsLeast(int agents, int fanout) {
        return (int) Math.ceil(Math.log(agents) / Math.log(2.0 * fanout + 1) - 1e-9);
    }

    /** Rounds below which nothing can be where nobody tells more than so many others in a round. */
    public static int tellingRoundsLeast(int agents, int told) {
        return (int) Math.ceil(Math.log(agents) / Math.log(told + 1.0) - 1e-9);
    }

    /**
     * Rounds after which something is wrong: a lost datagram ends an exchange, so that loss thins the contacts twice, and
     * a few rounds are left to luck.
     *
     * @param loss the share of datagrams lost, 0..1
     */
    public static int roundsMax(int agents, int fanout, double loss) {
        double arrives = Math.max(0.05, (1 - loss) * (1 - loss));
        return (int) Math.ceil(rounds(agents, fanout) / arrives) + 6;
    }
}
