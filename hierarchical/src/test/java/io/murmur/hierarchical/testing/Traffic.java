package io.murmur.hierarchical.testing;

import java.util.ArrayDeque;

/** How much one member sends: counted in a window that ends with each datagram. */
final class Traffic {
    static final long WINDOW_NANOS = 200 * Links.MILLI;

    private final ArrayDeque<Long> sentNanos = new ArrayDeque<>();

    /** Counts one more; how many there are in the window that ends with it. */
    int count(long nowNanos) {
        sentNanos.add(nowNanos);
        while (sentNanos.getFirst() <= nowNanos - WINDOW_NANOS) {
            sentNanos.remove();
        }
        return sentNanos.size();
    }
}
