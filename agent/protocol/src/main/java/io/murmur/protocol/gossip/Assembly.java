package io.murmur.protocol.gossip;

import io.murmur.protocol.wire.Bytes;

/**
 * Something longer than a datagram, put together from parts. They are asked for a window at a time and taken in order;
 * what is lost is asked for again once a while has passed without progress.
 */
final class Assembly {
    /** Parts asked for at once. */
    static final int WINDOW = 8;
    /** Bytes of a part, so that one fits a datagram of any sensible size. */
    static final int PART_BYTES = 1_000;

    private static final int ATTEMPTS_MAX = 8;

    private final byte[] bytes;
    private int received;
    private int inWindow;
    private int attempts;
    private long progressNanos;

    Assembly(int total, long nowNanos) {
        bytes = new byte[total];
        progressNanos = nowNanos;
    }

    int total() {
        return bytes.length;
    }

    /** Where the next part begins. */
    int received() {
        return received;
    }

    boolean whole() {
        return received == bytes.length;
    }

    /** Takes a part if it is the next one; true when that ends a window and the next is to be asked for. */
    boolean take(int offset, Bytes part, long nowNanos) {
        if (offset != received || part.length() > bytes.length - received) {
            return false;
        }
        part.copyTo(bytes, received);
        received += part.length();
        progressNanos = nowNanos;
        attempts = 0;
        inWindow = (inWindow + 1) % WINDOW;
        return inWindow == 0 && !whole();
    }

    /** Whether it is time to ask again; counts the attempt. */
    boolean stalled(long nowNanos, long patienceNanos) {
        if (nowNanos - progressNanos < patienceNanos) {
            return false;
        }
        progressNanos = nowNanos;
        inWindow = 0;
        attempts++;
        return true;
    }

    /** Whether it was asked for often enough without any answer. */
    boolean hopeless() {
        return attempts > ATTEMPTS_MAX;
    }

    /** What was put together. The assembly is not to be used any more. */
    Bytes bytes() {
        return Bytes.of(bytes);
    }
}
