package io.murmur.protocol.membership;

import io.murmur.protocol.roster.Member;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Members under suspicion. Each has a time to object that begins long and shrinks with every independent agent that
 * suspects it too, logarithmically, down to a least (Lifeguard §IV-B): one slow accuser cannot bury a live member, and
 * many accusers bury a dead one soon.
 */
final class Suspicions {
    private List<Suspicion> open = List.of();
    private long turn;
    private long dueNanos = Long.MAX_VALUE;

    /** One suspicion. */
    static final class Suspicion {
        final Member member;
        private final long startNanos;
        private final long leastNanos;
        private final long mostNanos;
        private final long[] accusers;
        private int accused = 1;

        private Suspicion(Member member, long accuser, long startNanos, long least, long most, int wanted) {
            this.member = member;
            this.startNanos = startNanos;
            this.leastNanos = least;
            this.mostNanos = most;
            this.accusers = new long[wanted + 1];
            this.accusers[0] = accuser;
        }

        /** Counts another accuser; false for one that was counted before, and once there are enough. */
        boolean confirm(long accuser) {
            if (accused == accusers.length) {
                return false;
            }
            for (int i = 0; i < accused; i++) {
                if (accusers[i] == accuser) {
                    return false;
                }
            }
            accusers[accused++] = accuser;
            return true;
        }

        /** When the member counts as dead unless it has objected. */
        long deadlineNanos() {
            int wanted = accusers.length - 1;
            double progress = wanted == 0 ? 1 : Math.log(accused) / Math.log(wanted + 1.0);
            return startNanos + Math.max(leastNanos, (long) (mostNanos - progress * (mostNanos - leastNanos)));
        }
    }

    Suspicion begin(Member member, long accuser, long nowNanos, MembershipSettings settings, int live) {
        end(member.id());
        long least = settings.suspicionNanosMin(live);
        int wanted = Math.max(0, Math.min(settings.confirmations(), live - 3));
        Suspicion suspicion =
                new Suspicion(member, accuser, nowNanos, least, (long) (least * settings.suspicionFactorMax()), wanted);
        if (open.isEmpty()) {
            open = new ArrayList<>(1);
        }
        open.add(suspicion);
        return suspicion;
    }

    @Nullable
    Suspicion of(long id) {
        for (Suspicion suspicion : open) {
            if (suspicion.member.id() == id) {
                return suspicion;
            }
        }
        return null;
    }

    /** The earliest of all deadlines; {@code Long.MAX_VALUE} when nobody is under suspicion. */
    long earliestNanos() {
        long earliest = Long.MAX_VALUE;
        for (Suspicion suspicion : open) {
            earliest = Math.min(earliest, suspicion.deadlineNanos());
        }
        return earliest;
    }

    /** Takes out those whose time to object is over. */
    List<Suspicion> expire(long nowNanos) {
        List<Suspicion> due = open.stream()
                .filter(suspicion -> suspicion.deadlineNanos() <= nowNanos)
                .toList();
        due.forEach(suspicion -> end(suspicion.member.id()));
        return due;
    }

    /** Whether a deadline is earlier than what the timer awaits: then another timer is to be asked for, of the next turn. */
    boolean hastens(long deadlineNanos) {
        boolean earlier = deadlineNanos < dueNanos;
        if (earlier) {
            dueNanos = deadlineNanos;
            turn++;
        }
        return earlier;
    }

    /** The turn of the timer that was asked for last. */
    long turn() {
        return turn;
    }

    /** The timer fired: whether it is the one that was asked for last. */
    boolean isDue(long firedTurn) {
        if (firedTurn != turn) {
            return false;
        }
        dueNanos = Long.MAX_VALUE;
        return true;
    }

    void end(long id) {
        if (!open.isEmpty()) {
            open.removeIf(suspicion -> suspicion.member.id() == id);
        }
    }
}
