package io.murmur.hierarchical.election;

import io.murmur.hierarchical.wire.ElectionMessage;
import java.util.ArrayDeque;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A member's way out to the others, which bounds what it sends whatever happens: what is above the bound waits, in its
 * order. Nothing that an election says becomes wrong by arriving late. It holds as good as nothing between two heartbeats.
 */
final class Outbox {
    /** How many datagrams leave within {@link #WINDOW_NANOS} of true time. */
    static final int DATAGRAMS_MAX = 24;

    static final long WINDOW_NANOS = 200_000_000L;

    /** After which it is tried again where the host allows no more. */
    private static final long WAIT_NANOS = 50_000_000L;

    private static final int WAITING_MAX = 128;

    private static final long[] NEVER = {};

    private final Seat seat;
    /** Null as long as nothing waits. */
    private @Nullable ArrayDeque<Letter> waiting;
    /** When those left that are counted. */
    private long[] sentNanos = NEVER;

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
    }

    /** Sends it now or as soon as the bound allows; what does not fit into the queue is lost. */
    void send(long to, ElectionMessage message) {
        ArrayDeque<Letter> before = waiting;
        if (before != null) {
            if (before.size() < WAITING_MAX) {
                before.add(new Letter(to, message));
            }
        } else if (!isFree() || !dispatch(to, message)) {
            waiting = new ArrayDeque<>();
            waiting.add(new Letter(to, message));
            plan();
        }
    }

    /** What this member still wanted to ask is asked no more, as it plays another role or asks anew. */
    void withdraw() {
        if (waiting != null) {
            waiting.removeIf(letter -> letter.isAskedBy(seat.id));
            waiting = waiting.isEmpty() ? null : waiting;
        }
    }

    void fire(long token) {
        ArrayDeque<Letter> before = waiting;
        if (token != turn || before == null) {
            return;
        }
        Letter next = before.peek();
        while (next != null && isFree() && dispatch(next.to, next.message)) {
            before.remove();
            next = before.peek();
        }
        if (next != null) {
            plan();
        } else {
            waiting = null;
        }
    }

    /** For when the window has passed; or a little later, if it is the host that allows no more. */
    private void plan() {
        turn = seat.schedule(sent < DATAGRAMS_MAX ? WAIT_NANOS : sentNanos[0] + windowNanos() - seat.nowNanos);
    }

    private long windowNanos() {
        return (long) (WINDOW_NANOS * (1 + seat.settings.clockDrift()));
    }

    private boolean isFree() {
        long sinceNanos = seat.nowNanos - windowNanos();
        int over = 0;
        while (over < sent && sentNanos[over] <= sinceNanos) {
            over++;
        }
        sent -= over;
        System.arraycopy(sentNanos, over, sentNanos, 0, sent);
        sentNanos = sent == 0 ? NEVER : sentNanos;
        return sent < DATAGRAMS_MAX;
    }

    private boolean dispatch(long to, ElectionMessage message) {
        boolean gone = seat.host.send(to, message);
        if (gone) {
            if (sent == sentNanos.length) {
                sentNanos = Arrays.copyOf(sentNanos, Math.clamp(2L * sent, 1, DATAGRAMS_MAX));
            }
            sentNanos[sent++] = seat.nowNanos;
        }
        return gone;
    }
}
