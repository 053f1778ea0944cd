package io.murmur.protocol.membership;

import static io.murmur.protocol.testing.Swarm.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.murmur.protocol.agent.Agent;
import io.murmur.protocol.agent.Settings;
import io.murmur.protocol.roster.Roster;
import io.murmur.protocol.roster.Status;
import io.murmur.protocol.testing.Swarm;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Partitions heal by themselves. */
class PartitionTest {
    @ParameterizedTest
    @CsvSource({"20, 10, 61", "30, 3, 62", "12, 1, 63", "2, 1, 64"})
    void aPartitionHealsAndNobodyStaysDead(int size, int cut, long seed) {
        Swarm swarm = Swarm.of(size, Settings.lan(), seed);
        swarm.run(2 * SECOND);
        swarm.network().only((from, to) -> from < cut == to < cut);
        assertTrue(swarm.until(() -> isSplit(swarm, size, cut), 180 * SECOND), "each side buries the other");
        swarm.network().whole();
        assertTrue(swarm.until(() -> swarm.believes(IntStream.range(0, size).toArray()), 60 * SECOND));
        swarm.run(30 * SECOND);
        assertTrue(swarm.believes(IntStream.range(0, size).toArray()), "and it stays so");
    }

    private static boolean isSplit(Swarm swarm, int size, int cut) {
        return IntStream.range(0, size).allMatch(i -> swarm.agent(i).roster().live() == (i < cut ? cut : size - cut));
    }

    /** Three parts that met only as a whole, without seeds. */
    @Test
    void threePartsMeetAgain() {
        Swarm swarm = Swarm.of(18, Settings.lan(), 65);
        swarm.network().only((from, to) -> from % 3 == to % 3);
        assertTrue(swarm.until(
                () -> swarm.running().stream().allMatch(agent -> agent.roster().live() == 6), 180 * SECOND));
        swarm.network().whole();
        assertTrue(swarm.until(() -> swarm.believes(IntStream.range(0, 18).toArray()), 90 * SECOND));
    }

    /** They never knew each other: only a seed tells them. */
    @Test
    void twoSwarmsThatBeganApartMeetThroughASeed() {
        Swarm swarm = new Swarm(Settings.lan(), 66);
        swarm.network().only((from, to) -> from < 5 == to < 5);
        swarm.join();
        for (int i = 1; i < 5; i++) {
            swarm.join(0);
        }
        Roster alone = Roster.of(List.of(Swarm.member(5)));
        swarm.add(alone, swarm.emptyState(), List.of());
        for (int i = 6; i < 10; i++) {
            swarm.join(0, 5);
        }
        swarm.run(10 * SECOND);
        assertTrue(swarm.running().stream().allMatch(agent -> agent.roster().live() == 5));
        swarm.network().whole();
        assertTrue(swarm.until(() -> swarm.believes(IntStream.range(0, 10).toArray()), 60 * SECOND));
    }

    @Test
    void aOneWayCutBuriesNobodyForGood() {
        Swarm swarm = Swarm.of(12, Settings.lan(), 67);
        swarm.run(2 * SECOND);
        swarm.network().only((from, to) -> from != 5);
        swarm.run(60 * SECOND);
        assertEquals(Status.DEAD, Swarm.status(swarm.agent(0), 5));
        swarm.network().whole();
        assertTrue(swarm.until(() -> swarm.believes(IntStream.range(0, 12).toArray()), 60 * SECOND));
    }

    @Test
    void theDeadAreForgottenInTheEnd() {
        Settings lan = Settings.lan();
        MembershipSettings m = lan.membership();
        MembershipSettings forgetful = new MembershipSettings(
                m.probeIntervalNanos(),
                m.probeTimeoutNanos(),
                m.indirectProbes(),
                m.suspicionScale(),
                m.suspicionFactorMax(),
                m.confirmations(),
                m.eagerProbes(),
                m.awarenessMax(),
                m.joinRetryNanos(),
                m.healIntervalNanos(),
                60 * SECOND,
                m.membersMax());
        Swarm swarm = Swarm.of(5, lan.with(forgetful), 68);
        swarm.crash(2);
        swarm.run(40 * SECOND);
        assertEquals(5, swarm.agent(0).roster().size());
        swarm.run(60 * SECOND);
        assertTrue(swarm.running().stream().map(Agent::roster).allMatch(roster -> roster.size() == 4));
    }
}
