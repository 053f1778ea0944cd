package io.murmur.protocol.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.murmur.protocol.merkle.Hash;
import io.murmur.protocol.merkle.Hasher;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class EntryTest {

    private static final Origin ORIGIN = new Origin(Version.of(0x0123456789abL, 0xcdef), 0xfedcL, Scope.SWARM);

    private final Hasher hasher = new Hasher();

    @Test
    void hasTheDocumentedLayout() {
        Entry entry =
                Entry.put(ORIGIN, new byte[] {0x6b}, new byte[] {1, 2}, hasher).sealed(new byte[] {9, 8, 7});
        assertEquals(
                "03" + "0123456789abcdef" + "000000000000fedc" + "08" + "0001" + "0002" + "6b" + "0102" + "090807",
                hex(entry));
        assertEquals(
                "00" + "0123456789abcdef" + "000000000000fedc" + "0a" + "0001" + "0000" + "6b",
                hex(Entry.tombstone(ORIGIN, new byte[] {0x6b}, hasher)));
    }

    @Test
    void aReferenceHoldsTheHashAndTheLengthOfItsValue() {
        Hash content = hasher.value(new byte[100_000], 0, 100_000);
        Entry entry = Entry.reference(ORIGIN, new byte[] {1}, content, 100_000, hasher);
        assertEquals(content, entry.reference());
        assertEquals(100_000, entry.referenceBytes());
        assertEquals(0, entry.value().length);
        Entry tombstone = Entry.tombstone(ORIGIN, new byte[] {1}, hasher);
        assertThrows(IllegalStateException.class, tombstone::reference);
        assertThrows(IllegalStateException.class, tombstone::referenceBytes);
    }

    @Test
    void showsItsKeyAsTextOnlyIfItIs() {
        assertEquals("grüße/1", text("grüße/1".getBytes(StandardCharsets.UTF_8)));
        assertEquals("0xff01", text(new byte[] {-1, 1}));
        assertEquals("0x610a", text(new byte[] {'a', '\n'}));
    }

    @Test
    void namesWhatIsWrong() {
        byte[] good = HexFormat.of().parseHex("000123456789abcdef000000000000fedc080001000261" + "0102");
        assertEquals(Flaw.LENGTH, flawWith(good, 0, 1));
        assertEquals(Flaw.VERSION, flawWith(good, 1, 0x81));
        assertEquals(Flaw.KIND, flawWith(good, 17, 3));
        assertEquals(Flaw.KIND, flawWith(good, 17, 12));
        assertEquals(Flaw.VALUE, flawWith(good, 17, 1));
        assertEquals(Flaw.VALUE, flawWith(good, 17, 2));
        byte[] keyless = good.clone();
        keyless[19] = 0;
        assertEquals(Flaw.KEY, flawWith(keyless, 21, 3));
        byte[] long97 = Arrays.copyOf(good, good.length + 97);
        assertEquals(Flaw.SEAL, flawWith(long97, 0, 97));
        byte[] timeless = good.clone();
        Arrays.fill(timeless, 1, 9, (byte) 0);
        assertEquals(Flaw.VERSION, flawWith(timeless, 9, 0));
    }

    @Test
    void refusesALengthlessReference() {
        Entry entry = Entry.reference(ORIGIN, new byte[] {1}, Hash.ZERO, 1, hasher);
        byte[] bytes = HexFormat.of().parseHex(hex(entry));
        assertEquals(Flaw.VALUE, flawWith(bytes, bytes.length - 1, 0));
        assertEquals(Flaw.VALUE, flawWith(bytes, bytes.length - 8, 0x80));
    }

    @Test
    void refusesToWriteWhatCouldNotBeRead() {
        byte[] key = new byte[1];
        assertThrows(IllegalArgumentException.class, () -> Entry.tombstone(ORIGIN, new byte[0], hasher));
        assertThrows(IllegalArgumentException.class, () -> Entry.tombstone(ORIGIN, new byte[513], hasher));
        assertThrows(IllegalArgumentException.class, () -> Entry.put(ORIGIN, key, new byte[16_385], hasher));
        assertThrows(IllegalArgumentException.class, () -> Entry.reference(ORIGIN, key, Hash.ZERO, 0, hasher));
        Entry entry = Entry.tombstone(ORIGIN, key, hasher);
        assertThrows(IllegalArgumentException.class, () -> entry.sealed(new byte[97]));
        assertThrows(IllegalArgumentException.class, () -> new Origin(Version.NEVER, 1, Scope.AGENT));
    }

    private Flaw flawWith(byte[] good, int at, int value) {
        byte[] bytes = good.clone();
        bytes[at] = (byte) value;
        return switch (Entry.decode(bytes, 0, bytes.length, hasher, Limits.DEFAULT)) {
            case Entry.Decoding.Malformed(Flaw flaw) -> flaw;
            case Entry.Decoding.Decoded(Entry entry) -> throw new AssertionError("decoded " + entry);
        };
    }

    private String text(byte[] key) {
        return Entry.tombstone(ORIGIN, key, hasher).keyText();
    }

    private static String hex(Entry entry) {
        byte[] bytes = new byte[entry.encodedLength()];
        entry.encode(bytes, 0);
        return HexFormat.of().formatHex(bytes);
    }
}
