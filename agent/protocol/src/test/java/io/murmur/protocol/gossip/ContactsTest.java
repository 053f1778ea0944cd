package io.murmur.protocol.gossip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.murmur.protocol.host.Allowance;
import io.murmur.protocol.host.Dice;
import io.murmur.protocol.host.Local;
import io.murmur.protocol.host.Toolkit;
import io.murmur.protocol.roster.Address;
import io.murmur.protocol.roster.Member;
import io.murmur.protocol.roster.Roster;
import io.murmur.protocol.roster.Status;
import io.murmur.protocol.state.HybridClock;
import io.murmur.protocol.state.Limits;
import io.murmur.protocol.state.State;
import io.murmur.protocol.testing.RecordingHost;
import io.murmur.protocol.testing.Tools;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whom an agent gossips with: agent 100 of members 0 to 100. */
class ContactsTest {
    private static final int PEERS = 100;

    private final Contacts contacts = contacts(PEERS);

    private static Contacts contacts(int peers) {
        Toolkit tools = Tools.plain(entry -> true);
        List<Member> all = LongStream.rangeClosed(0, peers)
                .mapToObj(id -> new Member(id, new Address(0, id, 1), 0, Status.ALIVE, ""))
                .toList();
        Local local = new Local(
                peers,
                new RecordingHost(),
                tools,
                new Dice(5),
                new Allowance(1, 1),
                Roster.of(all),
                State.empty(Limits.DEFAULT),
                new HybridClock(0, 0));
        return new Contacts(local, GossipSettings.lan(), 256);
    }

    private static int[] chosen(Contacts contacts, int peers, int rounds, int count) {
        int[] times = new int[peers + 1];
        @Nullable Member[] into = new Member[count];
        for (int i = 0; i < rounds; i++) {
            int found = contacts.choose(into, count);
            assertEquals(count, found);
            for (Member member : into) {
                assertNotNull(member);
                times[(int) member.id()]++;
            }
            assertEquals(count, Arrays.stream(into).distinct().count());
        }
        assertEquals(0, times[peers], "never itself");
        return times;
    }

    @Test
    void nobodyIsPreferredBeforeAnythingIsKnown() {
        int[] times = chosen(contacts, PEERS, 20_000, 3);
        for (int peer = 0; peer < PEERS; peer++) {
            assertEquals(600, times[peer], 120, "peer " + peer);
        }
    }

    @Test
    void everybodyOfASmallSwarmIsChosen() {
        chosen(contacts(5), 5, 500, 5);
    }

    /** Otherwise the slowest would never be met, and islands would form. */
    @Test
    void thePreferenceLeavesAUniformFloor() {
        for (long peer = 0; peer < PEERS; peer++) {
            for (int i = 0; i < 60; i++) {
                contacts.answered(peer, (peer + 1) * 300_000);
            }
        }
        int[] times = chosen(contacts, PEERS, 20_000, 3);
        int fast = Arrays.stream(times, 0, 50).sum();
        int slow = Arrays.stream(times, 50, PEERS).sum();
        assertTrue(fast > 1.3 * slow, fast + " fast, " + slow + " slow");
        double floor = 600 * GossipSettings.lan().uniformShare();
        for (int peer = 0; peer < PEERS; peer++) {
            assertTrue(times[peer] >= 0.8 * floor, "peer " + peer + " was met " + times[peer] + " times");
        }
    }

    @Test
    void whoDoesNotAnswerIsPreferredLess() {
        for (int i = 0; i < 20; i++) {
            for (long peer = 0; peer < PEERS; peer++) {
                contacts.answered(peer, 500_000);
            }
            for (long peer = 0; peer < 10; peer++) {
                contacts.missed(peer, 500_000);
            }
        }
        int[] times = chosen(contacts, PEERS, 20_000, 3);
        double silent = Arrays.stream(times, 0, 10).average().orElseThrow();
        double others = Arrays.stream(times, 10, PEERS).average().orElseThrow();
        assertTrue(silent < 0.75 * others, silent + " against " + others);
    }

    /** One slow answer is a reason to slow down at once; it takes several quick ones to believe that it is over. */
    @Test
    void aLongRoundTripCountsAtOnceAndIsForgottenLittleByLittle() {
        PeerTable table = new PeerTable(256);
        assertEquals(0, table.roundTripNanos());
        table.answered(1, 1_000_000);
        table.answered(2, 80_000_000);
        assertEquals(80_000_000, table.roundTripNanos());
        table.answered(3, 1_000_000);
        assertTrue(table.roundTripNanos() > 40_000_000, table.roundTripNanos() + " ns after one quick answer");
        for (int i = 0; i < 30; i++) {
            table.answered(3, 1_000_000);
        }
        assertTrue(table.roundTripNanos() < 1_100_000, table.roundTripNanos() + " ns after many");
    }

    @Test
    void waitingInVainIsARoundTripOfThatLength() {
        contacts.answered(1, 500_000);
        contacts.missed(2, 150_000_000);
        assertEquals(150_000_000, contacts.roundTripNanos());
    }

    /** An id of zero is an id like any other. */
    @Test
    void aPeerNobodyMetIsNeitherGoodNorBadWhateverItsId() {
        PeerTable table = new PeerTable(256);
        assertEquals(table.cost(1), table.cost(0));
        table.answered(0, 1_000_000);
        table.answered(1, 1_000_000);
        assertEquals(table.cost(1), table.cost(0));
    }
}
