package io.murmur.sim.oracle;

import io.murmur.sim.chance.Mix;
import java.util.Arrays;
import java.util.BitSet;

/**
 * The abstract model: an agent is one bit. In a round everybody contacts k others at random; an update passes between the
 * two, whichever way, unless one of the datagrams on its way is lost; nothing learnt in a round is passed on before the
 * next. No digests, no membership, no code in common with the kernel: so it can be an oracle for the kernel's rounds.
 */
public final class Rumor {
    private static final int ROUNDS_MAX = 1_000;
    private static final int PULL_DATAGRAMS = 2;
    private static final int PUSH_DATAGRAMS = 3;

    private final int agents;
    private final int fanout;
    private final double loss;
    private final long seed;
    private long draws;

    /**
     * @param agents at least 1
     * @param fanout contacts per round, at least 1
     * @param loss the share of datagrams lost, 0..1
     */
    public Rumor(int agents, int fanout, double loss, long seed) {
        this.agents = agents;
        this.fanout = Math.min(fanout, agents - 1);
        this.loss = loss;
        this.seed = seed;
    }

    /** How many hold the update after each round, from the round before the first on, until all do. */
    public int[] run() {
        BitSet informed = new BitSet(agents);
        informed.set(next(agents));
        int[] holders = new int[ROUNDS_MAX + 1];
        holders[0] = 1;
        int round = 0;
        while (holders[round] < agents && round < ROUNDS_MAX) {
            informed = round(informed);
            holders[++round] = informed.cardinality();
        }
        return Arrays.copyOf(holders, round + 1);
    }

    private BitSet round(BitSet before) {
        BitSet after = (BitSet) before.clone();
        int[] chosen = new int[fanout];
        for (int agent = 0; agent < agents; agent++) {
            for (int i = 0; i < fanout; i++) {
                chosen[i] = other(agent, chosen, i);
                if (before.get(agent) != before.get(chosen[i]) && passes(before.get(agent))) {
                    after.set(agent);
                    after.set(chosen[i]);
                }
            }
        }
        return after;
    }

    /** To pull takes a digest and its answer; to push a question between them more. */
    private boolean passes(boolean push) {
        boolean arrives = true;
        for (int datagram = 0; loss > 0 && datagram < (push ? PUSH_DATAGRAMS : PULL_DATAGRAMS); datagram++) {
            arrives &= unit() >= loss;
        }
        return arrives;
    }

    private int other(int agent, int[] chosen, int count) {
        while (true) {
            int other = next(agents);
            boolean fresh = other != agent;
            for (int i = 0; i < count && fresh; i++) {
                fresh = chosen[i] != other;
            }
            if (fresh) {
                return other;
            }
        }
    }

    private int next(int bound) {
        return (int) (unit() * bound);
    }

    private double unit() {
        return Mix.unit(Mix.of(seed, draws++));
    }
}
