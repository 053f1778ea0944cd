package io.murmur.sim.scenario;

/** What agents know of each other at first. */
public enum Bootstrap {
    /** Everybody knows everybody. */
    KNOWN,
    /** All start at once, and know nobody but a few seeds. */
    SEEDS
}
