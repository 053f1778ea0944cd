package io.murmur.protocol.merkle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.murmur.protocol.merkle.Proof.Decoding.Decoded;
import io.murmur.protocol.merkle.Proof.Decoding.Malformed;
import io.murmur.protocol.merkle.Proof.Verdict.Absent;
import io.murmur.protocol.merkle.Proof.Verdict.Invalid;
import io.murmur.protocol.merkle.Proof.Verdict.Present;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

class ProofProperties {

    private static final byte WATERMARK = 77;

    private final Hasher hasher = new Hasher();

    @Provide
    Arbitrary<Hash> keys() {
        return Pebble.keys();
    }

    @Property(tries = 250)
    void provesWhatIsThereAndThatNothingElseIs(
            @ForAll @Size(max = 40) List<@From("keys") Hash> keys, @ForAll("keys") Hash other) {
        Trie<Pebble> trie = Pebble.trie(keys, hasher);
        Hash root = hasher.root(trie.hash(hasher), WATERMARK);
        for (Pebble leaf : trie) {
            Proof proof = trie.prove(leaf.key(), WATERMARK, hasher);
            assertEquals(new Present(leaf.content()), proof.verify(root, leaf.key(), hasher));
        }
        Pebble there = trie.get(other);
        assertEquals(
                there == null ? new Absent() : new Present(there.content()),
                trie.prove(other, WATERMARK, hasher).verify(root, other, hasher));
    }

    /** A proof may speak for a second key, if both end in the same gap; then what it says must be true. */
    @Property(tries = 250)
    void neverShowsAnythingFalseOfAnyKey(
            @ForAll @Size(max = 40) List<@From("keys") Hash> keys,
            @ForAll("keys") Hash proved,
            @ForAll("keys") Hash asked) {
        Trie<Pebble> trie = Pebble.trie(keys, hasher);
        Hash root = hasher.root(trie.hash(hasher), WATERMARK);
        switch (trie.prove(proved, WATERMARK, hasher).verify(root, asked, hasher)) {
            case Present present -> {
                assertEquals(proved, asked);
                assertEquals(present.content(), assertNotNullLeaf(trie, asked).content());
            }
            case Absent() -> assertNull(trie.get(asked));
            case Invalid() -> assertTrue(!proved.equals(asked));
        }
    }

    private static Pebble assertNotNullLeaf(Trie<Pebble> trie, Hash key) {
        Pebble leaf = trie.get(key);
        assertNotNull(leaf);
        return leaf;
    }

    @Property(tries = 15)
    void noBitOfItCanBeChanged(@ForAll @Size(max = 40) List<@From("keys") Hash> keys, @ForAll("keys") Hash key) {
        Trie<Pebble> trie = Pebble.trie(keys, hasher);
        Hash root = hasher.root(trie.hash(hasher), WATERMARK);
        byte[] bytes = encoded(trie.prove(key, WATERMARK, hasher));
        for (int bit = 0; bit < 8 * bytes.length; bit++) {
            bytes[bit / 8] ^= (byte) (1 << (bit % 8));
            assertShowsNothing(bytes, bytes.length, root, key);
            bytes[bit / 8] ^= (byte) (1 << (bit % 8));
        }
    }

    @Property(tries = 150)
    void cannotBeCutProlongedOrUsedForAnotherRoot(
            @ForAll @Size(max = 40) List<@From("keys") Hash> keys, @ForAll("keys") Hash key, @ForAll byte more) {
        Trie<Pebble> trie = Pebble.trie(keys, hasher);
        Proof proof = trie.prove(key, WATERMARK, hasher);
        byte[] bytes = encoded(proof);
        for (int length = 0; length < bytes.length; length++) {
            assertInstanceOf(Malformed.class, Proof.decode(bytes, 0, length));
        }
        byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
        longer[bytes.length] = more;
        assertInstanceOf(Malformed.class, Proof.decode(longer, 0, longer.length));
        assertEquals(new Invalid(), proof.verify(hasher.root(trie.hash(hasher), WATERMARK + 1), key, hasher));
        Trie<Pebble> changed = trie.put(Pebble.of(key, 99, hasher));
        assertEquals(new Invalid(), proof.verify(hasher.root(changed.hash(hasher), WATERMARK), key, hasher));
    }

    @Property(tries = 150)
    void decodesWhatItEncodedAnywhereInAnArray(
            @ForAll @Size(max = 40) List<@From("keys") Hash> keys, @ForAll("keys") Hash key) {
        Proof proof = Pebble.trie(keys, hasher).prove(key, WATERMARK, hasher);
        byte[] padded = new byte[proof.encodedLength() + 5];
        proof.encode(padded, 3);
        assertEquals(new Decoded(proof), Proof.decode(padded, 3, proof.encodedLength()));
        assertEquals(WATERMARK, proof.watermark());
        assertTrue(proof.encodedLength() <= Proof.BYTES_MAX);
    }

