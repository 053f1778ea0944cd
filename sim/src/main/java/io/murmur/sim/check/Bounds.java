package io.murmur.sim.check;

import io.murmur.protocol.agent.Settings;
import io.murmur.sim.oracle.Theory;

/**
 * What the checkers hold a run to.
 *
 * @param agreementRounds calm rounds after which all live agents must hold the same root
 * @param deathRounds calm rounds after which the dead must be seen dead by all
 * @param refutationRounds calm rounds for which a live agent may count as dead
 * @param datagramsPerRound datagrams that one agent may send in one round
 * @param settings the agents' own bounds
 */
public record Bounds(
        int agreementRounds, int deathRounds, int refutationRounds, int datagramsPerRound, Settings settings) {
    /** Intervals between two looks for the dead and the lost, in which a healed partition must have been noticed. */
    private static final int HEALS = 6;

    /** With so many times as long until all agree: where an update is longer than a datagram, each hop takes several. */
    public Bounds withSlowness(int times) {
        return new Bounds(times * agreementRounds, deathRounds, refutationRounds, datagramsPerRound, settings);
    }

    /**
     * The bounds that theory and the settings imply for a swarm of that size and loss.
     *
     * @param faults whether anything goes wrong on the way
     * @param doubted whether so many answers are missed at some time that agents doubt themselves
     */
    public static Bounds of(Settings settings, int agents, double loss, boolean faults, boolean doubted) {
        long interval = settings.gossip().intervalNanos();
        int fanout = settings.gossip().fanout() > 0 ? settings.gossip().fanout() : 3;
        int spread = Theory.roundsMax(agents, fanout, loss);
        int heal = (int) (HEALS * settings.membership().healIntervalNanos() / interval);
        int agreement = spread + (faults ? heal : 0);
        double decades = Math.max(1, Math.log10(Math.max(10, agents)));
        double suspicion = settings.membership().suspicionFactorMax() * decades;
        int slowness = doubted ? 1 + settings.membership().awarenessMax() : 1; // who misses acks probes less often
        double probes = slowness * (decades + 3) + suspicion;
        int death = (int) Math.ceil(probes * settings.membership().probeIntervalNanos() / interval);
        int datagrams = 2 * settings.allowance().datagramsMax();
        return new Bounds(agreement, death + spread, heal + spread, datagrams, settings);
    }
}
