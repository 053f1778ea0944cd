package io.murmur.hierarchical.election;

import io.murmur.hierarchical.wire.ElectionMessage;
import org.jspecify.annotations.Nullable;

/**
 * Asks whether it could win the next term before it begins one (Ongaro 2014, §9.6): a member that was cut off and comes
 * back finds that it could not, and disturbs nobody.
 */
final class PreCandidate implements Role {
    private final Seat seat;
    private final long term;
    private final int attempt;
    private final Tally tally;
    private int asked;

    PreCandidate(Seat seat) {
        this.seat = seat;
        this.term = seat.term() + 1;
        this.attempt = seat.nextAttempt();
        this.tally = new Tally(seat.configuration());
    }

    @Override
    public ElectionState state() {
        return ElectionState.PRE_CANDIDATE;
    }

    @Override
    public Seat seat() {
        return seat;
    }

    @Override
    public void enter() {
        seat.host.observe(new ElectionEvent.Asked(term));
        ask();
        count(seat.id);
    }

    private void ask() {
        asked++;
        seat.plan(seat.settings.candidacyNanos() / Tally.ASKED_MAX);
        seat.tell(
                tally.missing(),
                new ElectionMessage.PreVote(
                        seat.group, term, attempt, seat.configuration().stamp(), seat.priority));
    }

    private void count(long member) {
        tally.add(member);
        if (tally.won()) {
            seat.enter(new Candidate(seat, term));
        }
    }

    @Override
    public void preVote(long from, ElectionMessage.PreVote ask) {
        Refusal objection = objection(from, ask);
        seat.answer(from, ask, objection);
        if (objection == null) {
            seat.defer();
            seat.enter(new Follower(seat));
        }
    }

    private @Nullable Refusal objection(long from, ElectionMessage.PreVote ask) {
        Refusal objection = seat.objection(from, ask);
        return objection == null && !standsBefore(from, ask.priority()) ? Refusal.OUTRANKED : objection;
    }

    /** Of two that ask at once, one gives way: deputies in their order, then priority, then the lower id. */
    private boolean standsBefore(long other, int otherPriority) {
        int place = place(seat.id);
        int otherPlace = place(other);
        if (place != otherPlace) {
            return otherPlace < place;
        }
        return otherPriority == seat.priority
                ? Long.compareUnsigned(other, seat.id) < 0
                : otherPriority > seat.priority;
    }

    private int place(long member) {
        int place = seat.deputies.indexOf(member);
        return place < 0 ? ElectionMessage.DEPUTIES_MAX : place;
    }

    @Override
    public void preVoteAnswer(long from, ElectionMessage.PreVoteAnswer answer) {
        if (answer.term() != term
                || answer.attempt() != attempt
                || !seat.configuration().contains(from)) {
            seat.refuse(from, answer, Refusal.UNASKED);
        } else if (answer.granted()) {
            count(from);
        } else if (answer.ownTerm() > seat.term()) {
            seat.raise(answer.ownTerm());
            seat.enter(new Follower(seat));
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
        if (asked < Tally.ASKED_MAX) {
            ask();
        } else {
            seat.failures++;
            seat.enter(new Follower(seat));
        }
    }
}
