package io.murmur.protocol.host;

/** The stages of an agent's life. */
public enum Lifecycle {
    /** Made, not yet started. */
    NEW,
    /** Asking seeds for the swarm. */
    JOINING,
    /** A member. */
    READY,
    /** Telling the others that it goes. */
    LEAVING,
    /** Gone: it answers nothing any more. */
    LEFT;

    /** Whether the agent has said that it goes: it takes no writes and does not count itself any more. */
    public boolean leaving() {
        return this == LEAVING || this == LEFT;
    }
}
