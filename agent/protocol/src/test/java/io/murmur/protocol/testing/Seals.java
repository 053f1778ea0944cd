package io.murmur.protocol.testing;

import io.murmur.protocol.host.Signer;
import io.murmur.protocol.host.Verifier;
import io.murmur.protocol.merkle.Hash;
import io.murmur.protocol.state.Entry;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Seals that only the owner is supposed to be able to make; enough to tell a forgery, far from a signature. */
public final class Seals {
    private Seals() {}

    public static Signer of(long owner) {
        return content -> seal(owner, content);
    }

    public static Verifier verifier() {
        return entry -> Arrays.equals(entry.seal(), seal(entry.owner(), entry.contentHash()));
    }

    /** The entry with its owner's genuine seal. */
    public static Entry sealed(Entry entry) {
        return entry.sealed(seal(entry.owner(), entry.contentHash()));
    }

    private static byte[] seal(long owner, Hash content) {
        return ByteBuffer.allocate(8).putLong(owner * 31 ^ content.prefix()).array();
    }
}
