package io.murmur.protocol.merkle;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A 256-bit hash, kept as four big-endian longs so that comparing two takes a few cycles and no array is chased.
 *
 * <p>Bit 0 is the most significant bit of the first byte: hashes, read as paths, and hashes, ordered as unsigned
 * numbers, agree on what comes first. {@link #ZERO} is reserved for "nothing here"; no input is known to hash to it.
 */
public final class Hash implements Comparable<Hash> {

    /** Length of every encoded hash, in bytes. */
    public static final int BYTES = 32;

    /** Length of every hash, in bits: the valid indices of {@link #bit} are 0 to 255. */
    public static final int BITS = 256;

    /** The hash of nothing: an empty subtree. */
    public static final Hash ZERO = new Hash(0, 0, 0, 0);

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final long first;
    private final long second;
    private final long third;
    private final long fourth;

    private Hash(long first, long second, long third, long fourth) {
        this.first = first;
        this.second = second;
        this.third = third;
        this.fourth = fourth;
    }

    /** The hash whose big-endian bytes are these four longs in order. */
    public static Hash of(long first, long second, long third, long fourth) {
        return new Hash(first, second, third, fourth);
    }

    /**
     * Reads {@value #BYTES} bytes from {@code offset} on.
     *
     * @throws IndexOutOfBoundsException if the array ends before them
     */
    public static Hash read(byte[] from, int offset) {
        return new Hash(
                (long) LONGS.get(from, offset),
                (long) LONGS.get(from, offset + 8),
                (long) LONGS.get(from, offset + 16),
                (long) LONGS.get(from, offset + 24));
    }

    /**
     * Reads what {@link #hex} writes: 64 hexadecimal digits, of either case.
     *
     * @throws IllegalArgumentException for anything else
     */
    public static Hash parse(String hex) {
        if (hex.length() != 2 * BYTES) {
            throw new IllegalArgumentException("a hash has 64 hexadecimal digits, not " + hex.length());
        }
        return read(HexFormat.of().parseHex(hex), 0);
    }

    /**
     * Writes {@value #BYTES} bytes from {@code offset} on.
     *
     * @throws IndexOutOfBoundsException if the array ends before them
     */
    public void write(byte[] to, int offset) {
        LONGS.set(to, offset, first);
        LONGS.set(to, offset + 8, second);
        LONGS.set(to, offset + 16, third);
        LONGS.set(to, offset + 24, fourth);
    }

    /**
     * Whether the {@value #BYTES} bytes from {@code offset} on are this hash; compares in place, allocates nothing.
     *
     * @throws IndexOutOfBoundsException if the array ends before them
     */
    public boolean matches(byte[] bytes, int offset) {
        return ((first ^ (long) LONGS.get(bytes, offset))
                        | (second ^ (long) LONGS.get(bytes, offset + 8))
                        | (third ^ (long) LONGS.get(bytes, offset + 16))
                        | (fourth ^ (long) LONGS.get(bytes, offset + 24)))
                == 0;
    }

    /** One bit of the path this hash spells; index 0 is the most significant bit, 255 the least. */
    public boolean bit(int index) {
        long word = switch (index >>> 6) {
            case 0 -> first;
            case 1 -> second;
            case 2 -> third;
            case 3 -> fourth;
            default -> throw new IndexOutOfBoundsException(index);
        };
        return (word << index) < 0;
    }

    /** This hash with its first bit set, or cleared. */
    public Hash beginning(boolean bit) {
        return bit(0) == bit ? this : new Hash(first ^ Long.MIN_VALUE, second, third, fourth);
    }

    /** The first 64 bits. */
    public long prefix() {
        return first;
    }

    /** How many leading bits this hash shares with another, 0 to {@value #BITS}. */
    public int sharedBits(Hash other) {
        if (first != other.first) {
            return Long.numberOfLeadingZeros(first ^ other.first);
        }
        if (second != other.second) {
            return 64 + Long.numberOfLeadingZeros(second ^ other.second);
        }
        if (third != other.third) {
            return 128 + Long.numberOfLeadingZeros(third ^ other.third);
        }
        return 192 + Long.numberOfLeadingZeros(fourth ^ other.fourth);
    }

    /** Whether this is {@link #ZERO}. */
    public boolean isZero() {
        return (first | second | third | fourth) == 0;
    }

    /** 64 lower-case hexadecimal digits. */
    public String hex() {
        byte[] bytes = new byte[BYTES];
        write(bytes, 0);
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public int compareTo(Hash other) {
        if (first != other.first) {
            return Long.compareUnsigned(first, other.first);
        }
        if (second != other.second) {
            return Long.compareUnsigned(second, other.second);
        }
        if (third != other.third) {
            return Long.compareUnsigned(third, other.third);
        }
        return Long.compareUnsigned(fourth, other.fourth);
    }

    @Override
    public boolean equals(@Nullable Object object) {
        return this == object
                || (object instanceof Hash other
                        && ((first ^ other.first)
                                        | (second ^ other.second)
                                        | (third ^ other.third)
                                        | (fourth ^ other.fourth))
                                == 0);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(first);
    }

    @Override
    public String toString() {
        return hex();
    }
}
