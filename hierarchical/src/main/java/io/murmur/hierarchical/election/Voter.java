package io.murmur.hierarchical.election;

import io.murmur.hierarchical.wire.ElectionMessage;
import org.jspecify.annotations.Nullable;

/** What a member says to those who stand: its one vote of a term, and what it would say before that. */
record Voter(Seat seat) {
    /** What was refused for a lease only: it is asked again when the lease is over or given back, if that is by then. */
    record Early(ElectionMessage.Question question, long untilNanos) {}

    /**
     * Answers whether the asker could win.
     *
     * @param claim why the role that this member plays is against it, if it is
     * @return whether it said yes
     */
    boolean answers(ElectionMessage.PreVote ask, @Nullable Refusal claim) {
        Refusal objection = objection(ask);
        remember(ask, objection);
        Refusal refusal = objection == null ? claim : objection;
        boolean granted = refusal == null;
        if (refusal != null) {
            seat.refuse(ask.origin(), ask, refusal);
        }
        if (!dismiss(ask)) {
            seat.send(
                    ask.origin(),
                    new ElectionMessage.PreVoteAnswer(seat.group, ask.term(), ask.attempt(), seat.term(), granted));
        }
        return granted;
    }

    /** Tells an asker that is none of a newer configuration so; whether it is. */
    boolean dismiss(ElectionMessage.PreVote ask) {
        Configuration configuration = seat.configuration();
        boolean removed = ask.stamp().isBefore(configuration.stamp()) && !configuration.contains(ask.origin());
        if (removed && configuration.stamp().term() > 0) {
            seat.send(
                    ask.origin(),
                    new ElectionMessage.Removal(
                            seat.group,
                            configuration.stamp().term(),
                            configuration.stamp().number()));
        }
        return removed;
    }

    /** Gives its vote, or says that it does not; as above. */
    boolean answers(ElectionMessage.Vote ask, @Nullable Refusal claim) {
        Refusal objection = objection(ask);
        remember(ask, objection);
        Refusal refusal = objection == null ? claim : objection;
        boolean granted = refusal == null;
        if (refusal != null) {
            seat.refuse(ask.origin(), ask, refusal);
        } else if (ask.term() > seat.term() || seat.vote() != ask.origin()) {
            seat.vote(ask.term(), ask.origin());
        }
        seat.send(ask.origin(), new ElectionMessage.VoteAnswer(seat.group, ask.term(), seat.term(), granted));
        return granted;
    }

    private void remember(ElectionMessage.Question ask, @Nullable Refusal objection) {
        if (objection == Refusal.LEASE) {
            seat.early = new Early(ask, seat.nowNanos + seat.settings.candidacyNanos());
        }
    }

    /** When {@link #due} has something; {@link Long#MAX_VALUE} for never. */
    long dueNanos() {
        long endNanos = seat.allegiance.promise.untilNanos();
        return seat.early == null || endNanos > seat.early.untilNanos ? Long.MAX_VALUE : endNanos;
    }

    /** Hands out, once, the question that is to be answered again by now. */
    ElectionMessage.@Nullable Question due() {
        Early due = seat.early;
        if (due == null || seat.nowNanos < dueNanos()) {
            return null;
        }
        seat.early = null;
        return due.question;
    }

    private @Nullable Refusal objection(ElectionMessage.PreVote ask) {
        if (ask.term() <= seat.term()) {
            return Refusal.STALE_TERM;
        }
        return ask.stamp().isBefore(seat.configuration().stamp())
                ? Refusal.STALE_CONFIGURATION
                : hindrance(ask.origin());
    }

    private @Nullable Refusal objection(ElectionMessage.Vote ask) {
        boolean present = ask.term() == seat.term();
        long leader = seat.allegiance.leader();
        if (ask.term() < seat.term()) {
            return Refusal.STALE_TERM;
        }
        if (ask.stamp().isBefore(seat.configuration().stamp())) {
            return Refusal.STALE_CONFIGURATION;
        }
        if (present && leader != Kept.NOBODY && leader != ask.origin()) {
            return Refusal.SECOND_LEADER;
        }
        boolean voted = present && seat.vote() != Kept.NOBODY && seat.vote() != ask.origin();
        return voted ? Refusal.VOTED : hindrance(ask.origin());
    }

    private @Nullable Refusal hindrance(long candidate) {
        if (seat.abstains) {
            return Refusal.ABSTAINS;
        }
        return seat.allegiance.promise.excludes(candidate, seat.nowNanos) ? Refusal.LEASE : null;
    }
}
