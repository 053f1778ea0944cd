package io.murmur.protocol.state;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.murmur.protocol.merkle.Hasher;
import io.murmur.protocol.state.Entry.Decoding.Decoded;
import io.murmur.protocol.state.Entry.Decoding.Malformed;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class EntryProperties {

    private final Hasher hasher = new Hasher();

    @Provide
    Arbitrary<Origin> origins() {
        return Combinators.combine(
                        Arbitraries.longs().between(1, Long.MAX_VALUE),
                        Arbitraries.longs(),
                        Arbitraries.of(Scope.values()))
                .as(Origin::new);
    }

    @Provide
    Arbitrary<Entry> sealedEntries() {
        Arbitrary<byte[]> seals = Arbitraries.bytes().array(byte[].class).ofMaxSize(Entry.SEAL_BYTES_MAX);
        return Combinators.combine(Samples.entries(hasher), seals).as(Entry::sealed);
    }

    @Provide
    Arbitrary<Entry> clashing() {
        return Samples.entries(hasher).filter(entry -> entry.keyText().equals("a") && entry.scope() == Scope.SWARM);
    }

    @Property(tries = 300)
    void keepsWhatWasWritten(
            @ForAll("origins") Origin origin,
            @ForAll @Size(min = 1, max = Limits.KEY_BYTES_CEILING) byte[] key,
            @ForAll @Size(max = 300) byte[] value) {
        Entry entry = Entry.put(origin, key, value, hasher);
        assertEquals(origin, new Origin(entry.version(), entry.owner(), entry.scope()));
        assertArrayEquals(key, entry.keyBytes());
        assertArrayEquals(value, entry.value());
        assertEquals(Kind.INLINE, entry.kind());
        assertEquals(origin.scope().place(key, hasher), entry.key());
        assertEquals(hasher.leaf(entry.key(), entry.contentHash()), entry.hash());
        assertNotEquals(entry, Entry.tombstone(origin, key, hasher));
    }

    @Property(tries = 300)
    void decodesWhatItEncodedAnywhereInAnArray(
            @ForAll("sealedEntries") Entry entry, @ForAll @IntRange(max = 5) int offset) {
        byte[] bytes = new byte[offset + entry.encodedLength() + 3];
        entry.encode(bytes, offset);
        assertEquals(entry.encodedLength(), Entry.peekLength(bytes, offset, bytes.length - offset));
        assertEquals(entry.version(), Entry.peekVersion(bytes, offset));
        assertEquals(entry.owner(), Entry.peekOwner(bytes, offset));
        assertTrue(entry.encodedAs(bytes, offset, entry.encodedLength()));
        Entry decoded = decoded(bytes, offset, entry.encodedLength());
        assertEquals(entry, decoded);
        assertEquals(entry.contentHash(), decoded.contentHash());
        assertEquals(entry.key(), decoded.key());
        assertArrayEquals(entry.seal(), decoded.seal());
        assertTrue(decoded.encodedAs(bytes, offset, entry.encodedLength()));
    }

    @Property(tries = 300)
    void theSealIsNoPartOfWhatIsSealed(@ForAll("sealedEntries") Entry entry) {
        Entry bare = entry.sealed(new byte[0]);
        assertEquals(0, bare.sealLength());
        assertEquals(bare, entry);
        assertEquals(bare.contentHash(), entry.contentHash());
        assertEquals(entry.sealLength() == 0, sameBytes(bare, entry));
    }

    @Property(tries = 200)
    void everyOtherBitIsCommittedTo(@ForAll("sealedEntries") Entry entry) {
        byte[] bytes = encoded(entry);
        for (int bit = 8; bit < 8 * (bytes.length - entry.sealLength()); bit++) {
            bytes[bit / 8] ^= (byte) (1 << (bit % 8));
            assertFalse(entry.encodedAs(bytes, 0, bytes.length));
            if (decode(bytes, 0, bytes.length) instanceof Decoded(Entry other)) {
                assertNotEquals(entry.contentHash(), other.contentHash());
                assertNotEquals(entry, other);
            }
            bytes[bit / 8] ^= (byte) (1 << (bit % 8));
        }
    }

    @Property(tries = 200)
    void cannotBeCutOrProlonged(@ForAll("sealedEntries") Entry entry, @ForAll byte more) {
        byte[] bytes = Arrays.copyOf(encoded(entry), entry.encodedLength() + 1);
        bytes[entry.encodedLength()] = more;
        assertInstanceOf(Malformed.class, decode(bytes, 0, bytes.length));
        for (int length = 0; length < entry.encodedLength(); length++) {
            assertEquals(new Malformed(Flaw.LENGTH), decode(bytes, 0, length));
            assertEquals(-1, Entry.peekLength(bytes, 0, length));
        }
    }

    @Property(tries = 3000)
    void anyBytesAreRefusedOrEncodeToThemselves(@ForAll @Size(max = 120) byte[] bytes, @ForAll boolean plausible) {
        if (plausible && bytes.length >= Layout.HEADER_BYTES + 2) {
            int rest = bytes.length - Layout.HEADER_BYTES;
            int keyLength = Math.floorMod(bytes[19], rest);
            bytes[0] = (byte) Math.floorMod(bytes[0], rest - keyLength);
            bytes[1] &= 0x7f;
            bytes[17] &= 0x0f;
            bytes[18] = 0;
            bytes[19] = (byte) keyLength;
            bytes[20] = 0;
            bytes[21] = (byte) (rest - keyLength - bytes[0]);
        }
        switch (decode(bytes, 0, bytes.length)) {
            case Decoded(Entry entry) -> {
                assertArrayEquals(bytes, encoded(entry));
                assertFalse(entry.toString().isEmpty());
            }
            case Malformed(Flaw flaw) -> assertNotNull(flaw);
        }
    }

    @Property
    void oneOfTwoDifferentEntriesSupersedesTheOther(@ForAll("clashing") Entry a, @ForAll("clashing") Entry b) {
        assertEquals(!a.equals(b), a.supersedes(b) || b.supersedes(a));
        assertFalse(a.supersedes(b) && b.supersedes(a));
        assertEquals(a.contradicts(b), b.contradicts(a));
        assertEquals(a.contradicts(b), a.version() == b.version() && a.owner() == b.owner() && !a.equals(b));
    }

    @Property
    void supersedingIsTransitive(
            @ForAll("clashing") Entry a, @ForAll("clashing") Entry b, @ForAll("clashing") Entry c) {
        assertTrue(!(a.supersedes(b) && b.supersedes(c)) || a.supersedes(c));
        assertTrue(a.version() <= b.version() || a.supersedes(b));
    }

    private Entry.Decoding decode(byte[] bytes, int offset, int length) {
        return Entry.decode(bytes, offset, length, hasher, Limits.DEFAULT);
    }

    private Entry decoded(byte[] bytes, int offset, int length) {
        return assertInstanceOf(Decoded.class, decode(bytes, offset, length)).entry();
    }

    private static boolean sameBytes(Entry one, Entry two) {
        return Arrays.equals(encoded(one), encoded(two));
    }

    private static byte[] encoded(Entry entry) {
        byte[] bytes = new byte[entry.encodedLength()];
        entry.encode(bytes, 0);
        return bytes;
    }
}
