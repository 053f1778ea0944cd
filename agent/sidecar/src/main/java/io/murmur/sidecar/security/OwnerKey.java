package io.murmur.sidecar.security;

import io.murmur.protocol.host.Signer;
import io.murmur.protocol.merkle.Domain;
import io.murmur.protocol.merkle.Hash;
import io.murmur.protocol.merkle.Hasher;
import java.security.SecureRandom;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * What an agent is: an Ed25519 key pair (RFC 8032). Its identifier is the start of the hash of the public key, so that a
 * seal, which carries the public key, proves by itself that the entry's owner made it.
 *
 * <pre>
 * seal   public key 32 bytes, signature of the content hash 64 bytes
 * </pre>
 */
public final class OwnerKey implements Signer {
    /** Length of the secret that a key pair is derived from, in bytes. */
    public static final int SECRET_BYTES = Ed25519.SECRET_KEY_SIZE;

    static final int PUBLIC_BYTES = Ed25519.PUBLIC_KEY_SIZE;
    static final int SEAL_BYTES = Ed25519.PUBLIC_KEY_SIZE + Ed25519.SIGNATURE_SIZE;

    private final byte[] secret;
    private final byte[] publicKey = new byte[PUBLIC_BYTES];
    private final long id;

    private OwnerKey(byte[] secret, Hasher hasher) {
        this.secret = secret.clone();
        Ed25519.generatePublicKey(this.secret, 0, publicKey, 0);
        this.id = idOf(publicKey, 0, hasher);
    }

    /**
     * The key pair of a secret.
     *
     * @throws IllegalArgumentException unless it has {@link #SECRET_BYTES}
     */
    public static OwnerKey of(byte[] secret, Hasher hasher) {
        if (secret.length != SECRET_BYTES) {
            throw new IllegalArgumentException("a secret of " + secret.length + " bytes");
        }
        return new OwnerKey(secret, hasher);
    }

    public static OwnerKey generate(SecureRandom random, Hasher hasher) {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return new OwnerKey(secret, hasher);
    }

    /** The identifier of the agent with a public key. */
    static long idOf(byte[] publicKey, int offset, Hasher hasher) {
        return hasher.hash(Domain.IDENTITY, publicKey, offset, PUBLIC_BYTES).prefix();
    }

    /** The agent's identifier. */
    public long id() {
        return id;
    }

    /** A copy of the secret, to be kept where nobody else reads it. */
    public byte[] secret() {
        return secret.clone();
    }

    @Override
    public byte[] seal(Hash content) {
        byte[] message = new byte[Hash.BYTES];
        content.write(message, 0);
        byte[] seal = new byte[SEAL_BYTES];
        System.arraycopy(publicKey, 0, seal, 0, PUBLIC_BYTES);
        Ed25519.sign(secret, 0, publicKey, 0, message, 0, message.length, seal, PUBLIC_BYTES);
        return seal;
    }
}
