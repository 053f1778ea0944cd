package io.murmur.protocol.host;

/** The last few long links of an agent: exchanges that it opened with agents of other groups, and that may be answered. */
final class Links {
    private static final int OPEN_MAX = 8;

    private final int[] exchanges = new int[OPEN_MAX];
    /** Who was asked; 0 where nobody is waited for. */
    private final long[] peers = new long[OPEN_MAX];

    private final long[] openedNanos = new long[OPEN_MAX];
    private int next;

    /** Opens an exchange, in the place of the oldest: its number. */
    int open(long peer, Dice dice, long nowNanos) {
        int place = next;
        next = (next + 1) % OPEN_MAX;
        exchanges[place] = (int) dice.nextLong();
        peers[place] = peer;
        openedNanos[place] = nowNanos;
        return exchanges[place];
    }

    /** Takes an answer: how long it was waited for in nanoseconds, or -1 if there is no such exchange any more. */
    long close(int exchange, long peer, long nowNanos) {
        for (int place = 0; place < OPEN_MAX; place++) {
            if (peer != 0 && peers[place] == peer && exchanges[place] == exchange) {
                peers[place] = 0;
                return nowNanos - openedNanos[place];
            }
        }
        return -1;
    }
}
