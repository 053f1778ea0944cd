package io.murmur.sim.engine;

/** The models of time. */
public enum TimingKind {
    /** The field's synchronous rounds. */
    LOCKSTEP,
    /** Latencies, and agents whose timers are not synchronised. */
    NETWORK
}
