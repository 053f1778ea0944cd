package io.murmur.protocol.host;

/**
 * Tokens of timers: what is to be done, in the upper byte, and for which turn of it, in the rest. A protocol that moves
 * on to its next turn thereby voids the timers of the turns before.
 */
public final class Timer {
    public static final int ROUND = 1;
    public static final int PROBE = 2;
    public static final int PROBE_TIMEOUT = 3;
    public static final int SUSPICION = 4;
    public static final int JOIN = 5;
    public static final int HEAL = 6;
    public static final int LEAVE = 7;
    /** This kind and those above it belong to the agent's {@link Extension}. */
    public static final int EXTENSION = 64;

    private static final int KIND_SHIFT = 56;
    private static final long TURN_MASK = (1L << KIND_SHIFT) - 1;

    private Timer() {}

    public static long token(int kind, long turn) {
        return ((long) kind << KIND_SHIFT) | (turn & TURN_MASK);
    }

    public static int kind(long token) {
        return (int) (token >>> KIND_SHIFT);
    }

    public static long turn(long token) {
        return token & TURN_MASK;
    }
}
