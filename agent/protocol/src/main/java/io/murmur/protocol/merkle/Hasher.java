package io.murmur.protocol.merkle;

import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Objects;
import org.bouncycastle.crypto.digests.Blake3Digest;
import org.bouncycastle.crypto.params.Blake3Parameters;

/**
 * BLAKE3 with one keyed digest per {@link Domain}: a working tool that the host lends to whoever builds hashes.
 *
 * <p>The domain keys are derived once, here, so that a trie node (64 bytes) costs one compression of one block. Not
 * thread-safe, because it owns scratch space: one per event loop or partition.
 */
public final class Hasher {

    private final EnumMap<Domain, Blake3Digest> digests = new EnumMap<>(Domain.class);
    private final byte[] scratch = new byte[2 * Hash.BYTES];
    private final byte[] output = new byte[Hash.BYTES];
    private long count;

    public Hasher() {
        for (Domain domain : Domain.values()) {
            Blake3Digest digest = new Blake3Digest(Hash.BITS);
            digest.init(Blake3Parameters.context(domain.context().getBytes(StandardCharsets.US_ASCII)));
            digests.put(domain, digest);
        }
    }

    /** The hash of these key bytes. */
    public Hash key(byte[] bytes, int offset, int length) {
        return hash(Domain.KEY, bytes, offset, length);
    }

    /** The content address of a value's bytes. */
    public Hash value(byte[] bytes, int offset, int length) {
        return hash(Domain.VALUE, bytes, offset, length);
    }

    /** The leaf that binds a key to a content. */
    public Hash leaf(Hash key, Hash content) {
        return pair(Domain.LEAF, key, content);
    }

    /** The node above two subtrees; {@link Hash#ZERO} stands for an empty one. */
    public Hash node(Hash left, Hash right) {
        return pair(Domain.NODE, left, right);
    }

    /** The root of a state: its trie's hash and its watermark. */
    public Hash root(Hash trie, long watermark) {
        trie.write(scratch, 0);
        for (int i = 0; i < Long.BYTES; i++) {
            scratch[Hash.BYTES + i] = (byte) (watermark >>> (56 - 8 * i));
        }
        return hash(Domain.ROOT, scratch, 0, Hash.BYTES + Long.BYTES);
    }

    /** The root of the part of a state that all groups share: the hash of the half of its trie whose keys begin with 0. */
    public Hash swarmRoot(Hash half) {
        half.write(scratch, 0);
        return hash(Domain.SWARM_ROOT, scratch, 0, Hash.BYTES);
    }

    /**
     * The hash of a slice of bytes in a domain.
     *
     * @throws IndexOutOfBoundsException if the slice is not inside the array
     */
    public Hash hash(Domain domain, byte[] bytes, int offset, int length) {
        count++;
        Blake3Digest digest = Objects.requireNonNull(digests.get(domain));
        digest.update(bytes, offset, length);
        digest.doFinal(output, 0);
        return Hash.read(output, 0);
    }

    /** How many hashes this hasher has computed since it was made. */
    public long count() {
        return count;
    }

    private Hash pair(Domain domain, Hash left, Hash right) {
        left.write(scratch, 0);
        right.write(scratch, Hash.BYTES);
        return hash(domain, scratch, 0, 2 * Hash.BYTES);
    }
}
