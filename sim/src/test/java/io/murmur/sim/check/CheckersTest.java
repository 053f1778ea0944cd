package io.murmur.sim.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.murmur.protocol.agent.Settings;
import io.murmur.protocol.roster.Roster;
import io.murmur.protocol.roster.Status;
import io.murmur.protocol.state.Limits;
import io.murmur.protocol.state.Version;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckersTest {
    private final Doctored swarm = new Doctored();

    private List<Violation> look(Checker checker) {
        checker.look(swarm);
        return checker.violations();
    }

    @Test
    void acceptAQuietSwarm() {
        Checkers checkers = new Checkers(Doctored.bounds(), List.of(new NobodySendsTooMuch(20, 32)));
        swarm.calm = 10_000;
        for (int i = 0; i < 3; i++) {
            swarm.round++;
            checkers.glance(swarm);
            checkers.look(swarm);
        }
        assertEquals(List.of(), checkers.violations());
    }

    @Test
    void versionsMayOnlyRise() {
        Checker checker = new VersionsNeverGoBack();
        swarm.states[1] = swarm.state(swarm.entry("k", 5, "old"));
        look(checker);
        swarm.states[1] = swarm.state(swarm.entry("k", 6, "new"));
        assertEquals(List.of(), look(checker));
        swarm.states[1] = swarm.state(swarm.entry("k", 4, "older"));
        assertFalse(look(checker).isEmpty());
    }

    @Test
    void anEntryMustNotDisappear() {
        Checker checker = new VersionsNeverGoBack();
        swarm.states[1] = swarm.state(swarm.entry("k", 5, "v"));
        look(checker);
        swarm.states[1] = swarm.state();
        assertFalse(look(checker).isEmpty());
    }

    @Test
    void aTombstoneMayDisappearBehindARaisedWatermark() {
        Checker checker = new VersionsNeverGoBack();
        swarm.states[1] = swarm.state(swarm.tombstone("k", 5));
        look(checker);
        swarm.states[1] = swarm.states[1].collect(Version.of(6, 0));
        assertEquals(List.of(), look(checker));
        swarm.states[1] = swarm.state();
        assertFalse(look(checker).isEmpty(), "a watermark that falls");
    }

    @Test
    void anEntryMayDisappearIfAnotherAgentCollectedItAndOnlyThen() {
        Checker checker = new VersionsNeverGoBack();
        swarm.states[0] = swarm.state(swarm.entry("kept", 5, "v")).collect(Version.of(6, 0));
        swarm.states[1] = swarm.state(swarm.entry("k", 5, "v"), swarm.entry("kept", 5, "v"));
        look(checker);
        swarm.states[1] = swarm.state(swarm.entry("kept", 5, "v"));
        assertEquals(List.of(), look(checker));
        swarm.states[1] = swarm.state();
        assertFalse(look(checker).isEmpty(), "whoever collected has it still");
    }

    @Test
    void whatIsYoungerThanTheWatermarkWasNotCollected() {
        Checker checker = new VersionsNeverGoBack();
        swarm.states[0] = swarm.state().collect(Version.of(6, 0));
        swarm.states[1] = swarm.state(swarm.entry("k", 7, "v"));
        look(checker);
        swarm.states[1] = swarm.state();
        assertFalse(look(checker).isEmpty());
    }

    @Test
    void nobodyFollowsAnAgentThatDoesNotRun() {
        Checker checker = new VersionsNeverGoBack();
        swarm.states[0] = swarm.state().collect(Version.of(6, 0));
        swarm.running[0] = false;
        swarm.states[1] = swarm.state(swarm.entry("k", 5, "v"));
        look(checker);
        swarm.states[1] = swarm.state();
        assertFalse(look(checker).isEmpty());
    }

    /** It met two that had collected: the first raised the watermark further than the one it took over. */
    @Test
    void anEntryMayDisappearBehindAHigherWatermarkThanTheOneTakenOver() {
        Checker checker = new VersionsNeverGoBack();
        swarm.states[0] = swarm.state().collect(Version.of(8, 0));
        swarm.states[1] = swarm.state(swarm.tombstone("k", 7));
        look(checker);
        swarm.states[1] = swarm.state().collect(Version.of(6, 0));
        assertEquals(List.of(), look(checker));
    }

    @Test
    void aRaisedWatermarkExcusesNoLostValue() {
        Checker checker = new VersionsNeverGoBack();
        for (int agent = 0; agent < Doctored.AGENTS; agent++) {
            swarm.states[agent] = swarm.state(swarm.entry("k", 5, "v")).collect(Version.of(agent == 1 ? 4 : 6, 0));
        }
        look(checker);
        swarm.states[1] = swarm.state().collect(Version.of(6, 0));
        assertFalse(look(checker).isEmpty());
    }

    @Test
    void aNewLifeMayBeginWithNothing() {
        Checker checker = new VersionsNeverGoBack();
        swarm.states[1] = swarm.state(swarm.entry("k", 5, "v"));
        look(checker);
        swarm.states[1] = swarm.state();
        swarm.lives[1] = "born again";
        assertEquals(List.of(), look(checker));
    }

    @Test
    void entriesMustBeSealed() {
        swarm.states[0] = swarm.state(swarm.entry("k", 5, "v"));
        assertEquals(List.of(), look(new StatesHashToTheirRoots()));
        swarm.genuine = false;
        assertFalse(look(new StatesHashToTheirRoots()).isEmpty());
    }

    @Test
    void liveAgentsMustAgreeOnceTheBoundHasPassed() {
        swarm.states[2] = swarm.state(swarm.entry("k", 5, "v"));
        swarm.calm = 10;
        assertEquals(List.of(), look(new AllAgreeWhenCalm(10)));
        swarm.calm = 11;
        assertFalse(look(new AllAgreeWhenCalm(10)).isEmpty());
        swarm.running[2] = false;
        assertEquals(List.of(), look(new AllAgreeWhenCalm(10)), "the dead need not agree");
    }

    @Test
    void whoCollectsHasTheBoundToBeFollowed() {
        Checker checker = new AllAgreeWhenCalm(10);
        swarm.calm = 100;
        swarm.round = 100;
        swarm.states[0] = swarm.state().collect(Version.of(6, 0));
        assertEquals(List.of(), look(checker));
        swarm.round = 110;
        assertEquals(List.of(), look(checker));
        swarm.round = 111;
        assertFalse(look(checker).isEmpty());
    }

    @Test
    void theDeadMustBeSeenDeadInTime() {
        swarm.running[2] = false;
        swarm.calm = 20;
        assertEquals(List.of(), look(new TheDeadAndOnlyTheDead(20, 1_000)));
        swarm.calm = 21;
        assertFalse(look(new TheDeadAndOnlyTheDead(20, 1_000)).isEmpty());
        swarm.rosters[0] = Doctored.roster(Status.DEAD);
        swarm.rosters[1] = Doctored.roster(Status.DEAD);
        assertEquals(List.of(), look(new TheDeadAndOnlyTheDead(20, 1_000)));
    }

    @Test
    void theLivingMustNotStayBuried() {
        Checker checker = new TheDeadAndOnlyTheDead(1_000, 30);
        swarm.rosters[0] = Doctored.roster(Status.DEAD);
        swarm.calm = 1_000;
        assertEquals(List.of(), look(checker), "buried just now");
        swarm.round += 30;
        assertEquals(List.of(), look(checker), "for 30 rounds");
        swarm.round++;
        swarm.calm = 30;
        assertEquals(List.of(), look(checker), "one of them was not calm");
        swarm.calm = 31;
        assertFalse(look(checker).isEmpty());
    }

    @Test
    void theLivingMayBeBuriedAgainAndRefuteItAgain() {
        Checker checker = new TheDeadAndOnlyTheDead(1_000, 30);
        swarm.calm = 1_000;
        Roster alive = swarm.rosters[0];
        for (int i = 0; i < 5; i++) {
            swarm.rosters[0] = Doctored.roster(Status.DEAD);
            swarm.round += 20;
            assertEquals(List.of(), look(checker));
            swarm.rosters[0] = alive;
            swarm.round += 20;
            assertEquals(List.of(), look(checker));
        }
    }

    @Test
    void nobodyMaySendMoreThanItsBound() {
        Checker checker = new BoundsHold(Doctored.bounds());
        swarm.sent[1] = Doctored.bounds().datagramsPerRound();
        assertEquals(List.of(), look(checker));
        swarm.sent[1] += Doctored.bounds().datagramsPerRound() + 1;
        assertFalse(look(checker).isEmpty());
    }

    @Test
    void nobodyMaySendMoreInOneRoundThanItsShareInATree() {
        NobodySendsTooMuch checker = new NobodySendsTooMuch(20, 32);
        for (int round = 0; round < 3; round++) {
            swarm.sent[1] += 32;
            swarm.payloads[1] += 20;
            assertEquals(List.of(), look(checker));
        }
        swarm.sent[1] += 33;
        assertEquals(1, look(checker).size(), "datagrams");
        swarm.sent[2] += 21;
        swarm.payloads[2] += 21;
        assertEquals(2, look(checker).size(), "datagrams with entries");
        assertEquals(33, checker.datagramsMost());
        assertEquals(21, checker.payloadsMost());
    }

    @Test
    void twoMustNotLeadOneGroupAtOnce() {
        Checker checker = new NobodyLeadsBesideAnother();
        swarm.led.set(0, List.of(5L, 6L));
        swarm.led.set(1, List.of(7L));
        assertEquals(List.of(), look(checker));
        swarm.led.set(1, List.of(6L));
        assertEquals(1, look(checker).size());
    }

    @Test
    void nobodyMayHoldMoreThanItsBound() {
        Settings lan = Settings.lan();
        Limits tight = new Limits(512, 1_024, 1, 1 << 20);
        Settings settings = new Settings(lan.gossip(), lan.membership(), tight, lan.allowance(), lan.leaveNanos());
        Bounds bounds = Bounds.of(settings, Doctored.AGENTS, 0, false, false);
        swarm.states[0] = swarm.state(swarm.entry("a", 1, "v"));
        assertEquals(List.of(), look(new BoundsHold(bounds)));
        swarm.states[0] = swarm.state(swarm.entry("a", 1, "v"), swarm.entry("b", 1, "v"));
        assertFalse(look(new BoundsHold(bounds)).isEmpty());
    }

    @Test
    void statesOfOneRootAreComparedByTheirEntries() {
        swarm.states[0] = swarm.state(swarm.entry("k", 5, "v"));
        swarm.states[2] = swarm.state(swarm.entry("k", 5, "v"));
        assertEquals(List.of(), look(new EqualRootsMeanEqualStates()));
        swarm.states[2] = swarm.state(swarm.entry("k", 5, "v").sealed(new byte[] {1}));
        assertFalse(look(new EqualRootsMeanEqualStates()).isEmpty(), "one root, and yet other bytes");
    }

    @Test
    void manyViolationsAreCountedAndFewKept() {
        Checker checker = new AllAgreeWhenCalm(0);
        swarm.states[2] = swarm.state(swarm.entry("k", 5, "v"));
        swarm.calm = 1;
        for (int i = 0; i < 100; i++) {
            checker.look(swarm);
        }
        assertEquals(6, checker.violations().size());
        assertTrue(checker.violations().getLast().what().contains("95 more"));
    }
}
