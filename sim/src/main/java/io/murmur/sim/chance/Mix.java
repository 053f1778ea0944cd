package io.murmur.sim.chance;

/** The finalizer of SplitMix64 (Steele, Lea, Flood 2014): a bijection of 64 bits that leaves no pattern. */
public final class Mix {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private Mix() {}

    public static long of(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** Different bits for each order of different arguments. */
    public static long of(long a, long b) {
        return of(of(a + GOLDEN) + b * GOLDEN);
    }

    public static long of(long a, long b, long c) {
        return of(of(a, b), c);
    }

    /** A number in 0..1, 1 excluded, from random bits. */
    public static double unit(long bits) {
        return (bits >>> 11) * 0x1.0p-53;
    }
}
