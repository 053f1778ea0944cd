package io.murmur.protocol.host;

import io.murmur.protocol.state.Entry;

/** Tells whether an entry was sealed by the owner it names. Asked once per entry that is news, not per copy. */
@FunctionalInterface
public interface Verifier {
    boolean genuine(Entry entry);
}
