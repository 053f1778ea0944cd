package io.murmur.protocol.merkle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.bouncycastle.crypto.digests.Blake3Digest;
import org.bouncycastle.crypto.params.Blake3Parameters;
import org.junit.jupiter.api.Test;

class HasherTest {

    private final Hasher hasher = new Hasher();

    /** One hasher is used for all tries, so this also shows that nothing of one hash is left for the next. */
    @Property(tries = 500)
    void everyDomainIsBlake3InDeriveKeyMode(
            @ForAll Domain domain, @ForAll @Size(max = 3000) byte[] bytes, @ForAll @IntRange(max = 3000) int start) {
        int offset = Math.min(start, bytes.length);
        int length = bytes.length - offset;
        assertEquals(blake3(domain, bytes, offset, length), hasher.hash(domain, bytes, offset, length));
    }

    @Property(tries = 100)
    void pairsAreTheHashOfBothOneAfterTheOther(@ForAll @Size(64) byte[] bytes, @ForAll long watermark) {
        Hash left = Hash.read(bytes, 0);
        Hash right = Hash.read(bytes, Hash.BYTES);
        assertEquals(blake3(Domain.NODE, bytes, 0, 64), hasher.node(left, right));
        assertEquals(blake3(Domain.LEAF, bytes, 0, 64), hasher.leaf(left, right));
        byte[] root =
                ByteBuffer.allocate(40).put(bytes, 0, 32).putLong(watermark).array();
        assertEquals(blake3(Domain.ROOT, root, 0, 40), hasher.root(left, watermark));
    }

    @Test
    void noTwoDomainsAgree() {
        Set<Hash> hashes = new HashSet<>();
        for (Domain domain : Domain.values()) {
            hashes.add(hasher.hash(domain, new byte[64], 0, 64));
            assertTrue(domain.context().length() <= 64, domain.context());
        }
        assertEquals(Domain.values().length, hashes.size());
        assertEquals(Domain.values().length, hasher.count());
    }

    private static Hash blake3(Domain domain, byte[] bytes, int offset, int length) {
        Blake3Digest digest = new Blake3Digest(256);
        digest.init(Blake3Parameters.context(domain.context().getBytes(StandardCharsets.US_ASCII)));
        digest.update(bytes, offset, length);
        byte[] out = new byte[32];
        digest.doFinal(out, 0);
        return Hash.read(out, 0);
    }
}
