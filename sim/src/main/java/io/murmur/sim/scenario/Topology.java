package io.murmur.sim.scenario;

/** How a swarm is made up. */
public enum Topology {
    /** Every agent knows every other. */
    FLAT,
    /** Agents form a tree of groups. */
    HIERARCHICAL
}
