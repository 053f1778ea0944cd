package io.murmur.protocol.wire;

import java.util.Arrays;

/** A piece of bytes, immutable. */
public final class Bytes {
    /** No bytes at all. */
    public static final Bytes NONE = new Bytes(new byte[0]);

    private final byte[] bytes;

    private Bytes(byte[] bytes) {
        this.bytes = bytes;
    }

    public static Bytes copyOf(byte[] from, int offset, int length) {
        return new Bytes(Arrays.copyOfRange(from, offset, offset + length));
    }

    /** Takes the array over: the caller gives it away. */
    public static Bytes of(byte[] bytes) {
        return new Bytes(bytes);
    }

    /** The first byte, 0..255; 0 where there is none. */
    public int first() {
        return bytes.length == 0 ? 0 : bytes[0] & 0xFF;
    }

    public int length() {
        return bytes.length;
    }

    /** A copy of {@code length} bytes from {@code offset} on. */
    public Bytes part(int offset, int length) {
        return copyOf(bytes, offset, length);
    }

    /** A copy of the bytes. */
    public byte[] toArray() {
        return bytes.clone();
    }

    public void copyTo(byte[] to, int offset) {
        System.arraycopy(bytes, 0, to, offset, bytes.length);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "Bytes[" + bytes.length + "]";
    }
}
