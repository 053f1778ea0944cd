package io.murmur.hierarchical.election;

import io.murmur.hierarchical.election.ElectionEvent.Reason;
import io.murmur.hierarchical.wire.ElectionMessage;
import io.murmur.hierarchical.wire.Ids;
import io.murmur.hierarchical.wire.Stamp;

/**
 * Won its term. It acts while a majority's leases run, which it reckons from when it sent the heartbeats they
 * acknowledged and shortens for drift (Gray, Cheriton 1989), and steps down when they end.
 */
final class Leader implements Role {
    private final Seat seat;
    private final long term;
    private final long electedNanos;
    private final Peers peers;

    private long beatNanos;
    private boolean leased;

    Leader(Seat seat) {
        this.seat = seat;
        this.term = seat.term();
        this.electedNanos = seat.nowNanos;
        this.peers = new Peers(seat.id, seat.nowNanos);
    }

    @Override
    public ElectionState state() {
        return ElectionState.LEADER;
    }

    @Override
    public Seat seat() {
        return seat;
    }

    boolean acts(long nowNanos) {
        return leased && nowNanos < endNanos();
    }

    /** When the majority's lease is over; before the first one, when there is no more hope of it. */
    private long endNanos() {
        return peers.leasedNanos() + seat.settings.actingNanos();
    }

    @Override
    public void enter() {
        seat.lead();
        configure(seat.configuration().vouchedIn(term));
        beat();
    }

    @Override
    public void fire() {
        if (seat.nowNanos >= endNanos()) {
            stepDown(Reason.LEASE_ENDED);
        } else if (seat.nowNanos >= beatNanos) {
            beat();
        } else {
            plan();
        }
    }

    private void plan() {
        seat.plan(Math.min(beatNanos, endNanos()) - seat.nowNanos);
    }

    private void beat() {
        if (acts(seat.nowNanos) && seat.nowNanos - electedNanos >= seat.settings.handOverAfterNanos()) {
            long better = peers.outranking(seat.priority + seat.settings.handOverMargin(), since());
            if (better != Kept.NOBODY) {
                handOver(better);
                return;
            }
        }
        reconfigure();
        seat.deputies = deputies();
        tellAll(peers.nextRound(seat.nowNanos));
        beatNanos = seat.nowNanos + seat.settings.heartbeatNanos();
        renew(seat.nowNanos);
        plan();
    }

    private void tellAll(int round) {
        Configuration configuration = seat.configuration();
        int number = configuration.stamp().number();
        for (Peer peer : peers.all()) {
            Ids members = peer.number == number ? Ids.NONE : configuration.members();
            seat.host.send(
                    peer.id,
                    new ElectionMessage.Heartbeat(
                            seat.group, term, round, seat.settings.leaseNanos(), number, seat.deputies, members));
        }
    }

    /** Whom it has heard of lately; in its first round, whom the leader before it named. */
    private Ids deputies() {
        Ids heard = peers.deputies(since());
        return heard.size() > 0 ? heard : seat.deputies.without(seat.id);
    }

    private long since() {
        return seat.nowNanos - seat.settings.leaseNanos();
    }

    @Override
    public void heartbeatAck(long from, ElectionMessage.HeartbeatAck ack) {
        Peer peer = peers.find(from);
        if (peer == null || !peers.asked(ack.round())) {
            seat.refuse(from, ack, Refusal.UNASKED);
        } else if (ack.term() < term) {
            seat.refuse(from, ack, Refusal.STALE_TERM);
        } else if (ack.term() > term) {
            standAgain(Math.min(ack.term() + 1, ElectionMessage.TERM_MAX));
        } else {
            long sentNanos = peers.sentNanos(ack.round());
            peer.acknowledged(sentNanos, number(ack.stamp()), ack.priority());
            renew(sentNanos);
        }
    }

    private int number(Stamp stamp) {
        return stamp.term() == term ? stamp.number() : 0;
    }

    private void renew(long sentNanos) {
        if (peers.renew(sentNanos, seat.configuration().majority()) && !leased) {
            leased = true;
            seat.host.observe(new ElectionEvent.LeaseBegan(term));
        }
    }

    /** A member is in a higher term that nobody leads: it cannot come back to this one, so the group meets above it. */
    private void standAgain(long higherTerm) {
        lose(Reason.HIGHER_TERM, false);
        seat.enter(new Candidate(seat, higherTerm));
    }

    @Override
    public void preVote(long from, ElectionMessage.PreVote ask) {
        Refusal objection = seat.objection(from, ask);
        seat.answer(from, ask, objection == null ? Refusal.LEASE : objection);
    }

    @Override
    public void vote(long from, ElectionMessage.Vote ask) {
        Refusal objection = seat.objection(from, ask);
        seat.answer(from, ask, objection == null ? Refusal.LEASE : objection);
    }

    @Override
    public void heartbeat(long from, ElectionMessage.Heartbeat heartbeat) {
        if (seat.objection(from, heartbeat) == null) {
            lose(Reason.HIGHER_TERM, false);
        }
        seat.follow(from, heartbeat);
    }

    @Override
    public void members() {
        reconfigure();
    }

    /** The next step, once a majority holds the last one and the leader's term with it. */
    private void reconfigure() {
        Configuration configuration = seat.configuration();
        boolean settled = peers.holding(configuration.stamp().number()) >= configuration.majority();
        if (settled && acts(seat.nowNanos) && seat.wanted.size() > 0) {
            Configuration next = configuration.towards(seat.wanted, seat.id);
            if (!next.equals(configuration)) {
                configure(next);
            }
        }
    }

    private void configure(Configuration next) {
        seat.configure(next);
        peers.become(next.members());
    }

    @Override
    public void leave() {
        long successor = peers.outranking(0, since());
        if (successor == Kept.NOBODY) {
            stepDown(Reason.LEFT);
        } else {
            handOver(successor);
        }
    }

    /** Acts no more from here on; only then does anybody hear that the leases are void. */
    private void handOver(long successor) {
        lose(Reason.HANDED_OVER, true);
        seat.defer();
        seat.host.observe(new ElectionEvent.HandedOver(term, successor));
        seat.tell(seat.configuration().members(), new ElectionMessage.Transfer(seat.group, term, successor));
        seat.enter(new Follower(seat));
    }

    private void stepDown(Reason reason) {
        lose(reason, false);
        seat.enter(new Follower(seat));
    }

    private void lose(Reason reason, boolean handedOver) {
        seat.loseLeader(handedOver);
        seat.host.observe(new ElectionEvent.SteppedDown(term, reason));
    }
}
