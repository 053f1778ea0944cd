package io.murmur.protocol.bench;

import io.murmur.protocol.merkle.Hash;
import io.murmur.protocol.merkle.Hasher;
import io.murmur.protocol.state.Entry;
import io.murmur.protocol.state.Limits;
import io.murmur.protocol.state.Origin;
import io.murmur.protocol.state.Scope;
import io.murmur.protocol.state.State;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** States as large as a swarm's, and what their hashes cost alone. */
final class Workload {

    private static final byte[] VALUE = new byte[32];

    private Workload() {}

    static Entry entry(int index, long version, Hasher hasher) {
        byte[] key = ("service/" + index).getBytes(StandardCharsets.UTF_8);
        return Entry.put(new Origin(version, index, Scope.SWARM), key, VALUE, hasher);
    }

    static State state(int size, Hasher hasher) {
        return State.empty(Limits.DEFAULT).apply(entries(size, 1, 1, hasher));
    }

    /** As many entries, {@code stride} apart. */
    static List<Entry> entries(int count, int stride, long version, Hasher hasher) {
        List<Entry> entries = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            entries.add(entry(i * stride, version, hasher));
        }
        return entries;
    }

    /** That many node hashes, one after the other. */
    static Hash hashes(long count, Hasher hasher) {
        Hash hash = Hash.ZERO;
        for (long i = 0; i < count; i++) {
            hash = hasher.node(hash, hash);
        }
        return hash;
    }
}
