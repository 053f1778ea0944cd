package io.murmur.protocol.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.murmur.protocol.merkle.Hash;
import io.murmur.protocol.merkle.Hasher;
import io.murmur.protocol.roster.Sums;
import io.murmur.protocol.testing.Datagram;
import io.murmur.protocol.testing.Tools;
import java.util.List;
import org.jspecify.annotations.Nullable;
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

    private static @Nullable Malformed reasonFor(Message message) {
        byte[] bytes = Datagram.from(1, message).encoded().toArray();
        return new DatagramReader(Tools.decoder(new Hasher())).read(bytes, 0, bytes.length);
    }

    @Test
    void numbersOutOfTheirRangeAreRefused() {
        Bytes part = Bytes.of(new byte[4]);
        int max = Layout.TOTAL_MAX;
        List<Message> wrong = List.of(
                new Message.Fragment(1, 1, max + 1, 0, part),
                new Message.Fragment(1, 1, -1, 0, part),
                new Message.Fragment(1, 1, 8, 5, part),
                new Message.Fragment(1, 1, 8, -1, part),
                new Message.Fragment(1, 1, 8, 0, Bytes.NONE),
                new Message.Chunk(Hash.ZERO, max + 1, 0, part),
                new Message.Chunk(Hash.ZERO, 4, 1, part),
                new Message.Chunk(Hash.ZERO, 4, 0, Bytes.NONE),
                new Message.Want(1, max + 1),
                new Message.Want(1, -1),
                new Message.Fetch(Hash.ZERO, max + 1),
                new Message.Fetch(Hash.ZERO, -1),
                new Message.Nodes(3, 0, Children.of(new long[16])),
                new Message.Nodes(60, 0, Children.of(new long[16])),
                new Message.Nodes(0, 1, Children.of(new long[16])),
                new Message.Nodes(4, 1, Children.of(new long[16])),
                new Message.Leaves(56, 1, Stamps.of(new long[0])),
                new Message.Rosters(true, Sums.of(new long[256])));
        for (Message message : wrong) {
            assertEquals(Malformed.RANGE, reasonFor(message), message.toString());
        }
        assertNull(reasonFor(new Message.Fragment(1, 1, max, max - 4, part)));
        assertNull(reasonFor(new Message.Leaves(56, 1L << 8, Stamps.of(new long[0]))));
    }
}
