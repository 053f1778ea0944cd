package io.murmur.hierarchical.election;

import io.murmur.hierarchical.wire.ElectionMessage;
import io.murmur.hierarchical.wire.Ids;
import io.murmur.hierarchical.wire.Slice;
import org.jspecify.annotations.Nullable;

/**
 * Asks whether it could win the next term before it begins one (Ongaro 2014, §9.6): a member that was cut off and comes
 * back finds that it could not, and disturbs nobody.
 */
final class PreCandidate implements Role {
    private final Seat seat;
    private final long term;
    private final int attempt;
    private final Poll poll;

    PreCandidate(Seat seat) {
        this.seat = seat;
        this.term = seat.term() + 1;
        this.attempt = seat.nextAttempt();
        this.poll = new Poll(seat, Ids.NONE, Ids.NONE, this::question, this::won);
    }

    @Override
    public Seat seat() {
        return seat;
    }

    @Override
    public ElectionState state() {
        return ElectionState.PRE_CANDIDATE;
    }

    @Override
    public void enter() {
        seat.host.observe(new ElectionEvent.Asked(term));
        poll.begin();
    }

    private ElectionMessage.Circular question(Slice slice) {
        return new ElectionMessage.PreVote(
                seat.group, term, seat.id, slice, attempt, seat.configuration().stamp(), seat.priority);
    }

    private void won() {
        seat.enter(new Candidate(seat, term, poll));
    }

    /** Of two that ask at once, one gives way: deputies in their order, then priority, then the lower id. */
    @Override
    public @Nullable Refusal claim(ElectionMessage.PreVote against) {
        int place = place(seat.id);
        int otherPlace = place(against.origin());
        if (place != otherPlace) {
            return place < otherPlace ? Refusal.OUTRANKED : null;
        }
        boolean before = against.priority() == seat.priority
                ? Long.compareUnsigned(seat.id, against.origin()) < 0
                : seat.priority > against.priority();
        return before ? Refusal.OUTRANKED : null;
    }

    private int place(long member) {
        int place = seat.allegiance.deputies.indexOf(member);
        return place < 0 ? ElectionMessage.DEPUTIES_MAX : place;
    }

    @Override
    public void preVoteAnswer(long from, ElectionMessage.PreVoteAnswer answer) {
        boolean asked = answer.term() == term && answer.attempt() == attempt;
        if (asked && seat.configuration().contains(from)) {
            poll.take(from, answer.granted(), answer.ownTerm());
        } else {
            seat.refuse(from, answer, Refusal.UNASKED);
        }
    }

    @Override
    public void fire() {
        poll.fire();
    }
}
