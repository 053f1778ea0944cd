package io.murmur.sim.network;

/**
 * A part of the swarm whose agents are neighbours.
 *
 * @param first the index of its first agent
 * @param end the index behind its last
 */
public record Zone(int first, int end) {
    public boolean contains(int agent) {
        return agent >= first && agent < end;
    }
}
