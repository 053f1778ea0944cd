package io.murmur.protocol.membership;

import static io.murmur.protocol.testing.Swarm.MILLI;
import static io.murmur.protocol.testing.Swarm.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.murmur.protocol.agent.Outcome;
import io.murmur.protocol.agent.Settings;
import io.murmur.protocol.host.Event;
import io.murmur.protocol.host.Lifecycle;
import io.murmur.protocol.host.Refusal;
import io.murmur.protocol.roster.Member;
import io.murmur.protocol.roster.Status;
import io.murmur.protocol.testing.Swarm;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The ways in and out. */
class JoinTest {
    private static int[] upTo(int size) {
        return IntStream.range(0, size).toArray();
    }

    private static Swarm joined(int size, long seed) {
        Swarm swarm = new Swarm(Settings.lan(), seed);
        for (int i = 0; i < size; i++) {
            swarm.join(0);
        }
        assertTrue(swarm.until(() -> swarm.believes(upTo(size)), 10 * SECOND));
        return swarm;
    }

    @ParameterizedTest
    @CsvSource({"2, 300", "10, 300", "100, 750"})
    void agentsThatStartAtOnceAllKnowEachOtherSoon(int size, long millisMax) {
        for (long seed = 0; seed < 5; seed++) {
            Swarm swarm = new Swarm(Settings.lan(), seed);
            for (int i = 0; i < size; i++) {
                swarm.join(0, 1);
            }
            assertTrue(swarm.until(() -> swarm.believes(upTo(size)), millisMax * MILLI), "seed " + seed);
            assertTrue(swarm.running().stream().allMatch(agent -> agent.lifecycle() == Lifecycle.READY));
        }
    }

    @Test
    void agentsJoinThoughMuchIsLost() {
        Swarm swarm = new Swarm(Settings.lan(), 42);
        swarm.network().loss(0.3);
        for (int i = 0; i < 20; i++) {
            swarm.join(0, 1, 2);
        }
        assertTrue(swarm.until(
                () -> swarm.running().stream().allMatch(agent -> agent.roster().live() == 20), 20 * SECOND));
    }

    @Test
    void anAgentWaitsForItsSeedHoweverLong() {
        Swarm swarm = new Swarm(Settings.lan(), 43);
        swarm.join();
        swarm.crash(0);
        swarm.join(0);
        swarm.run(60 * SECOND);
        assertEquals(Lifecycle.JOINING, swarm.agent(1).lifecycle());
        swarm.restart(0, 1);
        assertTrue(swarm.until(() -> swarm.believes(0, 1), 10 * SECOND));
    }

    @Test
    void whoComesLateLearnsAllThereIs() {
        Swarm swarm = joined(15, 44);
        swarm.put(3, "key", "value");
        swarm.run(30 * SECOND);
        swarm.join(5);
        assertTrue(swarm.until(() -> swarm.believes(upTo(16)) && swarm.agrees(), 2 * SECOND));
    }

    @Test
    void whoLeavesIsKnownToHaveLeftBeforeItIsGone() {
        Swarm swarm = joined(20, 45);
        swarm.chronicle().clear();
        swarm.act(7, agent -> agent.leave(swarm.nowNanos()));
        assertEquals(new Outcome.Refused(Refusal.LEAVING), swarm.put(7, "key", "value"));
        swarm.run(50 * MILLI);
        for (int i = 0; i < 20; i++) {
            assertEquals(Status.LEFT, Swarm.status(swarm.agent(i), 7), "agent " + i);
        }
        assertEquals(Lifecycle.LEAVING, swarm.agent(7).lifecycle());
        assertTrue(swarm.until(() -> swarm.agent(7).lifecycle() == Lifecycle.LEFT, SECOND));
        swarm.run(20 * SECOND);
        assertEquals(
                0,
                swarm.chronicle()
                        .count(
                                Event.MemberChanged.class,
                                change -> change.member().status() == Status.SUSPECT));
        assertEquals(0, swarm.chronicle().count(Event.Refuted.class, _ -> true));
    }

    @Test
    void whoHasLeftSaysNothingMore() {
        Swarm swarm = joined(5, 46);
        swarm.act(2, agent -> agent.leave(swarm.nowNanos()));
        swarm.run(2 * SECOND);
        swarm.chronicle().clear();
        swarm.run(20 * SECOND);
        assertTrue(swarm.chronicle().sendings().stream().noneMatch(sending -> sending.from() == 2));
    }

    @Test
    void whoLeftMayComeBack() {
        Swarm swarm = joined(8, 47);
        swarm.act(3, agent -> agent.leave(swarm.nowNanos()));
        swarm.run(5 * SECOND);
        swarm.restart(3, 1, 0);
        assertTrue(swarm.until(() -> swarm.believes(upTo(8)), 5 * SECOND));
    }

    @Test
    void aRestartedAgentWithAHigherIncarnationIsAccepted() {
        Swarm swarm = joined(10, 48);
        swarm.crash(4);
        swarm.run(30 * SECOND);
        assertEquals(Status.DEAD, Swarm.status(swarm.agent(0), 4));
        swarm.restart(4, 7, 0);
        assertTrue(swarm.until(() -> swarm.believes(upTo(10)), 3 * SECOND));
        Member held = swarm.agent(0).roster().find(Swarm.member(4).id());
        assertNotNull(held);
        assertEquals(7, held.incarnation());
    }

    /** A disk was lost: the others know the agent by a higher incarnation than it knows itself. */
    @Test
    void anAgentThatForgotItsIncarnationIsToldAndRaisesIt() {
        Swarm swarm = joined(6, 49);
        swarm.crash(2);
        swarm.run(30 * SECOND);
        swarm.restart(2, 9, 0);
        swarm.run(3 * SECOND);
        swarm.crash(2);
        swarm.run(SECOND);
        swarm.restart(2, 0, 0);
        assertTrue(swarm.until(() -> swarm.believes(upTo(6)), 20 * SECOND));
        Member self = swarm.agent(2).roster().find(Swarm.member(2).id());
        assertNotNull(self);
        assertTrue(self.incarnation() > 9);
    }

    @Test
    void incarnationsOnlyRise() {
        Swarm swarm = joined(12, 50);
        swarm.network().loss(0.4);
        for (int i = 0; i < 3; i++) {
            swarm.crash(i + 3);
            swarm.run(30 * SECOND);
            swarm.restart(i + 3, i, 0, 1);
        }
        swarm.network().whole();
        swarm.run(30 * SECOND);
        for (int agent = 0; agent < 12; agent++) {
            long[] highest = new long[12];
            int observer = agent;
            boolean restarted = agent >= 3 && agent < 6;
            List<Member> changes = swarm.chronicle().observations().stream()
                    .filter(observed -> observed.agent() == observer)
                    .filter(observed -> observed.event() instanceof Event.MemberChanged)
                    .map(observed -> ((Event.MemberChanged) observed.event()).member())
                    .toList();
            for (Member member : changes) {
                int who = IntStream.range(0, 12)
                        .filter(i -> Swarm.member(i).id() == member.id())
                        .findFirst()
                        .orElseThrow();
                assertFalse(!restarted && member.incarnation() < highest[who], "agent " + agent + " of " + who);
                highest[who] = member.incarnation();
            }
        }
    }
}
