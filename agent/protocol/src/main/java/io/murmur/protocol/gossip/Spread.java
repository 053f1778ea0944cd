package io.murmur.protocol.gossip;

/**
 * How far and how long news travels in a swarm of a given size: the epidemic's arithmetic.
 *
 * <p>With push-pull to k peers, the informed grow by a factor 2k+1 a round while they are few, so log_{2k+1} n rounds
 * reach most of a swarm of n; push alone grows by k+1 and needs ln n / k rounds more for the last (Karp et al. 2000,
 * §2).
 *
 * @param contacts peers that a round contacts
 * @param hopsInline news that passed fewer agents than this is sent whole at once, since hardly any peer has it yet;
 *     later it is offered
 * @param hops news that passed this many agents is not told on: the swarm is covered, digests find who lacks it
 * @param rounds how many rounds an agent tells a piece of news
 */
record Spread(int contacts, int hopsInline, int hops, int rounds) {
    /** Fanout of a tuned agent without loss. */
    private static final int BASE = 3;
    /** In a swarm up to this size the writer tells everyone itself. */
    private static final int DIRECT_MAX = 12;

    /**
     * @param fanout the configured fanout, 0 to tune
     * @param peers live peers; at least 1
     * @param loss the observed share of unanswered digests, 0..1
     */
    static Spread of(int fanout, int peers, double loss) {
        int wanted = fanout > 0 ? fanout : tuned(peers, loss);
        int contacts = Math.min(wanted, peers);
        if (contacts == peers) {
            return new Spread(contacts, 1, 1, 1);
        }
        double logSize = Math.log(peers + 1);
        int inline = Math.max(1, (int) Math.round(logSize / Math.log(2 * contacts + 1)) - 1);
        int hops = (int) Math.ceil(logSize / Math.log(contacts + 1)) + 2;
        int rounds = (int) Math.ceil(logSize / contacts) + 2;
        return new Spread(contacts, inline, hops, rounds);
    }

    /** Whether news that came over so many hops is to be told on; repaired news is, where rounds do not reach all. */
    boolean tellsOn(int travelled) {
        return travelled < hops || (travelled == Gossip.HOPS_UNKNOWN && hops > 1);
    }

    private static int tuned(int peers, double loss) {
        if (peers <= DIRECT_MAX) {
            return peers;
        }
        return (int) Math.ceil(BASE / Math.max(0.5, 1 - loss) - 0.25);
    }
}
