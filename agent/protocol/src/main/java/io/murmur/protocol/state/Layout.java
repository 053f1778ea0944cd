package io.murmur.protocol.state;

import io.murmur.protocol.merkle.Hash;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Where the fields of an encoded {@link Entry} are, and what makes the encoding canonical.
 *
 * <pre>
 *  0  seal length   1 byte    0 to 96
 *  1  version       8 bytes   big-endian, positive
 *  9  owner         8 bytes   big-endian
 * 17  kind, scope   1 byte    kind + 4 * scope
 * 18  key length    2 bytes   1 to 512
 * 20  value length  2 bytes   INLINE 0 to 16,384, REFERENCE 40, TOMBSTONE 0
 * 22  key, value, seal        a reference is 32 bytes of hash, 8 bytes of length (positive)
 * </pre>
 *
 * The content hash covers everything from byte 1 up to the seal, in one piece.
 */
final class Layout {

    static final int CONTENT_AT = 1;
    static final int HEADER_BYTES = 22;
    static final int REFERENCE_BYTES = Hash.BYTES + Long.BYTES;
    static final int SEAL_BYTES_MAX = 96;

    private static final int VERSION_AT = 1;
    private static final int OWNER_AT = 9;
    private static final int KIND_AT = 17;
    private static final int KEY_LENGTH_AT = 18;
    private static final int VALUE_LENGTH_AT = 20;
    private static final int KINDS = 4;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);

    private Layout() {}

    /** The bytes of an unsealed entry that holds its value. */
    static byte[] inline(Origin origin, byte[] key, byte[] value) {
        if (value.length > Limits.VALUE_BYTES_CEILING) {
            throw new IllegalArgumentException("too long to be inline: " + value.length + " bytes");
        }
        byte[] bytes = written(origin, Kind.INLINE, key, value.length);
        System.arraycopy(value, 0, bytes, HEADER_BYTES + key.length, value.length);
        return bytes;
    }

    /** The bytes of an unsealed entry whose value is elsewhere. */
    static byte[] reference(Origin origin, byte[] key, Hash content, long contentBytes) {
        if (contentBytes < 1) {
            throw new IllegalArgumentException("a reference to " + contentBytes + " bytes");
        }
        byte[] bytes = written(origin, Kind.REFERENCE, key, REFERENCE_BYTES);
        content.write(bytes, HEADER_BYTES + key.length);
        LONG.set(bytes, HEADER_BYTES + key.length + Hash.BYTES, contentBytes);
        return bytes;
    }

    /** The bytes of an unsealed entry that deletes its key. */
    static byte[] tombstone(Origin origin, byte[] key) {
        return written(origin, Kind.TOMBSTONE, key, 0);
    }

    private static byte[] written(Origin origin, Kind kind, byte[] key, int valueLength) {
        if (key.length == 0 || key.length > Limits.KEY_BYTES_CEILING) {
            throw new IllegalArgumentException("a key of " + key.length + " bytes");
        }
        byte[] bytes = new byte[HEADER_BYTES + key.length + valueLength];
        LONG.set(bytes, VERSION_AT, origin.version());
        LONG.set(bytes, OWNER_AT, origin.owner());
        bytes[KIND_AT] = (byte) (kind.code() + KINDS * origin.scope().code());
        SHORT.set(bytes, KEY_LENGTH_AT, (short) key.length);
        SHORT.set(bytes, VALUE_LENGTH_AT, (short) valueLength);
        System.arraycopy(key, 0, bytes, HEADER_BYTES, key.length);
        return bytes;
    }

    static int sealLength(byte[] bytes, int offset) {
        return bytes[offset] & 0xff;
    }

    static long version(byte[] bytes, int offset) {
        return readLong(bytes, offset + VERSION_AT);
    }

    static long owner(byte[] bytes, int offset) {
        return readLong(bytes, offset + OWNER_AT);
    }

    static Kind kind(byte[] bytes, int offset) {
        return kindOf(bytes[offset + KIND_AT] & (KINDS - 1));
    }

    static Scope scope(byte[] bytes, int offset) {
        return switch (bytes[offset + KIND_AT] / KINDS) {
            case 0 -> Scope.AGENT;
            case 1 -> Scope.GROUP;
            default -> Scope.SWARM;
        };
    }

    static int keyLength(byte[] bytes, int offset) {
        return (short) SHORT.get(bytes, offset + KEY_LENGTH_AT) & 0xffff;
    }

    static int valueLength(byte[] bytes, int offset) {
        return (short) SHORT.get(bytes, offset + VALUE_LENGTH_AT) & 0xffff;
    }

    /** The length of the entry that a header announces, in bytes. */
    static int length(byte[] bytes, int offset) {
        return HEADER_BYTES + keyLength(bytes, offset) + valueLength(bytes, offset) + sealLength(bytes, offset);
    }

    static long readLong(byte[] bytes, int offset) {
        return (long) LONG.get(bytes, offset);
    }

    /** Why a slice is not an entry, or null if it is one. */
    static @Nullable Flaw flaw(byte[] from, int offset, int length, Limits limits) {
        if (length < HEADER_BYTES || length != length(from, offset)) {
            return Flaw.LENGTH;
        }
        if (sealLength(from, offset) > SEAL_BYTES_MAX) {
            return Flaw.SEAL;
        }
        if (version(from, offset) <= Version.NEVER) {
            return Flaw.VERSION;
        }
        int kinds = from[offset + KIND_AT] & 0xff;
        if ((kinds & (KINDS - 1)) > Kind.TOMBSTONE.code() || kinds / KINDS > Scope.SWARM.code()) {
            return Flaw.KIND;
        }
        int keyLength = keyLength(from, offset);
        if (keyLength == 0 || keyLength > limits.keyBytesMax()) {
            return Flaw.KEY;
        }
        return valueFits(from, offset, limits) ? null : Flaw.VALUE;
    }

    private static boolean valueFits(byte[] from, int offset, Limits limits) {
        int valueLength = valueLength(from, offset);
        return switch (kind(from, offset)) {
            case INLINE -> valueLength <= limits.valueBytesMax();
            case REFERENCE ->
                valueLength == REFERENCE_BYTES
                        && readLong(from, offset + HEADER_BYTES + keyLength(from, offset) + Hash.BYTES) > 0;
            case TOMBSTONE -> valueLength == 0;
        };
    }

    private static Kind kindOf(int code) {
        return switch (code) {
            case 0 -> Kind.INLINE;
            case 1 -> Kind.REFERENCE;
            default -> Kind.TOMBSTONE;
        };
    }
}
