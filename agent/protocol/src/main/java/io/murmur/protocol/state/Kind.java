package io.murmur.protocol.state;

/** What an entry says about its key. */
public enum Kind {
    /** The value is in the entry. */
    INLINE,
    /** The value is elsewhere: the entry holds its hash and its length. */
    REFERENCE,
    /** The key was deleted. */
    TOMBSTONE
}
