package io.murmur.protocol.merkle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class HashTest {

    @Property(tries = 200)
    void readsWhatItWroteAndMatchesItInPlace(
            @ForAll @Size(40) byte[] bytes,
            @ForAll @IntRange(max = 8) int offset,
            @ForAll @IntRange(max = 255) int bit) {
        Hash hash = Hash.read(bytes, offset);
        byte[] written = new byte[40];
        hash.write(written, offset);
        assertEquals(hash, Hash.read(written, offset));
        assertTrue(hash.matches(bytes, offset));
        bytes[offset + bit / 8] ^= (byte) (0x80 >>> (bit % 8));
        assertFalse(hash.matches(bytes, offset));
        assertNotEquals(hash, Hash.read(bytes, offset));
        assertNotEquals(hash.bit(bit), Hash.read(bytes, offset).bit(bit));
        assertEquals(bit, hash.sharedBits(Hash.read(bytes, offset)));
    }

    @Property(tries = 200)
    void ordersAsAnUnsignedNumberWithBitZeroFirst(@ForAll @Size(32) byte[] one, @ForAll @Size(32) byte[] two) {
        BigInteger first = new BigInteger(1, one);
        BigInteger second = new BigInteger(1, two);
        assertEquals(first.compareTo(second), Integer.signum(Hash.read(one, 0).compareTo(Hash.read(two, 0))));
        assertEquals(first.testBit(255), Hash.read(one, 0).bit(0));
        assertEquals(first.testBit(0), Hash.read(one, 0).bit(255));
    }

    @Test
    void ordersByTheLastWordToo() {
        assertTrue(Hash.of(1, 2, 3, -1).compareTo(Hash.of(1, 2, 3, 4)) > 0);
        assertTrue(Hash.of(1, 2, 3, 4).compareTo(Hash.of(1, 2, 4, 0)) < 0);
        assertEquals(0, Hash.of(1, 2, 3, 4).compareTo(Hash.of(1, 2, 3, 4)));
        assertEquals(Hash.BITS, Hash.of(1, 2, 3, 4).sharedBits(Hash.of(1, 2, 3, 4)));
    }

    @Test
    void parsesItsOwnDigitsAndNothingElse() {
        Hash hash = Hash.of(0x0123456789abcdefL, -1, 0, 42);
        assertEquals("0123456789abcdefffffffffffffffff0000000000000000000000000000002a", hash.hex());
        assertEquals(hash, Hash.parse(hash.hex()));
        assertEquals(0x0123456789abcdefL, hash.prefix());
        assertThrows(IllegalArgumentException.class, () -> Hash.parse("0"));
        assertThrows(IllegalArgumentException.class, () -> Hash.parse("g".repeat(64)));
    }

    @Test
    void knowsNothingFromSomething() {
        assertTrue(Hash.ZERO.isZero());
        assertFalse(Hash.of(0, 0, 0, 1).isZero());
        assertThrows(IndexOutOfBoundsException.class, () -> Hash.ZERO.bit(Hash.BITS));
        assertThrows(IndexOutOfBoundsException.class, () -> Hash.read(new byte[31], 0));
    }
}
