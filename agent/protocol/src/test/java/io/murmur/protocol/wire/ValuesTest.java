package io.murmur.protocol.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/** The small values that messages carry. */
class ValuesTest {
    @Test
    void bytesAreComparedByContentAndGivenOutAsCopies() {
        Bytes bytes = Bytes.copyOf(new byte[] {9, 1, 2, 9}, 1, 2);
        bytes.toArray()[0] = 7;
        assertArrayEquals(new byte[] {1, 2}, bytes.toArray());
        assertEquals(Bytes.of(new byte[] {1, 2}), bytes);
        assertEquals(Bytes.of(new byte[] {1, 2}).hashCode(), bytes.hashCode());
        assertNotEquals(Bytes.NONE, bytes);
        assertEquals(Bytes.of(new byte[] {2}), bytes.part(1, 1));
    }

    @Test
    void aPlaceHasSixteenChildren() {
        assertThrows(IllegalArgumentException.class, () -> Children.of(new long[15]));
        assertEquals(Children.of(new long[16]), Children.of(new long[16]));
    }

    @Test
    void stampsComeInTriplesAndNotTooMany() {
        assertThrows(IllegalArgumentException.class, () -> Stamps.of(new long[4]));
        assertThrows(IllegalArgumentException.class, () -> Stamps.of(new long[3 * (Stamps.MAX + 1)]));
        Stamps stamps = Stamps.of(new long[] {1, 2, 3, 4, 5, 6});
        assertEquals(1, stamps.indexOf(4));
        assertEquals(-1, stamps.indexOf(5));
        assertEquals(6, stamps.hash(1));
    }

    @Test
    void aWriterRefusesABufferWithoutRoomForAHeader() {
        DatagramWriter writer = new DatagramWriter();
        assertThrows(IllegalArgumentException.class, () -> writer.lend(new byte[100], 0, 57));
        assertThrows(IllegalArgumentException.class, () -> writer.lend(new byte[100], 50, 58));
    }
}
