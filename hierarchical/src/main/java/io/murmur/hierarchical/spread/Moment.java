package io.murmur.hierarchical.spread;

import io.murmur.protocol.state.Entry;
import io.murmur.protocol.state.Version;

/** When an entry was written, as coarsely as an interval: entries of one moment go the same ways, many in a datagram. */
final class Moment {
    /** Milliseconds of a moment, as a power of two. */
    private static final int BITS = 8;

    private Moment() {}

    static long of(Entry entry) {
        return Version.millis(entry.version()) >> BITS;
    }
}
