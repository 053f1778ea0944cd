package io.murmur.hierarchical.wire;

/** Why bytes are not an election message. */
public enum Flaw {
    /** Of another version of the election. */
    VERSION,
    /** A message of a kind this version does not know. */
    KIND,
    /** The bytes end before the message does. */
    TRUNCATED,
    /** The message ends before the bytes do. */
    SURPLUS,
    /** A field out of its range, ids or places that are not in their order, or fields that exclude each other. */
    RANGE
}
