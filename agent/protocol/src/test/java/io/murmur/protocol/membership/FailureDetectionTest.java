package io.murmur.protocol.membership;

import static io.murmur.protocol.testing.Swarm.MILLI;
import static io.murmur.protocol.testing.Swarm.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.murmur.protocol.agent.Settings;
import io.murmur.protocol.host.Event;
import io.murmur.protocol.host.Extension;
import io.murmur.protocol.host.Local;
import io.murmur.protocol.roster.Address;
import io.murmur.protocol.roster.Member;
import io.murmur.protocol.roster.Roster;
import io.murmur.protocol.roster.Status;
import io.murmur.protocol.state.Scope;
import io.murmur.protocol.testing.Chronicle;
import io.murmur.protocol.testing.Datagram;
import io.murmur.protocol.testing.Rig;
import io.murmur.protocol.testing.Swarm;
import io.murmur.protocol.wire.Message;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The dead are seen dead by all, soon; the living are not. */
class FailureDetectionTest {
    private static long deaths(Swarm swarm) {
        return swarm.chronicle()
                .count(Event.MemberChanged.class, change -> change.member().status() == Status.DEAD);
    }

    /**
     * A probe a second meets the dead one within a few intervals; its two time-outs and the least suspicion follow, and
     * the longest suspicion bounds it where confirmations fail.
     */
    @ParameterizedTest
    @CsvSource({"3, 4000", "10, 2800", "100, 3500"})
    void aDeadMemberIsDeadToAllWithinTheTimeThatTheSettingsImply(int size, long medianMillisMax) {
        MembershipSettings settings = Settings.lan().membership();
        long most = (long) (settings.suspicionNanosMin(size) * settings.suspicionFactorMax())
                + 2L * size * settings.probeIntervalNanos();
        List<Long> times = new ArrayList<>();
        for (long seed = 0; seed < 5; seed++) {
            Swarm swarm = Swarm.of(size, Settings.lan(), seed);
            swarm.run(5 * SECOND);
            swarm.crash(1);
            long crashed = swarm.nowNanos();
            assertTrue(swarm.until(
                    () -> swarm.running().stream().allMatch(agent -> Swarm.status(agent, 1) == Status.DEAD),
                    Math.min(most, 60 * SECOND)));
            times.add((swarm.nowNanos() - crashed) / MILLI);
            swarm.run(5 * SECOND);
            assertEquals(size - 1, deaths(swarm), "nobody else died");
        }
        Collections.sort(times);
        assertTrue(times.get(2) <= medianMillisMax, "milliseconds " + times);
    }

    /** Else the false suspicions of a swarm with loss would grow with it, and all of them go to everybody. */
    @ParameterizedTest
    @CsvSource({"10, 3", "100, 4", "1000, 5", "100000, 9"})
    void theLargerTheSwarmTheMoreRelaysAreAskedBeforeAMemberIsSuspected(int size, int relays) {
        Rig rig = new Rig(size, Settings.lan());
        rig.run(2 * SECOND);
        List<Message> said = rig.said();
        Message.PingRequest first = said.stream()
                .filter(Message.PingRequest.class::isInstance)
                .map(Message.PingRequest.class::cast)
                .findFirst()
                .orElseThrow();
        assertEquals(relays, Collections.frequency(said, first));
    }

    /** Else the timer of that suspicion would be due at once, for ever. */
    @Test
    @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aSuspicionEndsWithTheGroupOfWhoWasSuspected() {
        Local[] inner = new Local[1];
        Rig rig = new Rig(4, Settings.lan(), local -> {
            inner[0] = local;
            return new Extension() {
                @Override
                public void start(List<Address> seeds) {
                    local.regroup(7, local.roster());
                }
            };
        });
        Member accused = Swarm.member(1).with(Status.SUSPECT);
        rig.hear(
                2,
                Datagram.from(
                                Swarm.member(2).id(),
                                new Message.Update(accused, Swarm.member(2).id()))
                        .withGroup(7, Scope.GROUP));
        assertEquals(Status.SUSPECT, rig.status(1));
        inner[0].regroup(8, Roster.of(List.of(Swarm.member(0), Swarm.member(2))));
        rig.run(60 * SECOND);
        assertEquals(
                List.of(),
                rig.events(Event.MemberChanged.class).stream()
                        .filter(change -> change.member().id() == accused.id()
                                && change.member().status() == Status.DEAD)
                        .toList());
    }

    @Test
    void manyThatDieTogetherAreAllSeenDead() {
        Swarm swarm = Swarm.of(30, Settings.lan(), 52);
        swarm.run(2 * SECOND);
        for (int i = 0; i < 10; i++) {
            swarm.crash(i * 3);
        }
        assertTrue(swarm.until(
                () -> swarm.running().stream().allMatch(agent -> agent.roster().live() == 20), 40 * SECOND));
        swarm.run(20 * SECOND);
        assertTrue(swarm.running().stream().allMatch(agent -> agent.roster().live() == 20));
    }

