package io.murmur.hierarchical.election;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.murmur.hierarchical.testing.Desk;
import io.murmur.hierarchical.wire.ElectionMessage;
import io.murmur.hierarchical.wire.ElectionMessages;
import io.murmur.hierarchical.wire.Electorate;
import io.murmur.hierarchical.wire.Ids;
import io.murmur.hierarchical.wire.Slice;
import io.murmur.hierarchical.wire.Stamp;
import io.murmur.protocol.host.Dice;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

/** Forged and stale messages are refused with their reason, and change nothing. */
class HostileElectionProperties {
    private static final long GROUP = 5;
    private static final long LEASE = ElectionSettings.lan().leaseNanos();
    private static final Stamp FOUNDED = new Stamp(0, 1);

    private final Desk desk = new Desk();
    private long nowNanos = 1_000;

    @Provide
    Arbitrary<List<ElectionMessage>> talk() {
        return ElectionMessages.any(Arbitraries.just(GROUP), Arbitraries.longs().between(1, 5))
                .list()
                .ofMinSize(5)
                .ofMaxSize(40);
    }

    @Provide
    Arbitrary<ElectionMessage> messages() {
        return ElectionMessages.any(
                Arbitraries.of(GROUP, 6L), Arbitraries.longs().between(1, 200));
    }

    private Election started() {
        Configuration founding = Configuration.founding(Ids.of(1, 2, 3, 4, 5));
        Election election = new Election(GROUP, 1, 50, ElectionSettings.lan(), Kept.fresh(founding), new Dice(1), desk);
        election.start(nowNanos);
        return election;
    }

    /** Follows member 2 in term 3, whose lease runs. */
    private Election follower() {
        Election election = started();
        election.receive(nowNanos, 2, heartbeat(2, 3, 7, LEASE));
        return election;
    }

    private Election preCandidate() {
        Election election = started();
        fire(election);
        return election;
    }

    private Election candidate() {
        Election election = preCandidate();
        long attempt = ((ElectionMessage.PreVote) desk.sent.getLast()).attempt();
        for (long from = 2; from <= 3; from++) {
            election.receive(nowNanos, from, new ElectionMessage.PreVoteAnswer(GROUP, 1, (int) attempt, 0, true));
        }
        return election;
    }

    private Election leader() {
        Election election = candidate();
        for (long from = 2; from <= 3; from++) {
            election.receive(nowNanos, from, new ElectionMessage.VoteAnswer(GROUP, 1, 1, true));
        }
        for (long from = 2; from <= 3; from++) {
            election.receive(nowNanos, from, new ElectionMessage.HeartbeatAck(GROUP, 1, 1, new Stamp(1, 1), 50));
        }
        return election;
    }

    private List<Election> inEveryState() {
        List<Election> all = List.of(follower(), preCandidate(), candidate(), leader());
        assertEquals(
                List.of(ElectionState.values()),
                all.stream().map(Election::state).toList());
        return all;
    }

    private void fire(Election election) {
        nowNanos += LEASE;
        election.fire(nowNanos, desk.token());
    }

    private static ElectionMessage heartbeat(long leader, long term, int round, long leaseNanos) {
        Ids members = Ids.of(1, 2, 3, 4, 5);
        return new ElectionMessage.Heartbeat(
                GROUP, term, leader, Slice.NONE, round, leaseNanos, 1, Ids.NONE, Electorate.of(members));
    }

    private static ElectionMessage preVote(long candidate, long term, Stamp stamp, int priority) {
        return new ElectionMessage.PreVote(GROUP, term, candidate, Slice.NONE, 1, stamp, priority);
    }

    private static ElectionMessage vote(long candidate, long term, Stamp stamp) {
        return new ElectionMessage.Vote(GROUP, term, candidate, Slice.NONE, stamp);
    }

    private static ElectionMessage transfer(long leader, long term, long successor) {
        return new ElectionMessage.Transfer(GROUP, term, leader, Slice.NONE, 1, successor);
    }

