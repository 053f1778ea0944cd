package io.murmur.hierarchical.election;

import io.murmur.hierarchical.wire.ElectionMessage;
import java.util.ArrayDeque;
import java.util.Arrays;

/**
 * A member's way out to the others, which bounds what it sends whatever happens: what is above the bound waits, in its
 * order. Nothing that an election says becomes wrong by arriving late.
 */
final class Outbox {
    /** How many datagrams leave within {@link #WINDOW_NANOS} of true time. */
    static final int DATAGRAMS_MAX = 24;

    static final long WINDOW_NANOS = 200_000_000L;

    /** After which it is tried again where the host allows no more. */
    private static final long WAIT_NANOS = 50_000_000L;

    private static final int WAITING_MAX = 128;

    private final Seat seat;
    private final long windowNanos;
    private final ArrayDeque<Letter> waiting = new ArrayDeque<>(0);
    private long[] sentNanos = new long[1];
    private int sent;
    private long turn;

    private record Letter(long to, ElectionMessage message) {
        boolean isAskedBy(long member) {
            return message instanceof ElectionMessage.Circular circular
                    && circular.origin() == member
                    && !(message instanceof ElectionMessage.Transfer);
        }
    }

    Outbox(Seat seat) {
        this.seat = seat;
        this.windowNanos = (long) (WINDOW_NANOS * (1 + seat.settings.clockDrift()));
    }

    /** Sends it now or as soon as the bound allows; what does not fit into the queue is lost. */
    void send(long to, ElectionMessage message) {
        boolean gone = waiting.isEmpty() && isFree() && dispatch(to, message);
        if (!gone && waiting.size() < WAITING_MAX) {
            waiting.add(new Letter(to, message));
            if (waiting.size() == 1) {
                plan();
            }
        }
    }

    /** What this member still wanted to ask is asked no more, as it plays another role or asks anew. */
    void withdraw() {
        waiting.removeIf(letter -> letter.isAskedBy(seat.id));
    }

    void fire(long token) {
        if (token == turn) {
            Letter next = waiting.peek();
            while (next != null && isFree() && dispatch(next.to, next.message)) {
                waiting.remove();
                next = waiting.peek();
            }
            if (next != null) {
                plan();
            }
        }
    }

    /** For when the window has passed; or a little later, if it is the host that allows no more. */
    private void plan() {
        turn = seat.schedule(sent < DATAGRAMS_MAX ? WAIT_NANOS : sentNanos[0] + windowNanos - seat.nowNanos);
    }

    private boolean isFree() {
        int over = 0;
        while (over < sent && sentNanos[over] <= seat.nowNanos - windowNanos) {
            over++;
        }
        sent -= over;
        System.arraycopy(sentNanos, over, sentNanos, 0, sent);
        return sent < DATAGRAMS_MAX;
    }

    private boolean dispatch(long to, ElectionMessage message) {
        boolean gone = seat.host.send(to, message);
        if (gone) {
            if (sent == sentNanos.length) {
                sentNanos = Arrays.copyOf(sentNanos, Math.min(2 * sent, DATAGRAMS_MAX));
            }
            sentNanos[sent++] = seat.nowNanos;
        }
        return gone;
    }
}
