package io.murmur.protocol.wire;

import io.murmur.protocol.merkle.Hash;
import io.murmur.protocol.roster.Address;
import org.jspecify.annotations.Nullable;

/**
 * A place in a datagram, from which fields are taken one after another. Whoever takes a field of a fixed size has asked
 * before whether so much is left; the first flaw that is met is kept.
 */
final class Cursor {
    private byte[] bytes = new byte[0];
    private int position;
    private int end;
    private @Nullable Malformed flaw;

    /** Begins with a datagram, or the part of one, which may have a flaw already. */
    void begin(byte[] from, int at, int until, @Nullable Malformed known) {
        bytes = from;
        position = at;
        end = until;
        flaw = known;
    }

    /** The first flaw met; null as long as there is none. */
    @Nullable
    Malformed flaw() {
        return flaw;
    }

    /** A flaw was met. */
    void refuse(Malformed reason) {
        if (flaw == null) {
            flaw = reason;
        }
    }

    /** Bytes that are left. */
    int left() {
        return end - position;
    }

    /** Whether so many bytes are left: else it is a flaw. */
    boolean need(int count) {
        if (end - position < count) {
            refuse(Malformed.TRUNCATED);
            return false;
        }
        return true;
    }

    int u8() {
        return bytes[position++] & 0xFF;
    }

    int u16() {
        int value = Layout.u16(bytes, position);
        position += 2;
        return value;
    }

    int i32() {
        int value = Layout.i32(bytes, position);
        position += 4;
        return value;
    }

    long u64() {
        long value = Layout.u64(bytes, position);
        position += 8;
        return value;
    }

    Hash hash() {
        Hash hash = Hash.read(bytes, position);
        position += Hash.BYTES;
        return hash;
    }

    Address address() {
        return new Address(u64(), u64(), u16());
    }

    /** Goes on behind so many bytes; where they begin. */
    int skip(int count) {
        int begin = position;
        position += count;
        return begin;
    }

    /** The next bytes, on their own. */
    Bytes copy(int count) {
        return Bytes.copyOf(bytes, skip(count), count);
    }

    /** A text of at most so many bytes, behind its length; null where there is none. */
    @Nullable
    String text(int bytesMax) {
        if (!need(1)) {
            return null;
        }
        int length = u8();
        if (length > bytesMax) {
            refuse(Malformed.RANGE);
            return null;
        }
        if (!need(length)) {
            return null;
        }
        String text = length == 0 ? "" : Utf8.decode(bytes, position, length);
        if (text == null) {
            refuse(Malformed.TEXT);
            return null;
        }
        position += length;
        return text;
    }
}