    private record View(
            ElectionState state, long term, long leader, Ids deputies, Configuration configuration, boolean acts) {
        static View of(Election election, long nowNanos) {
            return new View(
                    election.state(),
                    election.term(),
                    election.leader(),
                    election.deputies(),
                    election.configuration(),
                    election.acts(nowNanos));
        }
    }

    private void refuses(Election election, long from, ElectionMessage message, Refusal reason) {
        View before = View.of(election, nowNanos);
        desk.clear();
        election.receive(nowNanos, from, message);
        assertEquals(List.of(reason), desk.refusals(), message + " while " + before);
        assertEquals(1, desk.events.size());
        assertEquals(before, View.of(election, nowNanos));
        assertTrue(desk.kept.isEmpty() && desk.planned.isEmpty());
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void nothingFromOutsideTheGroupIsHeard(
            @ForAll("messages") ElectionMessage message, @ForAll @LongRange(min = 6, max = 200) long stranger) {
        Refusal reason = message.group() == GROUP ? Refusal.STRANGER : Refusal.FOREIGN_GROUP;
        for (Election election : inEveryState()) {
            refuses(election, stranger, message, reason);
            assertTrue(desk.sent.stream().allMatch(answer -> answer instanceof ElectionMessage.Removal));
        }
    }

    /** Whatever is refused changes nothing, whoever says it; and whatever comes, the election goes on. */
    @Property(tries = 2_000, edgeCases = EdgeCasesMode.NONE)
    void whatIsRefusedChangesNothing(
            @ForAll("messages") ElectionMessage message, @ForAll @LongRange(min = 1, max = 7) long from) {
        for (Election election : inEveryState()) {
            View before = View.of(election, nowNanos);
            desk.clear();
            election.receive(nowNanos, from, message);
            if (!desk.refusals().isEmpty()) {
                assertEquals(before, View.of(election, nowNanos), message.toString());
                assertTrue(desk.kept.isEmpty() && desk.planned.isEmpty(), message.toString());
            }
            assertTrue(election.term() >= before.term, "a term went back");
        }
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void answersThatNobodyAskedForAreRefused(@ForAll @LongRange(min = 2, max = 5) long from, @ForAll int attempt) {
        ElectionMessage preVoteAnswer = new ElectionMessage.PreVoteAnswer(GROUP, 9, attempt, 9, true);
        ElectionMessage voteAnswer = new ElectionMessage.VoteAnswer(GROUP, 9, 9, true);
        ElectionMessage ack = new ElectionMessage.HeartbeatAck(GROUP, 9, 99, FOUNDED, 100);
        for (Election election : inEveryState()) {
            refuses(election, from, preVoteAnswer, Refusal.UNASKED);
            refuses(election, from, voteAnswer, Refusal.UNASKED);
            refuses(election, from, ack, Refusal.UNASKED);
        }
    }

    @Example
    void answersToAnotherAttemptOrTermAreRefused() {
        refuses(preCandidate(), 2, new ElectionMessage.PreVoteAnswer(GROUP, 1, 0, 0, true), Refusal.UNASKED);
        refuses(candidate(), 2, new ElectionMessage.VoteAnswer(GROUP, 2, 1, true), Refusal.UNASKED);
        refuses(leader(), 6, new ElectionMessage.VoteAnswer(GROUP, 1, 1, true), Refusal.STRANGER);
    }

    /** Even members that say anything at all, up to the ends of all ranges, do not stop an election. */
    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void whateverMembersSayTheElectionGoesOn(@ForAll("talk") List<ElectionMessage> talk, @ForAll long seed) {
        Dice dice = new Dice(seed);
        for (Election election : inEveryState()) {
            election.members(nowNanos, Ids.of(1, 2, 3, 4, 5, 6));
            for (ElectionMessage message : talk) {
                long term = election.term();
                election.receive(nowNanos, 2 + dice.nextInt(4), message);
                fire(election);
                assertTrue(election.term() >= term && election.term() <= ElectionMessage.TERM_MAX);
            }
        }
    }

    @Example
    void aMessageInOnesOwnNameIsRefused() {
        refuses(follower(), 1, heartbeat(1, 9, 1, LEASE), Refusal.STRANGER);
    }

    @Example
    void aFollowerUnderALeaseVotesForNobodyElse() {
        Election election = follower();
        Stamp later = new Stamp(3, 1);
        refuses(election, 4, vote(4, 9, later), Refusal.LEASE);
        refuses(election, 4, preVote(4, 4, later, 100), Refusal.LEASE);
        nowNanos += LEASE;
        refuses(election, 4, vote(4, 9, FOUNDED), Refusal.STALE_CONFIGURATION);
        refuses(election, 4, vote(4, 2, later), Refusal.STALE_TERM);
        refuses(election, 4, vote(4, 3, later), Refusal.SECOND_LEADER);
        election.receive(nowNanos, 4, vote(4, 4, later));
        refuses(election, 5, vote(5, 4, later), Refusal.VOTED);
    }

    @Example
    void aFollowerFollowsOneLeaderInATermAndOnlyForward() {
        Election election = follower();
        refuses(election, 4, heartbeat(4, 3, 8, LEASE), Refusal.SECOND_LEADER);
        refuses(election, 2, heartbeat(2, 2, 8, LEASE), Refusal.STALE_TERM);
        refuses(election, 2, heartbeat(2, 3, 6, LEASE), Refusal.STALE_ROUND);
        refuses(election, 2, heartbeat(2, 3, 8, LEASE + 1), Refusal.LEASE_TOO_LONG);
        ElectionMessage outside = new ElectionMessage.Heartbeat(
                GROUP, 4, 2, Slice.NONE, 1, LEASE, 2, Ids.NONE, Electorate.of(Ids.of(1, 3, 4, 5)));
        refuses(election, 2, outside, Refusal.LEADER_OUTSIDE);
        refuses(election, 4, transfer(4, 3, 4), Refusal.NOT_THE_LEADER);
        refuses(election, 2, transfer(2, 2, 4), Refusal.STALE_TERM);
        election.receive(nowNanos, 2, transfer(2, 3, 4));
        refuses(election, 2, heartbeat(2, 3, 9, LEASE), Refusal.STALE_TERM);
    }

    @Example
    void aLeaderInsideItsLeaseIsNotVotedAway() {
        Election election = leader();
        assertTrue(election.acts(nowNanos));
        refuses(election, 4, vote(4, 9, new Stamp(8, 1)), Refusal.LEASE);
        refuses(election, 4, heartbeat(4, 1, 8, LEASE), Refusal.SECOND_LEADER);
        refuses(election, 4, transfer(4, 1, 4), Refusal.NOT_THE_LEADER);
    }

    @Example
    void whoAbstainsGivesNoVote() {
        Configuration founding = Configuration.founding(Ids.of(1, 2, 3));
        Election election = new Election(GROUP, 1, 50, ElectionSettings.lan(), Kept.lost(founding), new Dice(1), desk);
        election.start(nowNanos);
        nowNanos += 2 * LEASE;
        refuses(election, 2, vote(2, 9, FOUNDED), Refusal.ABSTAINS);
    }

    @Example
    void ofTwoThatAskAtOnceTheLowerPriorityGivesWay() {
        Election election = preCandidate();
        refuses(election, 4, preVote(4, 1, FOUNDED, 10), Refusal.OUTRANKED);
        election.receive(nowNanos, 4, preVote(4, 1, FOUNDED, 90));
        assertEquals(ElectionState.FOLLOWER, election.state());
    }

    @Example
    void timersOfTheTurnBeforeAreVoid() {
        Election election = preCandidate();
        long old = desk.token();
        election.receive(nowNanos, 2, heartbeat(2, 3, 1, LEASE));
        desk.clear();
        election.fire(nowNanos + LEASE, old);
        assertTrue(desk.sent.isEmpty() && desk.events.isEmpty() && desk.planned.isEmpty());
    }
}
