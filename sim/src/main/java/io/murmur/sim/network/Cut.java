package io.murmur.sim.network;

import io.murmur.sim.chance.Mix;

/** A split of the swarm in two: datagrams from one side to the other are lost, and the other way too unless it is one-way. */
public sealed interface Cut {
    /** Whether an agent is on the near side. */
    boolean near(int agent);

    /** Whether only datagrams from the near side to the far side are lost. */
    boolean oneWay();

    /** Whether a datagram does not arrive. */
    default boolean severs(int sender, int receiver) {
        boolean from = near(sender);
        return from != near(receiver) && (from || !oneWay());
    }

    /**
     * Anybody may be on either side.
     *
     * @param salt decides who is on which side
     * @param share the expected share of agents on the near side, 0..1
     */
    record Random(long salt, double share, boolean oneWay) implements Cut {
        @Override
        public boolean near(int agent) {
            return Mix.unit(Mix.of(salt, agent)) < share;
        }
    }

    /** A zone loses all others. */
    record Off(Zone zone) implements Cut {
        @Override
        public boolean near(int agent) {
            return zone.contains(agent);
        }

        @Override
        public boolean oneWay() {
            return false;
        }
    }
}
