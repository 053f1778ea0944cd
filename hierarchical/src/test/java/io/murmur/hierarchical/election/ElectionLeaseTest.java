package io.murmur.hierarchical.election;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.murmur.hierarchical.testing.Desk;
import io.murmur.hierarchical.wire.ElectionMessage;
import io.murmur.hierarchical.wire.Ids;
import io.murmur.hierarchical.wire.Slice;
import io.murmur.hierarchical.wire.Stamp;
import io.murmur.protocol.host.Dice;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How long a leader acts, and on whose word: member 1 of 1..12, in whose three slices a relay speaks for others. */
class ElectionLeaseTest {
    private static final long GROUP = 5;
    private static final ElectionSettings SETTINGS = ElectionSettings.lan();
    private static final Ids MEMBERS = Ids.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);

    private final Desk desk = new Desk();
    private final Election leader =
            new Election(GROUP, 1, 50, SETTINGS, Kept.fresh(Configuration.founding(MEMBERS, 1)), new Dice(1), desk);
    private long nowNanos = 1_000;

    ElectionLeaseTest() {
        leader.start(nowNanos);
        leader.fire(nowNanos, desk.token());
        for (long from = 2; from <= 7; from++) {
            leader.receive(nowNanos, from, new ElectionMessage.PreVoteAnswer(GROUP, 1, 1, 0, true));
        }
        desk.clear();
        for (long from = 2; from <= 7; from++) {
            leader.receive(nowNanos, from, new ElectionMessage.VoteAnswer(GROUP, 1, 1, true));
        }
        assertEquals(ElectionState.LEADER, leader.state());
    }

    private List<ElectionMessage.Heartbeat> heartbeats() {
        return desk.sent.stream()
                .filter(message -> message instanceof ElectionMessage.Heartbeat)
                .map(message -> (ElectionMessage.Heartbeat) message)
                .toList();
    }

    private ElectionMessage answer(ElectionMessage.Heartbeat heartbeat, long relay, int number) {
        Slice slice = heartbeat.slice();
        List<ElectionMessage.Ack> acks = IntStream.range(0, MEMBERS.size())
                .filter(place -> slice.contains(place) || MEMBERS.at(place) == relay)
                .mapToObj(place -> new ElectionMessage.Ack(place, 50, true))
                .toList();
        return new ElectionMessage.HeartbeatAcks(GROUP, 1, heartbeat.round(), number, acks);
    }

    private void refuses(long from, ElectionMessage message) {
        desk.events.clear();
        leader.receive(nowNanos, from, message);
        assertEquals(List.of(Refusal.UNASKED), desk.refusals());
        assertFalse(leader.acts(nowNanos));
    }

    @Test
    void actsOnTheWordOfRelaysFromWhenItSentTheHeartbeat() {
        long sentNanos = nowNanos;
        nowNanos += 20_000_000;
        for (int i = 0; i < 2; i++) {
            assertFalse(leader.acts(nowNanos));
            long relay = desk.sentTo.get(i);
            leader.receive(nowNanos, relay, answer(heartbeats().get(i), relay, 1));
        }
        assertTrue(leader.acts(sentNanos + SETTINGS.actingNanos() - 1));
        assertFalse(leader.acts(sentNanos + SETTINGS.actingNanos()));
    }

    @Test
    void anAnswerToAnEarlierRoundProlongsNothing() {
        List<ElectionMessage.Heartbeat> first = heartbeats();
        List<Long> relays = List.copyOf(desk.sentTo);
        long sentNanos = nowNanos;
        nowNanos += SETTINGS.heartbeatNanos();
        leader.fire(nowNanos, desk.token());
        for (int i = 0; i < 2; i++) {
            leader.receive(nowNanos, relays.get(i), answer(first.get(i), relays.get(i), 1));
        }
        assertTrue(leader.acts(nowNanos));
        assertFalse(leader.acts(sentNanos + SETTINGS.actingNanos()));
    }

    @Test
    void anAcknowledgementOfAnEarlierRoundProlongsNothing() {
        long sentNanos = nowNanos;
        beat();
        allAcknowledge(new Stamp(1, 1));
        assertTrue(leader.acts(nowNanos));
        assertFalse(leader.acts(sentNanos + SETTINGS.actingNanos()));
    }

    @Test
    void anAcknowledgementThatIsOlderThanALeaseIsNotWaitedFor() {
        for (int round = 1; round <= 4; round++) {
            for (long from = 2; from <= 12; from++) {
                leader.receive(nowNanos, from, new ElectionMessage.HeartbeatAck(GROUP, 1, round, new Stamp(1, 1), 50));
            }
            beat();
        }
        assertTrue(leader.acts(nowNanos));
        desk.events.clear();
        leader.receive(nowNanos, 2, new ElectionMessage.HeartbeatAck(GROUP, 1, 3, new Stamp(1, 1), 50));
        assertEquals(List.of(), desk.refusals());
        leader.receive(nowNanos, 2, new ElectionMessage.HeartbeatAck(GROUP, 1, 2, new Stamp(1, 1), 50));
        assertEquals(List.of(Refusal.UNASKED), desk.refusals());
    }

    private void allAcknowledge(Stamp holding) {
        for (long from = 2; from <= 12; from++) {
            leader.receive(nowNanos, from, new ElectionMessage.HeartbeatAck(GROUP, 1, 1, holding, 50));
        }
    }

    @Test
    void whoHoldsThatNumberOfAnotherTermDoesNotHoldTheConfiguration() {
        allAcknowledge(new Stamp(0, 1));
        assertTrue(leader.acts(nowNanos));
        leader.members(nowNanos, MEMBERS.without(2));
        assertEquals(MEMBERS, leader.configuration().members());
        allAcknowledge(new Stamp(1, 1));
        leader.members(nowNanos, MEMBERS.without(2));
        assertEquals(MEMBERS.without(2), leader.configuration().members());
    }

    @Test
    void whatIsSentAgainThroughAnotherRelayCountsFromTheRoundsBeginning() {
        int before = heartbeats().size();
        long sentNanos = nowNanos;
        nowNanos += SETTINGS.heartbeatNanos() / 4;
        leader.fire(nowNanos, desk.token());
        List<ElectionMessage.Heartbeat> again = heartbeats().subList(before, 2 * before);
        for (int i = 0; i < before; i++) {
            long relay = desk.sentTo.get(before + i);
            assertNotEquals(desk.sentTo.get(i), relay);
            assertEquals(1, again.get(i).round());
            leader.receive(nowNanos, relay, answer(again.get(i), relay, 1));
        }
        assertTrue(leader.acts(nowNanos));
        assertFalse(leader.acts(sentNanos + SETTINGS.actingNanos()));
    }

    @Test
    void aRelayThatWasNotAskedGainsNothing() {
        long relay = desk.sentTo.getFirst();
        ElectionMessage.Heartbeat heartbeat = heartbeats().getFirst();
        long mate = MEMBERS.at(heartbeat.slice().first());
        refuses(mate, answer(heartbeat, mate, 1));
        refuses(desk.sentTo.get(1), answer(heartbeat, relay, 1));
    }

    @Test
    void aRelaySpeaksForNobodyOutsideOfItsSliceAndInNoOtherConfiguration() {
        long relay = desk.sentTo.getFirst();
        ElectionMessage.Heartbeat heartbeat = heartbeats().getFirst();
        refuses(relay, answer(heartbeats().get(1), relay, 1));
        refuses(relay, answer(heartbeat, relay, 2));
        refuses(
                relay,
                new ElectionMessage.HeartbeatAcks(
                        GROUP, 1, 2, 1, List.of(new ElectionMessage.Ack(MEMBERS.indexOf(relay), 50, true))));
    }

    private void beat() {
        long token = desk.token();
        desk.clear();
        nowNanos += SETTINGS.heartbeatNanos();
        leader.fire(nowNanos, token);
    }

    /** The answers of two members do not become those of others because the places of these changed. */
    @Test
    void placesAreThoseOfTheRoundsConfiguration() {
        for (int i = 0; i < 3; i++) {
            long relay = desk.sentTo.get(i);
            leader.receive(nowNanos, relay, answer(heartbeats().get(i), relay, 1));
        }
        beat();
        int round = heartbeats().getFirst().round();
        long relay = desk.sentTo.get(1);
        leader.members(nowNanos, MEMBERS.without(2));
        assertEquals(new Stamp(1, 2), leader.configuration().stamp());
        ElectionMessage last = new ElectionMessage.HeartbeatAcks(
                GROUP, 1, round, 1, List.of(new ElectionMessage.Ack((int) relay - 1, 99, true)));
        leader.receive(nowNanos, relay, last);
        beat();
        assertEquals(relay, leader.deputies().at(0));
    }
}
