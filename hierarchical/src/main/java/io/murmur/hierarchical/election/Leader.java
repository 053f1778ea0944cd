package io.murmur.hierarchical.election;

import io.murmur.hierarchical.election.ElectionEvent.Reason;
import io.murmur.hierarchical.wire.ElectionMessage;
import io.murmur.hierarchical.wire.Ids;
import io.murmur.hierarchical.wire.Slice;
import io.murmur.hierarchical.wire.Stamp;
import java.util.List;

/**
 * Won its term. It acts while a quorum's leases run, which it reckons from when it sent the heartbeats they
 * acknowledged and shortens for drift (Gray, Cheriton 1989), and steps down when they end.
 */
final class Leader implements Role {
    /** Relays are waited for during this part of the time between two heartbeats, longer than they collect answers. */
    private static final double PATIENCE = 0.6;
    /** The same as long as there is no lease yet. */
    private static final double HASTE = 0.25;

    private final Seat seat;
    private final long term;
    private final long electedNanos;
    private final Peers peers;
    private final Rounds rounds;

    private long beatNanos;
    private long mendNanos;
    private boolean leased;

    /** Leads the present term, by these votes. */
    Leader(Seat seat, Poll votes) {
        this.seat = seat;
        this.term = seat.term();
        this.electedNanos = seat.nowNanos;
        this.peers = new Peers(seat.id, seat.nowNanos);
        peers.become(seat.configuration().members());
        peers.elected(votes.granted(), votes.relays());
        this.rounds = new Rounds(seat, peers);
    }

    @Override
    public Seat seat() {
        return seat;
    }

    @Override
    public ElectionState state() {
        return ElectionState.LEADER;
    }

    boolean acts(long nowNanos) {
        return nowNanos < actsUntilNanos();
    }

    long actsUntilNanos() {
        return leased ? endNanos() : Long.MIN_VALUE;
    }

    /** When the quorum's lease is over; before the first one, when there is no more hope of it. */
    private long endNanos() {
        return peers.leasedNanos() + seat.settings.actingNanos();
    }

    @Override
    public void enter() {
        seat.allegiance.lead();
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
            if (seat.nowNanos >= mendNanos) {
                rounds.mend();
                mendNanos = beatNanos;
            }
            plan();
        }
    }

    private void plan() {
        seat.plan(Math.min(mendNanos, endNanos()) - seat.nowNanos);
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
        seat.allegiance.deputies = deputies();
        rounds.begin();
        beatNanos = seat.nowNanos + seat.settings.heartbeatNanos();
        mendNanos = seat.nowNanos + (long) (seat.settings.heartbeatNanos() * (leased ? PATIENCE : HASTE));
        renew(seat.nowNanos);
        plan();
    }

    /** Whom it has heard of lately; in its first round, whom the leader before it named. */
    private Ids deputies() {
        Ids heard = peers.deputies(since());
        return heard.size() > 0 ? heard : seat.allegiance.deputies.without(seat.id);
    }

    private long since() {
        return seat.nowNanos - seat.settings.leaseNanos();
    }

    /** A vote that is not needed any more shows who lives. */
    @Override
    public void voteAnswer(long from, ElectionMessage.VoteAnswer answer) {
        Peer peer = peers.find(from);
        if (answer.term() == term && answer.granted() && peer != null && peer.relayed == 0) {
            peer.tired = false;
        } else {
            seat.refuse(from, answer, Refusal.UNASKED);
        }
    }

    @Override
    public void heartbeatAck(long from, ElectionMessage.HeartbeatAck ack) {
        Peer peer = peers.find(from);
        Round round = rounds.find(ack.round());
        if (peer == null || round == null) {
            seat.refuse(from, ack, Refusal.UNASKED);
        } else if (ack.term() < term) {
            seat.refuse(from, ack, Refusal.STALE_TERM);
        } else if (ack.term() > term) {
            standAgain(Math.min(ack.term() + 1, ElectionMessage.TERM_MAX));
        } else {
            peer.acknowledged(round.sentNanos, number(ack.stamp()), ack.priority());
            renew(round.sentNanos);
        }
    }

    @Override
    public void heartbeatAcks(long from, ElectionMessage.HeartbeatAcks acks) {
        Round round = rounds.find(acks.round());
        if (acks.term() != term) {
            seat.refuse(from, acks, Refusal.STALE_TERM);
        } else if (round == null || !round.asked(from, acks)) {
            seat.refuse(from, acks, Refusal.UNASKED);
        } else {
            for (ElectionMessage.Ack ack : acks.acks()) {
                Peer peer = peers.find(round.configuration.members().at(ack.place()));
                if (peer != null) {
                    peer.acknowledged(round.sentNanos, ack.holds() ? acks.number() : 0, ack.priority());
                }
            }
            renew(round.sentNanos);
        }
    }

    private int number(Stamp stamp) {
        return stamp.term() == term ? stamp.number() : 0;
    }

    private void renew(long sentNanos) {
        if (peers.renew(sentNanos, seat.configuration().quorum()) && !leased) {
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
    public Refusal claim(ElectionMessage.PreVote against) {
        return Refusal.LEASE;
    }

    @Override
    public void vote(ElectionMessage.Vote ask) {
        seat.voter().answers(ask, Refusal.LEASE);
    }

    @Override
    public void heartbeat(long from, ElectionMessage.Heartbeat heartbeat) {
        if (seat.allegiance.objection(from, heartbeat) == null) {
            lose(Reason.HIGHER_TERM, false);
        }
        seat.allegiance.follow(from, heartbeat);
    }

    @Override
    public void removal(long from, ElectionMessage.Removal removal) {
        seat.refuse(from, removal, Refusal.UNASKED);
    }

    @Override
    public void members() {
        reconfigure();
    }

    /** The next step, once a quorum holds the last one and the leader's term with it. */
    private void reconfigure() {
        Configuration configuration = seat.configuration();
        boolean settled = peers.holding(configuration.stamp().number()) >= configuration.quorum();
        if (settled && acts(seat.nowNanos) && seat.wanted.size() > 0) {
            Configuration next = configuration.towards(seat.wanted, seat.id, peers.heard(since()));
            if (!next.equals(configuration)) {
                configure(next);
            }
        }
    }

    private void configure(Configuration next) {
        seat.configure(next);
        peers.become(next.members());
    }

    /** Whether it has heard lately of somebody who could lead. */
    boolean hasSuccessor() {
        return peers.outranking(0, since()) != Kept.NOBODY;
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
        rounds.spend();
        tell(Slice.NONE, successor, successor);
        List<Peer> rest =
                peers.all().stream().filter(peer -> peer.id != successor).toList();
        for (List<Peer> slice : Slices.even(rest, seat.settings.directMax())) {
            long relay = Peers.relay(slice).id;
            List<Long> others = slice.stream().map(peer -> peer.id).toList();
            tell(seat.configuration().slice(others, relay), relay, successor);
        }
        seat.enter(new Follower(seat));
    }

    private void tell(Slice slice, long to, long successor) {
        int number = seat.configuration().stamp().number();
        seat.send(to, new ElectionMessage.Transfer(seat.group, term, seat.id, slice, number, successor));
    }

    private void stepDown(Reason reason) {
        lose(reason, false);
        seat.enter(new Follower(seat));
    }

    private void lose(Reason reason, boolean handedOver) {
        seat.allegiance.loseLeader(handedOver);
        seat.host.observe(new ElectionEvent.SteppedDown(term, reason));
    }
}
