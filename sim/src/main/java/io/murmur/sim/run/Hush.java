package io.murmur.sim.run;

import io.murmur.sim.engine.Figures;
import io.murmur.sim.engine.Swarm;

/** Listens for datagrams that carry, offer or ask for entries, and remembers how things stood after the last of them. */
final class Hush {
    /** Rounds without any after which none will follow: whoever waits for an answer waits no longer than that. */
    private static final int SILENT_ROUNDS = 4;

    private final Swarm swarm;
    private Figures figures;
    private long round;

    Hush(Swarm swarm) {
        this.swarm = swarm;
        this.figures = swarm.figures();
    }

    /** Listens to a round that has passed. */
    void listen() {
        Figures now = swarm.figures();
        if (now.naming() > figures.naming()) {
            figures = now;
            round = swarm.rounds();
        }
    }

    /** Whether nobody speaks of entries any more. */
    boolean quiet() {
        return swarm.rounds() - round >= SILENT_ROUNDS;
    }

    /** The last round in which somebody did. */
    long round() {
        return round;
    }

    /** The swarm's figures after that round. */
    Figures figures() {
        return figures;
    }
}
