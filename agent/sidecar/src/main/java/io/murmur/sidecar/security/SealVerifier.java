package io.murmur.sidecar.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.murmur.protocol.host.Verifier;
import io.murmur.protocol.merkle.Hash;
import io.murmur.protocol.merkle.Hasher;
import io.murmur.protocol.state.Entry;
import java.util.Arrays;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * Checks seals of {@link OwnerKey}, each distinct one once: what was found genuine is remembered by the hash of the
 * content, with the seal itself, since another seal of the same content is another question.
 */
public final class SealVerifier implements Verifier {
    private final Hasher hasher;
    private final Cache<Hash, byte[]> verified;
    private final byte[] message = new byte[Hash.BYTES];

    /**
     * Knows no seal yet.
     *
     * @param hasher of the loop that asks
     * @param verifiedMax seals remembered, at most
     */
    public SealVerifier(Hasher hasher, int verifiedMax) {
        this.hasher = hasher;
        this.verified = Caffeine.newBuilder()
                .maximumSize(verifiedMax)
                .executor(Runnable::run)
                .build();
    }

    @Override
    public boolean genuine(Entry entry) {
        if (entry.sealLength() != OwnerKey.SEAL_BYTES) {
            return false;
        }
        byte[] seal = entry.seal();
        byte[] known = verified.getIfPresent(entry.contentHash());
        if (known != null && Arrays.equals(known, seal)) {
            return true;
        }
        if (OwnerKey.idOf(seal, 0, hasher) != entry.owner()) {
            return false;
        }
        entry.contentHash().write(message, 0);
        if (!Ed25519.verify(seal, OwnerKey.PUBLIC_BYTES, seal, 0, message, 0, message.length)) {
            return false;
        }
        verified.put(entry.contentHash(), seal);
        return true;
    }
}
