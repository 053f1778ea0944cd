package io.murmur.protocol.gossip;

import org.jspecify.annotations.Nullable;

/**
 * What was asked for and has not come yet, so that the same payload is asked of one peer only until that peer has had
 * its time. Bounded: when full, the oldest question is forgotten.
 */
final class Wants {
    private static final int MAX = 256;

    private @Nullable Want head;
    private @Nullable Want tail;
    private int size;

    private static final class Want {
        final long key;
        final long version;
        final long untilNanos;

        @Nullable
        Want next;

        Want(long key, long version, long untilNanos) {
            this.key = key;
            this.version = version;
            this.untilNanos = untilNanos;
        }
    }

    /**
     * Notes a question; false when so many peers are being asked for it, or a later version, already.
     *
     * @param peersMax at least 1
     */
    boolean open(long key, long version, int peersMax, long nowNanos, long patienceNanos) {
        expire(nowNanos);
        int asked = 0;
        for (Want want = head; want != null; want = want.next) {
            if (want.key == key && Long.compareUnsigned(want.version, version) >= 0 && ++asked == peersMax) {
                return false;
            }
        }
        Want want = new Want(key, version, nowNanos + patienceNanos);
        if (tail == null) {
            head = want;
        } else {
            tail.next = want;
        }
        tail = want;
        size++;
        return true;
    }

    /** Forgets what has had its time, and the oldest beyond the bound. */
    void expire(long nowNanos) {
        while (head != null && (head.untilNanos <= nowNanos || size > MAX)) {
            head = head.next;
            size--;
        }
        if (head == null) {
            tail = null;
        }
    }
}
