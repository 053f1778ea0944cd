package io.murmur.protocol.gossip;

import io.murmur.protocol.host.Local;
import java.util.function.LongConsumer;

/**
 * The exchanges that the last round with digests opened: whom it asked, and who has not answered yet. Peers are held by
 * their ids: what the roster says of them lies far away in the memory of a large simulation.
 */
final class Exchanges {
    private static final long[] NOBODY = {};

    /** As long as somebody has not answered. */
    private long[] asked = NOBODY;

    private int first;
    private int next;
    private int unanswered;
    private long openedNanos = Long.MIN_VALUE;

    /** So that the numbers of two lives hardly meet, they begin anywhere. */
    Exchanges(Local local) {
        next = (int) local.dice().nextLong();
        first = next;
    }

    /** Begins a round that asks up to so many peers, at most {@value GossipSettings#FANOUT_MAX}. */
    void begin(int wanted, long nowNanos) {
        if (asked.length < wanted) {
            asked = new long[wanted];
        }
        first = next;
        unanswered = 0;
        openedNanos = nowNanos;
    }

    /** Opens an exchange with a peer: its number. */
    int open(long peer) {
        int index = opened();
        asked[index] = peer;
        unanswered |= 1 << index;
        return next++;
    }

    /** Exchanges that the round has opened. */
    int opened() {
        return next - first;
    }

    /** Those of them that nobody has answered. */
    int missing() {
        return Integer.bitCount(unanswered);
    }

    /** Does something with each of their peers. */
    void eachMissing(LongConsumer action) {
        for (int left = unanswered; left != 0; left &= left - 1) {
            action.accept(asked[Integer.numberOfTrailingZeros(left)]);
        }
    }

    /** Takes an answer; false unless that peer was asked so, and has not answered before. */
    boolean close(int exchange, long peer) {
        int index = exchange - first;
        if (index < 0 || index >= opened() || (unanswered & 1 << index) == 0 || asked[index] != peer) {
            return false;
        }
        unanswered &= ~(1 << index);
        asked = unanswered == 0 ? NOBODY : asked;
        return true;
    }

    /** When the round was; {@link Long#MIN_VALUE} before the first. */
    long openedNanos() {
        return openedNanos;
    }
}
