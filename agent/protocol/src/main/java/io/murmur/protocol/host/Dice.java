package io.murmur.protocol.host;

/**
 * The random numbers of one agent: SplitMix64 (Steele, Lea, Flood 2014), whose whole state is one word, since a million
 * agents each own one. Not for secrets.
 */
public final class Dice {
    private long state;

    public Dice(long seed) {
        state = seed;
    }

    public long nextLong() {
        state += 0x9E3779B97F4A7C15L;
        long z = state;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** A number in 0..bound-1; {@code bound} at least 1. Biased by less than bound / 2^31. */
    public int nextInt(int bound) {
        return (int) (((nextLong() >>> 33) * bound) >>> 31);
    }

    /** A number in 0..1, 1 excluded. */
    public double nextDouble() {
        return (nextLong() >>> 11) * 0x1.0p-53;
    }

    /** {@code nanos} moved by up to a tenth either way, so that agents started together do not stay in step. */
    public long jittered(long nanos) {
        return nanos - nanos / 10 + (long) (nextDouble() * nanos / 5);
    }
}
