package io.murmur.protocol.host;

import io.murmur.protocol.merkle.Hasher;
import io.murmur.protocol.wire.DatagramReader;
import io.murmur.protocol.wire.EntryDecoder;

/**
 * Working tools that a host lends to its agents; those of one loop share them, since only one agent of a loop works at
 * a time.
 */
public record Toolkit(
        Hasher hasher, DatagramReader reader, EntryDecoder entries, Transitions transitions, Verifier verifier) {
    public Toolkit(Hasher hasher, EntryDecoder entries, Transitions transitions, Verifier verifier) {
        this(hasher, new DatagramReader(entries), entries, transitions, verifier);
    }
}
