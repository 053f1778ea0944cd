package io.murmur.hierarchical.election;

import io.murmur.hierarchical.wire.ElectionMessage;

/** Follows a leader while its lease runs, then waits for its own turn to stand; deputies have the first turns. */
final class Follower implements Role {
    private static final int DOUBLINGS_MAX = 4;

    private final Seat seat;
    private long standNanos;

    Follower(Seat seat) {
        this.seat = seat;
    }

    @Override
    public ElectionState state() {
        return ElectionState.FOLLOWER;
    }

    @Override
    public Seat seat() {
        return seat;
    }

    @Override
    public void enter() {
        long earliest = Math.max(seat.nowNanos, Math.max(seat.promise.untilNanos(), seat.deferredUntilNanos));
        standNanos = earliest + turnNanos() + setbackNanos();
        seat.plan(standNanos - seat.nowNanos);
    }

    /** A deputy's turn is its place; the others come after them all, earlier with priority, and else by dice. */
    private long turnNanos() {
        ElectionSettings settings = seat.settings;
        int place = seat.deputies.indexOf(seat.id);
        if (place >= 0) {
            return (place + 1) * settings.stepNanos();
        }
        long spread = settings.spreadNanos();
        long behind = spread * (ElectionMessage.PRIORITY_MAX - seat.priority) / ElectionMessage.PRIORITY_MAX;
        return (seat.deputies.size() + 1) * settings.stepNanos() + behind + (long) (seat.dice.nextDouble() * spread);
    }

    /** Who failed waits longer each time, so that rivals fall out of step and a minority asks ever less. */
    private long setbackNanos() {
        if (seat.failures == 0) {
            return 0;
        }
        long most = seat.settings.stepNanos() << Math.min(seat.failures, DOUBLINGS_MAX);
        return (long) (seat.dice.nextDouble() * Math.min(most, seat.settings.leaseNanos()));
    }

    @Override
    public void preVote(long from, ElectionMessage.PreVote ask) {
        Refusal objection = seat.objection(from, ask);
        seat.answer(from, ask, objection);
        if (objection == null) {
            seat.defer();
            enter();
        }
    }

    @Override
    public void vote(long from, ElectionMessage.Vote ask) {
        seat.answerAndFollow(from, ask);
    }

    @Override
    public void heartbeat(long from, ElectionMessage.Heartbeat heartbeat) {
        seat.follow(from, heartbeat);
    }

    @Override
    public void transfer(long from, ElectionMessage.Transfer transfer) {
        seat.release(from, transfer);
    }

    @Override
    public void fire() {
        if (seat.nowNanos < standNanos) {
            seat.plan(standNanos - seat.nowNanos);
        } else if (seat.mayStand()) {
            seat.enter(new PreCandidate(seat));
        }
    }
}
