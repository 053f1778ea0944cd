package io.murmur.protocol.merkle;

/**
 * What a hash is a hash <i>of</i>. Equal bytes in different domains never hash alike, so no leaf can be passed off as a
 * node, no value as a key.
 *
 * <p>Each domain is a BLAKE3 derive-key context (the BLAKE3 paper, section 2.3; contexts are constants of the
 * application, global and unique).
 */
public enum Domain {
    /** The bytes of an entry's key: its place in the trie, but for the first bit. */
    KEY("murmur 2026 v1 key"),
    /** The bytes of a value too large to travel inline. */
    VALUE("murmur 2026 v1 value"),
    /** A trie leaf: key hash, then content hash. */
    LEAF("murmur 2026 v1 trie leaf"),
    /** A trie node: left hash, then right hash. */
    NODE("murmur 2026 v1 trie node"),
    /** A state's root: trie hash, then watermark. */
    ROOT("murmur 2026 v1 state root"),
    /** The root of what all groups of a swarm share: the hash of the trie's first half. */
    SWARM_ROOT("murmur 2026 v1 swarm root"),
    /** An entry's encoding without its seal. */
    ENTRY("murmur 2026 v1 entry"),
    /** An agent's public key: its identity. */
    IDENTITY("murmur 2026 v1 identity");

    private final String context;

    Domain(String context) {
        this.context = context;
    }

    /** The BLAKE3 derive-key context, ASCII, at most 64 bytes. */
    public String context() {
        return context;
    }
}
