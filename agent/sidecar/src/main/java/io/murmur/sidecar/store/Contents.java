package io.murmur.sidecar.store;

import io.murmur.protocol.merkle.Hash;
import io.murmur.protocol.state.Kind;
import io.murmur.protocol.state.State;
import io.murmur.protocol.wire.Bytes;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Values by reference, by their hash: what this agent's application wrote, and what was fetched from others. Bounded in
 * bytes; what no entry refers to is dropped. For any thread.
 */
public final class Contents {
    private final long bytesMax;
    private final Map<Hash, Bytes> held = new HashMap<>();
    private Set<Hash> idle = new HashSet<>();
    private long bytes;

    /**
     * Holds nothing yet.
     *
     * @param bytesMax the most bytes of all values together
     */
    public Contents(long bytesMax) {
        this.bytesMax = bytesMax;
    }

    public synchronized @Nullable Bytes get(Hash content) {
        return held.get(content);
    }

    /** Keeps a value; false where there is no room for it. */
    public synchronized boolean keep(Hash content, Bytes value) {
        idle.remove(content);
        if (held.containsKey(content)) {
            return true;
        }
        if (bytes + value.length() > bytesMax) {
            return false;
        }
        held.put(content, value);
        bytes += value.length();
        return true;
    }

    /** A copy of the hashes of all that is held. */
    public synchronized Set<Hash> hashes() {
        return new HashSet<>(held.keySet());
    }

    /**
     * Drops what neither of the states refers to, nor did at the sweep before: a value is kept before the entry that
     * refers to it is written.
     */
    public void sweep(State state, State home) {
        Set<Hash> unused = hashes();
        if (unused.isEmpty()) {
            return;
        }
        for (State each : new State[] {state, home}) {
            each.trie().forEach(entry -> {
                if (entry.kind() == Kind.REFERENCE) {
                    unused.remove(entry.reference());
                }
            });
        }
        drop(unused);
    }

    private synchronized void drop(Set<Hash> unused) {
        for (Hash content : unused) {
            Bytes value = idle.contains(content) ? held.remove(content) : null;
            bytes -= value == null ? 0 : value.length();
        }
        idle = unused;
    }
}
