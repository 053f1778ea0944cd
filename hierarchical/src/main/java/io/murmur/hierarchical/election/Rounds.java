package io.murmur.hierarchical.election;

import io.murmur.hierarchical.wire.ElectionMessage;
import io.murmur.hierarchical.wire.Electorate;
import io.murmur.hierarchical.wire.Ids;
import io.murmur.hierarchical.wire.Slice;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A leader's heartbeats, in rounds: each member gets one, in a large group from a relay. A relay that says nothing for a
 * while is replaced within the round; the lease counts from the round's beginning all the same. Who was not reached in
 * the round before gets the next one from the leader itself, some in each round: a relay may not know where a new member is.
 */
final class Rounds {
    /** Acknowledgements of older rounds are not waited for, nor those that are older than a lease. */
    private static final int REMEMBERED = 16;

    private final Seat seat;
    private final Peers peers;
    private final @Nullable Round[] rounds = new Round[REMEMBERED];
    private int count;

    Rounds(Seat seat, Peers peers) {
        this.seat = seat;
        this.peers = peers;
    }

    /** The round of that count, if it was and is remembered. */
    @Nullable
    Round find(int ofCount) {
        Round round = rounds[Math.floorMod(ofCount, REMEMBERED)];
        return round != null && round.count == ofCount ? round : null;
    }

    void begin() {
        seat.outbox.withdraw();
        forget(seat.nowNanos - seat.settings.leaseNanos());
        List<Peer> missed = missed();
        count++;
        Round round = new Round(count, seat.nowNanos, seat.configuration());
        rounds[Math.floorMod(count, REMEMBERED)] = round;
        for (Peer peer : missed) {
            peer.apart = count;
            send(round, List.of(peer), peer);
        }
        for (List<Peer> slice : slices()) {
            send(round, slice, Peers.relay(slice));
        }
    }

    /** Those whom relays did not reach in the last round, as many as can be spoken to, who were waiting for longest first. */
    private List<Peer> missed() {
        Round last = find(count);
        if (last == null || peers.all().size() <= seat.settings.directMax()) {
            return List.of();
        }
        return peers.all().stream()
                .filter(peer -> !peer.heardSince(last.sentNanos))
                .sorted(Comparator.comparingInt(peer -> peer.apart))
                .limit(seat.settings.directMax())
                .toList();
    }

    private void forget(long beforeNanos) {
        for (int i = 0; i < REMEMBERED; i++) {
            Round round = rounds[i];
            rounds[i] = round == null || round.sentNanos < beforeNanos ? null : round;
        }
    }

    /** Asks others in the place of relays that were not heard of. */
    void mend() {
        Round round = find(count);
        if (round == null || !round.configuration.equals(seat.configuration())) {
            return;
        }
        for (List<Peer> slice : slices()) {
            Peer other = Peers.relay(slice);
            if (other.relayed < count && slice.stream().anyMatch(peer -> peer.tired && peer.relayed == count)) {
                send(round, slice, other);
            }
        }
    }

    /** Who relayed the last round sent enough for a while. */
    void spend() {
        for (Peer peer : peers.all()) {
            peer.spent = peer.relayed == count;
        }
    }

    /** Neighbours, without those who were spoken to apart. */
    private List<List<Peer>> slices() {
        return Slices.even(peers.all(), seat.settings.directMax()).stream()
                .map(slice -> slice.stream().filter(peer -> peer.apart < count).toList())
                .filter(slice -> !slice.isEmpty())
                .toList();
    }

    private void send(Round round, List<Peer> slice, Peer relay) {
        int number = round.configuration.stamp().number();
        Slice others = Slice.NONE;
        for (Peer peer : slice) {
            others = peer == relay ? others : others.with(peer.place, peer.number != number);
        }
        if (!others.isEmpty()) {
            round.ask(relay.id, others);
            relay.tired = true;
            relay.relayed = round.count;
        }
        seat.send(relay.id, heartbeat(round, others, relay.number != number));
    }

    private ElectionMessage heartbeat(Round round, Slice slice, boolean lacking) {
        return new ElectionMessage.Heartbeat(
                seat.group,
                seat.term(),
                seat.id,
                slice,
                round.count,
                seat.settings.leaseNanos(),
                round.configuration.stamp().number(),
                lacking ? Ids.NONE : seat.allegiance.deputies,
                lacking ? round.configuration.electorate() : Electorate.NONE);
    }
}
