package io.murmur.protocol.host;

/** Why a write is refused. */
public enum Refusal {
    /** The key is empty or longer than the limit. */
    KEY_SIZE,
    /** The value is longer than the limit. */
    VALUE_SIZE,
    /** A bound on entries or bytes of the state is reached. */
    FULL,
    /** Earlier writes have not been passed on yet: try again a little later. */
    BUSY,
    /** The agent is leaving or has left. */
    LEAVING
}
