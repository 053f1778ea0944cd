package io.murmur.hierarchical.election;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.murmur.hierarchical.testing.Desk;
import io.murmur.hierarchical.wire.ElectionMessage;
import io.murmur.hierarchical.wire.Electorate;
import io.murmur.hierarchical.wire.Ids;
import io.murmur.hierarchical.wire.Slice;
import io.murmur.hierarchical.wire.Stamp;
import io.murmur.protocol.host.Dice;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a relay does and what it says, seen from the relay: member 1 of 1..5, led by member 2 in term 3. */
class ElectionRelayTest {
    private static final long GROUP = 5;
    private static final ElectionSettings SETTINGS = ElectionSettings.lan();
    private static final Ids MEMBERS = Ids.of(1, 2, 3, 4, 5);
    private static final Stamp STAMP = new Stamp(3, 1);

    /** Members 3 and 4; the last lacks the configuration. */
    private static final Slice SLICE = new Slice(2, 0b11, 0b10);

    private final Desk desk = new Desk();
    private final Election relay =
            new Election(GROUP, 1, 50, SETTINGS, Kept.fresh(Configuration.founding(MEMBERS)), new Dice(1), desk);
    private long nowNanos = 1_000;

    ElectionRelayTest() {
        relay.start(nowNanos);
        relay.receive(nowNanos, 2, heartbeat(Slice.NONE, 6, MEMBERS));
        desk.clear();
    }

    private static ElectionMessage.Heartbeat heartbeat(Slice slice, int round, Ids members) {
        return new ElectionMessage.Heartbeat(
                GROUP,
                3,
                2,
                slice,
                round,
                SETTINGS.leaseNanos(),
                1,
                members.size() > 0 ? Ids.NONE : Ids.of(4),
                Electorate.of(members));
    }

    private static ElectionMessage ack(long term, int round) {
        return new ElectionMessage.HeartbeatAck(GROUP, term, round, STAMP, 50);
    }

    private void asked(int round) {
        relay.receive(nowNanos, 2, heartbeat(SLICE, round, Ids.NONE));
    }

    private void refuses(long from, ElectionMessage message, Refusal reason) {
        desk.clear();
        relay.receive(nowNanos, from, message);
        assertEquals(List.of(reason), desk.refusals());
        assertTrue(desk.sent.isEmpty());
    }

    private static ElectionMessage acks(int round, ElectionMessage.Ack... acks) {
        return new ElectionMessage.HeartbeatAcks(GROUP, 3, round, 1, List.of(acks));
    }

    private static ElectionMessage.Ack of(int place) {
        return new ElectionMessage.Ack(place, 50, true);
    }

    @Test
    void passesAHeartbeatOnToItsSliceWithMembersForThoseWhoLackThem() {
        asked(7);
        assertEquals(List.of(3L, 4L), desk.sentTo);
        assertEquals(List.of(heartbeat(Slice.NONE, 7, Ids.NONE), heartbeat(Slice.NONE, 7, MEMBERS)), desk.sent);
    }

    @Test
    void answersOnceForAllAsSoonAsTheyAreComplete() {
        asked(7);
        relay.receive(nowNanos, 3, ack(3, 7));
        desk.clear();
        relay.receive(nowNanos, 4, ack(3, 7));
        assertEquals(List.of(acks(7, of(0), of(2), of(3))), desk.sent);
        assertEquals(List.of(2L), desk.sentTo);
    }

    @Test
    void answersForThoseWhoAcknowledgedWhenTheTimeToCollectIsOverAndForTheOthersLater() {
        relay.receive(nowNanos, 2, heartbeat(new Slice(2, 0b111, 0), 7, Ids.NONE));
        long collected = desk.planned.getFirst();
        relay.receive(nowNanos, 4, ack(3, 7));
        desk.clear();
        nowNanos += SETTINGS.collectNanos();
        relay.fire(nowNanos, collected);
        assertEquals(List.of(acks(7, of(0), of(3))), desk.sent);
        relay.receive(nowNanos, 3, ack(3, 7));
        long late = desk.token();
        desk.clear();
        nowNanos += SETTINGS.collectNanos();
        relay.fire(nowNanos, late);
        assertEquals(List.of(acks(7, of(0), of(2), of(3))), desk.sent);
    }

    /** The word of the relay that brought it first may be lost. */
    @Test
    void acknowledgesARoundAgainToWhoeverBringsItAgainAndGrantsNothingMore() {
        relay.receive(nowNanos, 3, heartbeat(Slice.NONE, 7, Ids.NONE));
        desk.planned.clear();
        nowNanos += SETTINGS.collectNanos();
        relay.receive(nowNanos, 4, heartbeat(Slice.NONE, 7, Ids.NONE));
        assertEquals(List.of(3L, 4L), desk.sentTo);
        assertEquals(List.of(ack(3, 7), ack(3, 7)), desk.sent);
        assertTrue(desk.planned.isEmpty());
    }

