package io.murmur.protocol.host;

import io.murmur.protocol.merkle.Hash;

/** Seals the entries of one owner. */
@FunctionalInterface
public interface Signer {
    /** The seal of a content: at most 96 bytes; empty where the swarm trusts every holder of its key. */
    byte[] seal(Hash content);
}
