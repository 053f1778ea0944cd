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
        for (int i = 0; i < TRIES; i++) {
            int index = below(Mix.of(luck, i), swarm.places());
            if (ready(index)) {
                return index;
            }
        }
        for (int index = 0; index < swarm.places(); index++) {
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
        List<Integer> members = new ArrayList<>();
        for (int i = 0; i < TRIES && members.size() < count; i++) {
            int member = member(Mix.of(luck, i));
            if (member >= 0 && !members.contains(member)) {
                members.add(member);
            }
        }
        return members;
    }
}
