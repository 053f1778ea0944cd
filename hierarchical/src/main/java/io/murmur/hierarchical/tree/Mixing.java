package io.murmur.hierarchical.tree;

/** SplitMix64's finalizer (Steele, Lea, Flood 2014): spreads a number over all 64 bits. Not for what strangers choose. */
public final class Mixing {
    private Mixing() {}

    public static long of(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