    @ParameterizedTest
    @CsvSource({"5, 1", "20, 2", "20, 3", "20, 4", "60, 5"})
    void aLiveMemberBehindALossyLinkIsNotDeclaredDeadInTenMinutes(int size, long seed) {
        Swarm swarm = Swarm.of(size, Settings.lan(), seed);
        swarm.network().lossy((from, to) -> from == 4 || to == 4 ? 0.3 : 0);
        for (int minute = 0; minute < 10; minute++) {
            swarm.run(60 * SECOND);
            assertEquals(0, deaths(swarm), "in minute " + minute);
            swarm.chronicle().clear();
        }
    }

    @Test
    void aDeadMemberIsSeenDeadThoughAThirdOfAllIsLost() {
        Swarm swarm = Swarm.of(20, Settings.lan(), 54);
        swarm.network().loss(0.3);
        swarm.run(5 * SECOND);
        swarm.crash(4);
        assertTrue(swarm.until(
                () -> swarm.running().stream().allMatch(agent -> Swarm.status(agent, 4) == Status.DEAD), 60 * SECOND));
    }

    @Test
    void relaysSaveAMemberWhoseOneLinkIsCut() {
        Swarm swarm = Swarm.of(8, Settings.lan(), 55);
        swarm.network().only((from, to) -> !(from + to == 3 && from * to == 2));
        swarm.run(120 * SECOND);
        assertEquals(0, deaths(swarm));
        assertTrue(swarm.chronicle().count(Event.ProbeEnded.class, end -> end.outcome() == Event.ProbeOutcome.INDIRECT)
                > 10);
        assertEquals(
                0,
                swarm.chronicle()
                        .count(
                                Event.MemberChanged.class,
                                change -> change.member().status() == Status.SUSPECT));
    }

    /** A pause, not a death: whoever is suspected hears of it and objects. */
    @Test
    void aMemberThatWasAwayForASecondRefutes() {
        Swarm swarm = Swarm.of(15, Settings.lan(), 56);
        swarm.run(3 * SECOND);
        swarm.network().only((from, to) -> from != 6 && to != 6);
        assertTrue(swarm.until(() -> suspicions(swarm) > 0, 10 * SECOND));
        swarm.network().whole();
        swarm.run(10 * SECOND);
        assertEquals(0, deaths(swarm));
        assertTrue(swarm.chronicle().events(Event.Refuted.class).findAny().isPresent());
        assertTrue(swarm.running().stream().allMatch(agent -> Swarm.status(agent, 6) == Status.ALIVE));
    }

    private static long suspicions(Swarm swarm) {
        return swarm.chronicle()
                .count(Event.MemberChanged.class, change -> change.member().status() == Status.SUSPECT);
    }

    @Test
    void everyMemberIsProbedOncePerCycle() {
        Swarm swarm = Swarm.of(20, Settings.lan(), 57);
        swarm.run(90 * SECOND);
        for (int agent = 0; agent < 20; agent++) {
            int prober = agent;
            List<Long> targets = swarm.chronicle().observations().stream()
                    .filter(observed -> observed.agent() == prober)
                    .filter(observed -> observed.event() instanceof Event.ProbeEnded)
                    .map(observed -> ((Event.ProbeEnded) observed.event()).target())
                    .toList();
            assertTrue(targets.size() > 60, "a probe a second");
            assertEquals(19, targets.subList(0, 19).stream().distinct().count(), "agent " + agent);
        }
    }

    @Test
    void awarenessRisesWhileAnAgentIsCutOffAndFallsAfterwards() {
        Swarm swarm = Swarm.of(10, Settings.lan(), 58);
        swarm.run(5 * SECOND);
        swarm.network().only((from, to) -> from != 3 && to != 3);
        swarm.run(20 * SECOND);
        int highest = awareness(swarm);
        assertTrue(highest >= 3 && highest <= Settings.lan().membership().awarenessMax(), "awareness " + highest);
        swarm.network().whole();
        swarm.run(120 * SECOND);
        assertEquals(0, awareness(swarm));
    }

    /** The last word of agent 3 on itself. */
    private static int awareness(Swarm swarm) {
        return swarm.chronicle().observations().stream()
                .filter(observed -> observed.agent() == 3)
                .map(Chronicle.Observation::event)
                .filter(Event.AwarenessChanged.class::isInstance)
                .map(event -> ((Event.AwarenessChanged) event).awareness())
                .reduce(0, (_, last) -> last);
    }
}
