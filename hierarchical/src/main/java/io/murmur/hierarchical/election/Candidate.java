package io.murmur.hierarchical.election;

import io.murmur.hierarchical.wire.ElectionMessage;
import io.murmur.hierarchical.wire.Ids;
import io.murmur.hierarchical.wire.Slice;

/** Began a term, voted for itself, and asks the others for their votes (Ongaro 2014, §3.4). */
final class Candidate implements Role {
    private final Seat seat;
    private final long term;
    private final long stoodNanos;
    private final Poll poll;

    private Candidate(Seat seat, long term, Ids alive, Ids spent) {
        this.seat = seat;
        this.term = term;
        this.stoodNanos = seat.nowNanos;
        this.poll = new Poll(seat, alive, spent, this::question, this::won);
    }

    /** Stands without having asked. */
    Candidate(Seat seat, long term) {
        this(seat, term, Ids.NONE, Ids.NONE);
    }

    /** Stands because others said that it could win. */
    Candidate(Seat seat, long term, Poll before) {
        this(seat, term, before.granted(), before.relays());
    }

    @Override
    public Seat seat() {
        return seat;
    }

    @Override
    public ElectionState state() {
        return ElectionState.CANDIDATE;
    }

    @Override
    public void enter() {
        seat.host.observe(new ElectionEvent.Stood(term));
        seat.vote(term, seat.id);
        poll.begin();
    }

    /** A vote refused because of a lease may be given a moment later, when the lease ran out or was given back. */
    private ElectionMessage.Circular question(Slice slice) {
        return new ElectionMessage.Vote(
                seat.group, term, seat.id, slice, seat.configuration().stamp());
    }

    private void won() {
        seat.host.observe(new ElectionEvent.BecameLeader(term, seat.nowNanos - stoodNanos));
        seat.enter(new Leader(seat, poll));
    }

    @Override
    public Refusal claim(ElectionMessage.PreVote against) {
        return Refusal.OUTRANKED;
    }

    @Override
    public void voteAnswer(long from, ElectionMessage.VoteAnswer answer) {
        if (answer.term() == term && seat.configuration().contains(from)) {
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
