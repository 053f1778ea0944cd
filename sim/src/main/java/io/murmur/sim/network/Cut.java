package io.murmur.sim.network;

import io.murmur.sim.chance.Mix;

/**
 * A split of the swarm in two: datagrams from one side to the other are lost, and the other way too unless it is one-way.
 *
 * @param salt decides who is on which side
 * @param share the expected share of agents on the near side, 0..1
 * @param oneWay whether only datagrams from the near side to the far side are lost
 */
public record Cut(long salt, double share, boolean oneWay) {
    public boolean near(int agent) {
        return Mix.unit(Mix.of(salt, agent)) < share;
    }

    boolean severs(int sender, int receiver) {
        boolean from = near(sender);
        return from != near(receiver) && (from || !oneWay);
    }
}
