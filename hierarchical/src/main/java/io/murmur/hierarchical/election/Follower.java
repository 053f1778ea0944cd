package io.murmur.hierarchical.election;

import io.murmur.hierarchical.wire.ElectionMessage;
import org.jspecify.annotations.Nullable;

/** Follows a leader while its lease runs, then waits for its own turn to stand; deputies have the first turns. */
final class Follower implements Role {
    private static final int DOUBLINGS_MAX = 16;

    private final Seat seat;
    private long standNanos;

    Follower(Seat seat) {
        this.seat = seat;
    }

    @Override
    public Seat seat() {
        return seat;
    }

    @Override
    public ElectionState state() {
        return ElectionState.FOLLOWER;
    }

    @Override
    public void enter() {
        long boundNanos = Math.max(seat.allegiance.promise.untilNanos(), seat.deferredUntilNanos);
        standNanos = Math.max(seat.nowNanos, boundNanos) + turnNanos() + setbackNanos();
        plan();
    }

    private void plan() {
        seat.putOff(Math.min(standNanos, seat.voter().dueNanos()) - seat.nowNanos);
    }

    /** A deputy's turn is its place; the others come after them all, earlier with priority, and else by dice. */
    private long turnNanos() {
        ElectionSettings settings = seat.settings;
        if (seat.isFirst()) {
            return 0;
        }
        int place = seat.allegiance.deputies.indexOf(seat.id);
        if (place >= 0) {
            return (place + 1) * settings.stepNanos();
        }
        long spread = settings.spreadNanos();
        long behind = spread * (ElectionMessage.PRIORITY_MAX - seat.priority) / ElectionMessage.PRIORITY_MAX;
        long deputiesNanos = (seat.allegiance.deputies.size() + 1) * settings.stepNanos();
        return deputiesNanos + behind + (long) (seat.dice.nextDouble() * Math.max(spread, rivalsNanos()));
    }

    /**
     * Who failed waits longer each time, so that rivals fall out of step and a minority asks ever less.
     */
    private long setbackNanos() {
        if (seat.failures == 0 || seat.isFirst()) {
            return 0;
        }
        long most = seat.settings.stepNanos() << Math.min(seat.failures, DOUBLINGS_MAX);
        return (long) (seat.dice.nextDouble() * Math.min(most, Math.max(seat.settings.leaseNanos(), rivalsNanos())));
    }

    /** So long that about one member stands in each step, if all draw their moment in it. */
    private long rivalsNanos() {
        return seat.configuration().members().size() * seat.settings.stepNanos();
    }

    @Override
    public @Nullable Refusal claim(ElectionMessage.PreVote against) {
        return null;
    }

    /** What was refused for a lease may be due again before this member's turn. */
    @Override
    public void preVote(ElectionMessage.PreVote ask) {
        Role.super.preVote(ask);
        wakeForWhatIsDue();
    }

    @Override
    public void vote(ElectionMessage.Vote ask) {
        Role.super.vote(ask);
        wakeForWhatIsDue();
    }

    private void wakeForWhatIsDue() {
        if (seat.role() == this && seat.voter().dueNanos() < standNanos) {
            plan();
        }
    }

    @Override
    public void fire() {
        ElectionMessage.Question due = seat.voter().due();
        if (due != null) {
            plan();
            answer(due);
        } else if (seat.nowNanos < standNanos) {
            plan();
        } else if (seat.mayStand()) {
            seat.enter(new PreCandidate(seat));
        }
    }

    private void answer(ElectionMessage.Question due) {
        switch (due) {
            case ElectionMessage.PreVote ask -> preVote(ask);
            case ElectionMessage.Vote ask -> vote(ask);
        }
    }
}
