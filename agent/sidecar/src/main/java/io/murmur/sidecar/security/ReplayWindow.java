package io.murmur.sidecar.security;

/**
 * Which of a sender's latest datagrams have been seen: the highest counter, and a bit for each of the {@value #WIDTH}
 * counters up to it (RFC 4303 §3.4.3). What is older than the window counts as seen.
 */
final class ReplayWindow {
    /** Counters that the window remembers. */
    static final int WIDTH = 1_024;

    private final long[] seen = new long[WIDTH / Long.SIZE];
    private long highest = -1;

    /** Whether a counter, not negative, is new; changes nothing. */
    boolean admits(long counter) {
        if (counter > highest) {
            return true;
        }
        return highest - counter < WIDTH && (seen[word(counter)] & bit(counter)) == 0;
    }

    /** Notes a counter that was admitted. */
    void note(long counter) {
        if (counter > highest) {
            long first = Math.max(highest + 1, counter - WIDTH + 1);
            for (long passed = first; passed <= counter; passed++) {
                seen[word(passed)] &= ~bit(passed);
            }
            highest = counter;
        }
        seen[word(counter)] |= bit(counter);
    }

    private static int word(long counter) {
        return (int) (counter / Long.SIZE % (WIDTH / Long.SIZE));
    }

    private static long bit(long counter) {
        return 1L << counter;
    }
}
