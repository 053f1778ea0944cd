package io.murmur.protocol.wire;

import io.murmur.protocol.state.Entry;
import org.jspecify.annotations.Nullable;

/**
 * Turns the bytes of an entry into the entry. A host that has seen the very same bytes before may answer with the entry
 * it made then, so that its hashes are computed once and not once per copy that arrives.
 */
@FunctionalInterface
public interface EntryDecoder {
    /** The entry in those bytes, all of them, or null when they are not one. */
    @Nullable
    Entry decode(byte[] bytes, int offset, int length);
}