    @Property(tries = 2000)
    void anyBytesAreRefusedOrEncodeToThemselves(@ForAll @Size(max = 200) byte[] bytes, @ForAll boolean plausible) {
        if (plausible && bytes.length > 11) {
            bytes[0] = (byte) (Math.floorMod(bytes[0], 3) + (bytes[0] & 4));
            bytes[1] &= 0x7f;
            bytes[9] = 0;
            bytes[10] &= 0x1f;
        }
        switch (Proof.decode(bytes, 0, bytes.length)) {
            case Decoded(Proof proof) -> {
                assertTrue(Arrays.equals(bytes, encoded(proof)));
                assertEquals(new Invalid(), proof.verify(Hash.of(1, 2, 3, 4), Hash.of(5, 6, 7, 8), hasher));
            }
            case Malformed(Proof.Reason reason) -> assertNotNull(reason);
        }
    }

    @Example
    void namesWhatIsWrong() {
        assertEquals(Proof.Reason.LENGTH, reason(new byte[10]));
        assertEquals(Proof.Reason.END, reason(new byte[] {3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}));
        assertEquals(Proof.Reason.END, reason(new byte[] {7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}));
        assertEquals(Proof.Reason.WATERMARK, reason(new byte[] {0, -1, 0, 0, 0, 0, 0, 0, 0, 0, 0}));
        assertEquals(Proof.Reason.WATERMARK, reason(new byte[] {4, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0}));
        assertEquals(Proof.Reason.DEPTH, reason(new byte[] {4, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0}));
        assertEquals(Proof.Reason.DEPTH, reason(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1}));
        assertEquals(Proof.Reason.LENGTH, reason(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}));
        assertEquals(Proof.Reason.BITMAP, reason(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0}));
        assertEquals(Proof.Reason.BITMAP, reason(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, (byte) 0xc0}));
        byte[] emptySibling = new byte[12 + 32];
        emptySibling[10] = 1;
        emptySibling[11] = (byte) 0x80;
        assertEquals(Proof.Reason.SIBLING, reason(emptySibling));
        assertInstanceOf(Decoded.class, Proof.decode(new byte[11], 0, 11));
    }

    /** A liar may hash a leaf into the half where it does not belong, but cannot show anybody a gap there. */
    @Example
    void doesNotTakeAMisplacedLeafForAGap() {
        Pebble misplaced = Pebble.of(Hash.of(-1, 0, 0, 1), 1, hasher);
        Pebble sibling = Pebble.of(Hash.of(-1, 0, 0, 2), 2, hasher);
        Hash root = hasher.root(hasher.node(misplaced.hash(), sibling.hash()), WATERMARK);
        byte[] bytes = new byte[12 + 3 * Hash.BYTES];
        bytes[0] = 1;
        bytes[8] = WATERMARK;
        bytes[10] = 1;
        bytes[11] = (byte) 0x80;
        sibling.hash().write(bytes, 12);
        misplaced.content().write(bytes, 12 + Hash.BYTES);
        misplaced.key().write(bytes, 12 + 2 * Hash.BYTES);
        Proof proof = assertInstanceOf(Decoded.class, Proof.decode(bytes, 0, bytes.length))
                .proof();
        long before = hasher.count();
        assertEquals(new Invalid(), proof.verify(root, Hash.of(1, 0, 0, 0), hasher));
        assertEquals(before, hasher.count());
    }

    @Example
    void isUnderAKilobyteForAHundredThousandEntries() {
        Random random = new Random(1);
        List<Hash> keys =
                random.longs(100_000).mapToObj(first -> Hash.of(first, 0, 0, 0)).toList();
        Trie<Pebble> trie = Pebble.trie(keys, hasher);
        int longest = 0;
        for (int i = 0; i < 1_000; i++) {
            longest =
                    Math.max(longest, trie.prove(keys.get(i), WATERMARK, hasher).encodedLength());
            Hash absent = Hash.of(random.nextLong(), 1, 0, 0);
            longest = Math.max(longest, trie.prove(absent, WATERMARK, hasher).encodedLength());
        }
        assertTrue(longest <= 1024, "longest proof: " + longest);
    }

    private static Proof.Reason reason(byte[] bytes) {
        return assertInstanceOf(Malformed.class, Proof.decode(bytes, 0, bytes.length))
                .reason();
    }

    private static byte[] encoded(Proof proof) {
        byte[] bytes = new byte[proof.encodedLength()];
        proof.encode(bytes, 0);
        return bytes;
    }

    private void assertShowsNothing(byte[] bytes, int length, Hash root, Hash key) {
        if (Proof.decode(bytes, 0, length) instanceof Decoded(Proof proof)) {
            assertEquals(new Invalid(), proof.verify(root, key, hasher));
        }
    }
}
