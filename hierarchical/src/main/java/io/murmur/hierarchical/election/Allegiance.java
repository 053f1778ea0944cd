package io.murmur.hierarchical.election;

import io.murmur.hierarchical.wire.ElectionMessage;
import io.murmur.hierarchical.wire.Ids;
import org.jspecify.annotations.Nullable;

/** Whom a member follows in the present term, what it heard from there last, and the lease that it granted. */
final class Allegiance {
    final Promise promise = new Promise();

    /** Who stands first when the leader is gone. */
    Ids deputies = Ids.NONE;

    private final Seat seat;
    private long leader = Kept.NOBODY;
    /** The leader of the term gave it back: what it said before is void. */
    private boolean handedOver;

    private int round;
    private @Nullable Relay relay;

    Allegiance(Seat seat) {
        this.seat = seat;
    }

    long leader() {
        return leader;
    }

    /** A new term begins: it has no leader yet. The lease goes on. */
    void lapse() {
        leader = Kept.NOBODY;
        handedOver = false;
        round = 0;
    }

    /** This member itself won the present term. */
    void lead() {
        leader = seat.id;
        seat.failures = 0;
    }

    /** The leader of the present term is no more, by its own word if it handed over. */
    void loseLeader(boolean byItsOwnWord) {
        leader = Kept.NOBODY;
        handedOver |= byItsOwnWord;
    }

    // --- heartbeats ------------------------------------------------------------------------------------------------

    @Nullable
    Refusal objection(long from, ElectionMessage.Heartbeat heartbeat) {
        boolean present = heartbeat.term() == seat.term();
        if (heartbeat.term() < seat.term() || (present && handedOver)) {
            return Refusal.STALE_TERM;
        }
        if (present && leader != Kept.NOBODY && leader != heartbeat.origin()) {
            return Refusal.SECOND_LEADER;
        }
        if (present && heartbeat.round() < round) {
            return Refusal.STALE_ROUND;
        }
        if (heartbeat.leaseNanos() > seat.settings.leaseNanos()) {
            return Refusal.LEASE_TOO_LONG;
        }
        Ids members = heartbeat.electorate().members();
        boolean inside = members.contains(heartbeat.origin()) && members.contains(from);
        return members.size() > 0 && !inside ? Refusal.LEADER_OUTSIDE : null;
    }

    /** Follows a leader and grants it a lease, unless something speaks against it: then it is told the higher term. */
    void follow(long from, ElectionMessage.Heartbeat heartbeat) {
        Refusal objection = objection(from, heartbeat);
        if (objection != null) {
            seat.refuse(from, heartbeat, objection);
            if (heartbeat.term() < seat.term()) {
                acknowledge(heartbeat.origin(), heartbeat);
            }
        } else if (isPresent(heartbeat)) {
            answer(from, heartbeat);
        } else {
            learn(heartbeat);
            promise.give(leader, seat.nowNanos + heartbeat.leaseNanos());
            answer(from, heartbeat);
            seat.enter(new Follower(seat));
        }
    }

    /** The lease of that round is granted already, though whoever asks again may not have heard so. */
    private boolean isPresent(ElectionMessage.Heartbeat heartbeat) {
        return heartbeat.term() == seat.term() && heartbeat.round() == round;
    }

    private void learn(ElectionMessage.Heartbeat heartbeat) {
        if (heartbeat.term() > seat.term()) {
            seat.raise(heartbeat.term());
        }
        round = heartbeat.round();
        relay = relay != null && relay.isComplete() ? null : relay;
        seat.failures = 0;
        seat.takePartAgain();
        seat.early = null;
        if (leader != heartbeat.origin()) {
            leader = heartbeat.origin();
            deputies = deputies.without(leader);
            seat.host.observe(new ElectionEvent.Followed(seat.term(), leader));
        }
        if (heartbeat.deputies().size() > 0 && !heartbeat.deputies().equals(deputies)) {
            deputies = seat.host.shared(heartbeat.deputies());
        }
        Configuration theirs = new Configuration(heartbeat.stamp(), heartbeat.electorate());
        if (theirs.members().size() > 0 && seat.configuration().stamp().isBefore(theirs.stamp())) {
            seat.configure(theirs);
        }
    }

    /** As a relay, once it has asked the others too, if it holds what their places are places in. */
    private void answer(long to, ElectionMessage.Heartbeat heartbeat) {
        if (heartbeat.slice().isEmpty() || !seat.configuration().stamp().equals(heartbeat.stamp())) {
            acknowledge(to, heartbeat);
        } else if (relay == null || !relay.isOf(heartbeat)) {
            relay = new Relay(seat, heartbeat);
            relay.passOn(heartbeat);
        }
    }

    private void acknowledge(long to, ElectionMessage.Heartbeat heartbeat) {
        seat.send(
                to,
                new ElectionMessage.HeartbeatAck(
                        seat.group,
                        seat.term(),
                        heartbeat.round(),
                        seat.configuration().stamp(),
                        seat.priority));
    }

    /** Collects an answer to a heartbeat that this member passed on for its leader. */
    void collect(long from, ElectionMessage.HeartbeatAck ack) {
        if (relay == null || !relay.take(from, ack)) {
            seat.refuse(from, ack, Refusal.UNASKED);
        }
    }

    void fire(long token) {
        if (relay != null) {
            relay.fire(token);
        }
    }

    // --- hand-over -------------------------------------------------------------------------------------------------

    /** The leader leads no more: whoever it named stands at once, the others wait for it a little. */
    void release(ElectionMessage.Transfer transfer) {
        if (transfer.term() < seat.term()) {
            seat.refuse(transfer.origin(), transfer, Refusal.STALE_TERM);
        } else if (transfer.term() > seat.term() || leader != transfer.origin()) {
            seat.refuse(transfer.origin(), transfer, Refusal.NOT_THE_LEADER);
        } else {
            seat.passOn(transfer);
            loseLeader(true);
            promise.give(Kept.NOBODY, seat.nowNanos);
            seat.defer();
            boolean stands = transfer.successor() == seat.id && seat.mayStand();
            seat.enter(stands ? new Candidate(seat, seat.term() + 1) : new Follower(seat));
        }
    }
}
