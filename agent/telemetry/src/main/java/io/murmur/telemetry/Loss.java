package io.murmur.telemetry;

/** Why a host did not send a datagram, or dropped one before the kernel saw it. */
public enum Loss {
    /** Too short to be anything. */
    SHORT,
    /** Sealed with a key that is not on the ring. */
    UNKNOWN_KEY,
    /** Its seal is wrong: forged, damaged, or of another swarm. */
    NOT_AUTHENTIC,
    /** Seen before, or too old to tell. */
    REPLAYED,
    /** There was no room to queue it. */
    OVERFLOW,
    /** The system refused it. */
    FAILED
}
