package io.murmur.protocol.gossip;

/**
 * How far and how long news travels in a swarm of a given size: the epidemic's arithmetic.
 *
 * <p>With push-pull to k peers, the informed grow by a factor 2k+1 a round while they are few, so log_{2k+1} n rounds
 * reach most of a swarm of n; push alone grows by k+1 and needs ln n / k rounds more for the last (Karp et al. 2000,
 * §2).
 *
 * @param contacts peers that a round contacts
 * @param peers live peers; at least 1
 */
record Spread(int contacts, int peers) {
    /** Fanout of a tuned agent without loss. */
    private static final int BASE = 3;
    /** In a swarm up to this size the writer tells everyone itself. */
    private static final int DIRECT_MAX = 12;
    /** Hops, and rounds, beyond what the mean needs. */
    private static final int MARGIN = 2;

    /**
     * The spread in a swarm.
     *
     * @param fanout the configured fanout, 0 to tune
     * @param peers live peers; at least 1
     * @param loss the observed share of unanswered digests, 0..1
     */
    static Spread of(int fanout, int peers, double loss) {
        return new Spread(Math.min(fanout > 0 ? fanout : tuned(peers, loss), peers), peers);
    }

    private static int tuned(int peers, double loss) {
        return peers <= DIRECT_MAX ? peers : (int) Math.ceil(BASE / Math.max(0.5, 1 - loss) - 0.25);
    }

    /**
     * Peers to contact in a round after one in which so many did not answer: those exchanges are made up for, so that
     * loss costs datagrams and hardly any rounds, but the fanout no more than doubles.
     */
    int contactsAfter(int missed) {
        return Math.min(contacts + Math.min(missed, contacts), Math.min(peers, GossipSettings.FANOUT_MAX));
    }

    /** News that passed fewer agents than this is sent whole at once: hardly any peer has it yet. Later it is offered. */
    int hopsInline() {
        return direct() ? 1 : Math.max(1, (int) Math.round(logSize() / Math.log(2 * contacts + 1)) - 1);
    }

    /** News that passed this many agents is not told on: the swarm is covered, digests find who lacks it. */
    int hops() {
        return direct() ? 1 : (int) Math.ceil(logSize() / Math.log(contacts + 1)) + MARGIN;
    }

    /** How many rounds an agent tells a piece of news. */
    int rounds() {
        return direct() ? 1 : (int) Math.ceil(logSize() / contacts) + MARGIN;
    }

    /** Whether news that came over so many hops is to be told on; repaired news is, where rounds do not reach all. */
    boolean tellsOn(int travelled) {
        return !direct() && (travelled < hops() || travelled == Gossip.HOPS_UNKNOWN);
    }

    /** Whether a writer tells everyone itself. */
    boolean direct() {
        return contacts == peers;
    }

    private double logSize() {
        return Math.log(peers + 1.0);
    }
}
