package io.murmur.protocol.state;

/** What an entry says about its key. */
public enum Kind {
    /** The value is in the entry. */
    INLINE(0),
    /** The value is elsewhere: the entry holds its hash and its length. */
    REFERENCE(1),
    /** The key was deleted. */
    TOMBSTONE(2);

    private final int code;

    Kind(int code) {
        this.code = code;
    }

    /** Its number in an encoded entry. */
    int code() {
        return code;
    }
}
