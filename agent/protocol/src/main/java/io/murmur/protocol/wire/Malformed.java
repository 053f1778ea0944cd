package io.murmur.protocol.wire;

/** Why bytes are not a datagram of this protocol. */
public enum Malformed {
    /** Shorter than the header. */
    SHORT,
    /** Of another protocol version. */
    VERSION,
    /** The header's flags are unknown, or do not match the messages. */
    FLAGS,
    /** A message of a kind this version does not know. */
    KIND,
    /** A message that ends after the datagram does. */
    TRUNCATED,
    /** A field out of its range. */
    RANGE,
    /** Text that is not UTF-8, or not in its shortest form. */
    TEXT,
    /** An entry that the state's own codec refuses. */
    ENTRY
}
