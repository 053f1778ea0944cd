package io.murmur.sim.run;

import io.murmur.protocol.agent.Agent;
import io.murmur.protocol.host.Lifecycle;
import io.murmur.sim.chance.Mix;
import io.murmur.sim.engine.Swarm;
import java.util.ArrayList;
import java.util.List;

/** Who is drawn: a function of the seed, what for, and when; never of threads. */
final class Lottery {
    private static final int TRIES = 64;

    private final Swarm swarm;
    private final long seed;

    /**
     * @param purpose tells the luck of one purpose from that of another
     */
    Lottery(Swarm swarm, long purpose) {
        this.swarm = swarm;
        this.seed = Mix.of(swarm.plan().seed(), purpose);
    }

    long luck(long round, long number) {
        return Mix.of(seed, round, number);
    }

    static int below(long luck, int bound) {
        return (int) (Mix.unit(luck) * bound);
    }

    /** A member of the swarm that runs; -1 if there is hardly any. */
    int member(long luck) {
        return member(luck, swarm.places());
    }

    /** One of those with an index below a bound. */
    private int member(long luck, int bound) {
        for (int i = 0; i < TRIES; i++) {
            int index = below(Mix.of(luck, i), bound);
            if (ready(index)) {
                return index;
            }
        }
        for (int index = 0; index < bound; index++) {
            if (ready(index)) {
                return index;
            }
        }
        return -1;
    }

    private boolean ready(int index) {
        Agent agent = swarm.agent(index);
        return agent != null && swarm.running(index) && agent.lifecycle() == Lifecycle.READY;
    }

    /** Different members, fewer if there are not that many. */
    List<Integer> members(long luck, int count) {
        return members(luck, count, swarm.places());
    }

    /** The same of those with an index below a bound. */
    List<Integer> members(long luck, int count, int bound) {
        List<Integer> members = new ArrayList<>();
        for (int i = 0; i < TRIES && members.size() < count; i++) {
            int member = member(Mix.of(luck, i), bound);
            if (member >= 0 && !members.contains(member)) {
                members.add(member);
            }
        }
        return members;
    }
}
