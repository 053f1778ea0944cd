package io.murmur.protocol.state;

/** Why bytes are not an {@link Entry}. */
public enum Flaw {
    /** Shorter than a header, or not as long as the header says. */
    LENGTH,
    /** The seal is too long. */
    SEAL,
    /** The version is not a stamp. */
    VERSION,
    /** An unknown kind or scope. */
    KIND,
    /** The key is empty or too long. */
    KEY,
    /** The value is too long, or not what its kind asks for. */
    VALUE
}
