package io.murmur.protocol.state;

/** How far an entry travels. */
public enum Scope {
    /** Kept at home: never leaves the agent that wrote it. */
    AGENT,
    /** Replicated in the sub-swarm. */
    GROUP,
    /** Replicated everywhere. */
    SWARM
}