    /** Timers cannot be taken back: with one for every heartbeat, as many would wait as come in a lease and a turn. */
    @Test
    void oneTimerStandsHoweverManyHeartbeatsComeAndMovesOnWhenItFires() {
        Desk own = new Desk();
        Election follower =
                new Election(GROUP, 1, 50, SETTINGS, Kept.fresh(Configuration.founding(MEMBERS)), new Dice(1), own);
        follower.start(nowNanos);
        long first = own.token();
        for (int round = 1; round <= 10; round++) {
            nowNanos += SETTINGS.heartbeatNanos();
            follower.receive(nowNanos, 2, heartbeat(Slice.NONE, round, round == 1 ? MEMBERS : Ids.NONE));
        }
        assertEquals(List.of(first), own.planned);
        follower.fire(nowNanos, first);
        assertEquals(2, own.planned.size());
        follower.fire(nowNanos + SETTINGS.leaseNanos() - 1, own.token());
        assertEquals(ElectionState.FOLLOWER, follower.state());
        follower.fire(nowNanos + 3 * SETTINGS.leaseNanos(), own.token());
        assertEquals(ElectionState.PRE_CANDIDATE, follower.state());
    }

    @Test
    void speaksForNobodyWhoAcknowledgedAnotherRoundOrTermOrWasNotAsked() {
        asked(7);
        refuses(3, ack(3, 6), Refusal.UNASKED);
        refuses(3, ack(4, 7), Refusal.UNASKED);
        refuses(5, ack(3, 7), Refusal.UNASKED);
        asked(8);
        refuses(3, ack(3, 7), Refusal.UNASKED);
    }

    @Test
    void saysThatAMemberHoldsOnlyWhatItHolds() {
        asked(7);
        relay.receive(nowNanos, 3, new ElectionMessage.HeartbeatAck(GROUP, 3, 7, new Stamp(2, 1), 50));
        desk.clear();
        relay.receive(nowNanos, 4, ack(3, 7));
        assertEquals(List.of(acks(7, of(0), new ElectionMessage.Ack(2, 50, false), of(3))), desk.sent);
    }

    @Test
    void passesNothingOnForARelay() {
        refuses(4, heartbeat(SLICE, 7, Ids.NONE), Refusal.SECOND_HAND);
        refuses(4, new ElectionMessage.Vote(GROUP, 9, 5, SLICE, STAMP), Refusal.SECOND_HAND);
    }

    @Test
    void passesNothingOnForOneWhoIsNoMember() {
        refuses(4, new ElectionMessage.Vote(GROUP, 9, 6, Slice.NONE, STAMP), Refusal.STRANGER);
        refuses(6, new ElectionMessage.Vote(GROUP, 9, 6, SLICE, STAMP), Refusal.STRANGER);
    }

    @Test
    void passesQuestionsOnWhateverItSaysItselfButOnlyInItsOwnConfiguration() {
        relay.receive(nowNanos, 5, new ElectionMessage.Vote(GROUP, 9, 5, SLICE, STAMP));
        assertEquals(List.of(3L, 4L, 5L), desk.sentTo);
        ElectionMessage copy = new ElectionMessage.Vote(GROUP, 9, 5, Slice.NONE, STAMP);
        assertEquals(List.of(copy, copy, new ElectionMessage.VoteAnswer(GROUP, 9, 3, false)), desk.sent);
        desk.clear();
        relay.receive(nowNanos, 5, new ElectionMessage.Vote(GROUP, 9, 5, SLICE, new Stamp(3, 2)));
        assertEquals(List.of(5L), desk.sentTo);
    }

    @Test
    void speaksForItselfAloneIfItDoesNotHoldTheConfiguration() {
        ElectionMessage newer = new ElectionMessage.Heartbeat(
                GROUP, 3, 2, SLICE, 7, SETTINGS.leaseNanos(), 2, Ids.NONE, Electorate.NONE);
        relay.receive(nowNanos, 2, newer);
        assertEquals(List.of(ack(3, 7)), desk.sent);
    }

    @Test
    void handsAHandOverOn() {
        relay.receive(nowNanos, 2, new ElectionMessage.Transfer(GROUP, 3, 2, SLICE, 1, 5));
        assertEquals(List.of(3L, 4L), desk.sentTo);
        assertEquals(0, relay.leader());
    }

    @Test
    void tellsTheLeaderItselfOfAHigherTermWhoeverBroughtTheHeartbeat() {
        relay.receive(
                nowNanos,
                4,
                new ElectionMessage.Heartbeat(
                        GROUP, 2, 3, Slice.NONE, 1, SETTINGS.leaseNanos(), 1, Ids.NONE, Electorate.NONE));
        assertEquals(List.of(3L), desk.sentTo);
        assertEquals(List.of(ack(3, 1)), desk.sent);
    }

    @Test
    void followsNoLeaderOutsideOfItsConfigurationAndThroughNoRelayOutside() {
        Ids without4 = Ids.of(1, 2, 3, 5);
        ElectionMessage next = new ElectionMessage.Heartbeat(
                GROUP, 3, 2, Slice.NONE, 7, SETTINGS.leaseNanos(), 2, Ids.NONE, Electorate.of(without4));
        refuses(4, next, Refusal.LEADER_OUTSIDE);
        relay.receive(nowNanos, 5, next);
        assertEquals(without4, relay.configuration().members());
        assertFalse(relay.configuration().contains(4));
    }
}
