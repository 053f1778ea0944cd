package io.murmur.protocol.state;

/** How far an entry travels. */
public enum Scope {
    /** Kept at home: never leaves the agent that wrote it. */
    AGENT(0),
    /** Replicated in the sub-swarm. */
    GROUP(1),
    /** Replicated everywhere. */
    SWARM(2);

    private final int code;

    Scope(int code) {
        this.code = code;
    }

    /** Its number in an encoded entry. */
    int code() {
        return code;
    }
}
