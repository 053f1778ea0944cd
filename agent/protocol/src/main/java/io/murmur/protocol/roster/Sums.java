package io.murmur.protocol.roster;

import java.util.Arrays;

/** A roster's digest cut into a power of two of buckets by the leading bits of the members' ids; immutable. */
public final class Sums {
    /** The most leading bits that fit a datagram: 128 sums of 8 bytes. */
    public static final int BITS_MAX = 7;

    private final long[] values;

    private Sums(long[] values) {
        this.values = values;
    }

    /** Takes the array over: the caller gives it away. */
    public static Sums of(long[] values) {
        if (Integer.bitCount(values.length) != 1) {
            throw new IllegalArgumentException(values.length + " sums are not a power of two");
        }
        return new Sums(values);
    }

    /** Number of leading id bits that choose a sum. */
    public int bits() {
        return Integer.numberOfTrailingZeros(values.length);
    }

    public int size() {
        return values.length;
    }

    public long at(int bucket) {
        return values[bucket];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Sums that && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "Sums" + Arrays.toString(values);
    }
}
