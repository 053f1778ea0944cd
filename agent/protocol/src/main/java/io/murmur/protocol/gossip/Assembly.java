package io.murmur.protocol.gossip;

import io.murmur.protocol.wire.Bytes;

/**
 * Something longer than a datagram, put together from parts. They are asked for a window at a time, and taken as they
 * come; what is lost is asked for again once a while has passed without progress.
 */
final class Assembly {
    /** Parts asked for at once. */
    static final int WINDOW = 8;
    /** Bytes of a part, so that one fits a datagram of any sensible size. */
    static final int PART_BYTES = 1_000;

    private static final int ATTEMPTS_MAX = 8;

    private final byte[] bytes;
    private int received;
    /** Bit i: the part that begins i whole parts behind {@link #received} has come early. */
    private int early;

    private int windowEnd = WINDOW * PART_BYTES;
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

    /** Takes a part of the window; true when that ends it and the next one is to be asked for. */
    boolean take(int offset, Bytes part, long nowNanos) {
        int ahead = offset - received;
        boolean usual = part.length() == Math.min(PART_BYTES, bytes.length - offset);
        if (ahead < 0 || ahead % PART_BYTES != 0 || offset >= windowEnd || !usual) {
            return false;
        }
        int bit = 1 << (ahead / PART_BYTES);
        if ((early & bit) != 0) {
            return false;
        }
        part.copyTo(bytes, offset);
        early |= bit;
        progressNanos = nowNanos;
        if (ahead > 0) {
            return false;
        }
        advance();
        attempts = 0;
        return endsWindow();
    }

    private void advance() {
        while ((early & 1) != 0) {
            received = Math.min(received + PART_BYTES, bytes.length);
            early >>>= 1;
        }
    }

    private boolean endsWindow() {
        boolean ends = received >= windowEnd && !whole();
        if (ends) {
            openWindow();
        }
        return ends;
    }

    private void openWindow() {
        windowEnd = (int) Math.min((long) received + WINDOW * PART_BYTES, bytes.length);
    }

    /** Whether it is time to ask again; counts the attempt. */
    boolean stalled(long nowNanos, long patienceNanos) {
        if (nowNanos - progressNanos < patienceNanos) {
            return false;
        }
        progressNanos = nowNanos;
        openWindow();
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
