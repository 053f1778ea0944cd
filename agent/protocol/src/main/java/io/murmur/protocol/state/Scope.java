package io.murmur.protocol.state;

import io.murmur.protocol.merkle.Hash;
import io.murmur.protocol.merkle.Hasher;

/**
 * How far an entry travels. An entry is known by its scope and its key together: one key text under two scopes names two
 * entries, which know nothing of each other.
 */
public enum Scope {
    /** Kept at home: never leaves the agent that wrote it. */
    AGENT(0),
    /** Replicated in the sub-swarm. */
    GROUP(1),
    /** Replicated everywhere. */
    SWARM(2);

    private final int code;

    Scope(int code) {
        this.code = code;
    }

    /** Its number in an encoded entry. */
    int code() {
        return code;
    }

    /** Whether entries of this scope get that far: what reaches the swarm reaches every group. */
    public boolean reaches(Scope far) {
        return compareTo(far) >= 0;
    }

    /**
     * The place in the trie of a key of this scope: the key's hash, but for the first bit, which is 0 for what the whole
     * swarm shares and 1 for everything else. So each of the two is a half of the trie, with a hash of its own.
     */
    public Hash place(byte[] key, Hasher hasher) {
        return place(key, 0, key.length, hasher);
    }

    Hash place(byte[] bytes, int offset, int length, Hasher hasher) {
        return hasher.key(bytes, offset, length).beginning(this != SWARM);
    }

    /** Whether entries that reach this far may be at a place that begins with these bits, or below it. */
    public boolean covers(long path) {
        return this != SWARM || path >= 0;
    }

    /** The place of which this scope has everything below, one bit deep. */
    long half() {
        return this == SWARM ? 0 : Long.MIN_VALUE;
    }
}
