package io.murmur.hierarchical.election;

import io.murmur.hierarchical.wire.ElectionMessage;

/** Began a term, voted for itself, and asks the others for their votes (Ongaro 2014, §3.4). */
final class Candidate implements Role {
    private final Seat seat;
    private final long term;
    private final long stoodNanos;
    private final Tally tally;
    private int asked;

    Candidate(Seat seat, long term) {
        this.seat = seat;
        this.term = term;
        this.stoodNanos = seat.nowNanos;
        this.tally = new Tally(seat.configuration());
    }

    @Override
    public ElectionState state() {
        return ElectionState.CANDIDATE;
    }

    @Override
    public Seat seat() {
        return seat;
    }

    @Override
    public void enter() {
        seat.host.observe(new ElectionEvent.Stood(term));
        seat.vote(term, seat.id);
        ask();
        count(seat.id);
    }

    /** A vote refused because of a lease may be given a moment later, when the lease ran out or was given back. */
    private void ask() {
        asked++;
        seat.plan(seat.settings.candidacyNanos() / Tally.ASKED_MAX);
        seat.tell(
                tally.missing(),
                new ElectionMessage.Vote(seat.group, term, seat.configuration().stamp()));
    }

    private void count(long member) {
        tally.add(member);
        if (tally.won()) {
            seat.host.observe(new ElectionEvent.BecameLeader(term, seat.nowNanos - stoodNanos));
            seat.enter(new Leader(seat));
        }
    }

    @Override
    public void preVote(long from, ElectionMessage.PreVote ask) {
        Refusal objection = seat.objection(from, ask);
        seat.answer(from, ask, objection == null ? Refusal.OUTRANKED : objection);
    }

    @Override
    public void vote(long from, ElectionMessage.Vote ask) {
        seat.answerAndFollow(from, ask);
    }

    @Override
    public void voteAnswer(long from, ElectionMessage.VoteAnswer answer) {
        if (answer.term() != term || !seat.configuration().contains(from)) {
            seat.refuse(from, answer, Refusal.UNASKED);
        } else if (answer.granted()) {
            count(from);
        } else if (answer.ownTerm() > term) {
            seat.raise(answer.ownTerm());
            seat.enter(new Follower(seat));
        }
    }

    @Override
    public void heartbeat(long from, ElectionMessage.Heartbeat heartbeat) {
        seat.follow(from, heartbeat);
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
