package io.murmur.sim.engine;

import io.murmur.protocol.host.Verifier;
import io.murmur.protocol.merkle.Hash;
import io.murmur.protocol.state.Entry;
import io.murmur.sim.chance.Mix;
import java.util.Arrays;

/**
 * An ideal signature: a keyed hash whose keys only this object knows, so nobody in the simulation can forge one. As long
 * as a real Ed25519 signature, so that datagrams have their real size, and thousands of times cheaper.
 */
final class Seals implements Verifier {
    private static final int WORDS = Hash.BYTES / Long.BYTES;
    private static final int BYTES = 64;

    private final long secret;

    Seals(long secret) {
        this.secret = secret;
    }

    byte[] seal(long owner, Hash content) {
        byte[] bytes = new byte[BYTES];
        content.write(bytes, 0);
        long chain = Mix.of(secret, owner);
        for (int i = 0; i < WORDS; i++) {
            chain = Mix.of(chain, word(bytes, i));
        }
        for (int i = 0; i < BYTES; i++) {
            chain = i % Long.BYTES == 0 ? Mix.of(chain, secret) : chain;
            bytes[i] = (byte) (chain >>> (8 * (i % Long.BYTES)));
        }
        return bytes;
    }

    private static long word(byte[] bytes, int index) {
        long word = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            word = word << 8 | (bytes[index * Long.BYTES + i] & 0xFF);
        }
        return word;
    }

    @Override
    public boolean genuine(Entry entry) {
        return entry.sealLength() == BYTES && Arrays.equals(entry.seal(), seal(entry.owner(), entry.contentHash()));
    }
}
