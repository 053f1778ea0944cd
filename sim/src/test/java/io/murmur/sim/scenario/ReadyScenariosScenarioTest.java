package io.murmur.sim.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.murmur.protocol.host.Event;
import io.murmur.sim.engine.TimingKind;
import io.murmur.sim.run.Options;
import io.murmur.sim.run.Play;
import io.murmur.sim.run.Progress;
import io.murmur.sim.run.Result;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReadyScenariosScenarioTest {
    static List<String> ready() {
        return ScenarioReader.READY;
    }

    @ParameterizedTest
    @MethodSource("ready")
    void everyInvariantAndExpectationHolds(String name) {
        Scenario scenario = ScenarioReader.read(name);
        Result result = Play.play(scenario, new Options(scenario.seed(), 2, 0), Progress.UNSEEN);
        assertTrue(
                result.passed(),
                () -> "seed " + scenario.seed() + "; replay: ./murmur sim --scenario " + name + " --seed "
                        + scenario.seed() + "; " + result.violations());
    }

    /** Several that return at once agree with each other first, and drop at different times what was deleted. */
    @Test
    void thoseWhoReturnTogetherBringNothingDeadBack() {
        for (long seed : new long[] {6, 65, 90}) {
            Result result =
                    Play.play(ScenarioReader.read("delete-and-collect"), new Options(seed, 2, 0), Progress.UNSEEN);
            assertEquals(List.of(), result.violations(), "seed " + seed);
        }
    }

    /**
     * A leader that is new, and has heard of no group yet, goes on with those that voted for it (2, 21). Who went to another
     * group on one side of a partition is not mourned on the other side (17).
     */
    @Test
    void halvesThatMeetAgainBecomeOneTreeInTime() {
        for (long seed : new long[] {2, 17, 21}) {
            Result result = Play.play(ScenarioReader.read("tree-halves"), new Options(seed, 2, 0), Progress.UNSEEN);
            assertEquals(List.of(), result.violations(), "seed " + seed);
        }
    }

    /** Nobody whom the leader of a group knew of the unit above was of another group any more; mates knew others. */
    @Test
    void aGroupThatLostSightOfItsUnitIsToldByItsMembers() {
        Result result = Play.play(ScenarioReader.read("tree-grows"), new Options(7, 2, 0), Progress.UNSEEN);
        assertEquals(List.of(), result.violations());
    }

    /** Groups fell silent while many joined, formed a tree of their own, and lost whoever knew of the other one. */
    @Test
    void treesThatLostEachOtherMeetAgainWithoutSeeds() {
        Result result = Play.play(ScenarioReader.read("tree-distant-regions"), new Options(4, 2, 0), Progress.UNSEEN);
        assertEquals(List.of(), result.violations());
    }

    /** Else that no write is lost would say nothing of the refused ones. */
    @Test
    void busyWritersAreRefused() {
        Scenario busy = ScenarioReader.read("busy-writers");
        AtomicLong refused = new AtomicLong();
        Play.play(busy, new Options(busy.seed(), 2, 0), Progress.UNSEEN, (first, count) -> (agent, nowNanos, event) -> {
            if (event instanceof Event.WriteRefused) {
                refused.incrementAndGet();
            }
        });
        assertTrue(refused.get() > 0, "nobody was");
    }

    @Test
    void aNetworkCutForGoodIsReported() {
        Scenario cut = ScenarioReader.parse("cut", "cut.yaml", """
                agents: 50
                timing: network
                roundsMax: 30
                faults:
                  - {kind: partition, from: 0, to: 1000, share: 0.5}
                expectations:
                  convergedWithinRounds: 10
                """);
        Result result = Play.play(cut, new Options(1, 1, 0), Progress.UNSEEN);
        assertFalse(result.passed());
        List<String> broken =
                result.violations().stream().map(each -> each.invariant()).toList();
        assertTrue(broken.contains("heldByAllLive"), broken::toString);
        assertTrue(broken.contains("convergedWithinRounds"), broken::toString);
    }

    /** A zone that is cut off for good holds nothing of what is written beyond it. */
    @Test
    void anUpdateThatDoesNotReachAllLiveAgentsInTimeIsReported() {
        Result result = Play.play(ScenarioReader.parse("cut", "cut.yaml", """
                agents: 1000
                topology: hierarchical
                roundsMax: 30
                workload: {from: 10}
                faults:
                  - {kind: cut, from: 10, to: 40}
                expectations:
                  heldByAllLive: false
                  heldWithinRounds: 12
                """), new Options(1, 1, 0), Progress.UNSEEN);
        assertEquals(
                List.of("heldWithinRounds"),
                result.violations().stream().map(each -> each.invariant()).toList());
    }

    /** Nobody has heard of it when all end. */
    @Test
    void anUpdateThatDiesWithThoseWhoHoldItIsReported() {
        Result result =
                Play.play(ScenarioReader.parse("dies", "dies.yaml", """
                agents: 1000
                topology: hierarchical
                roundsMax: 20
                network: {loss: 1}
                workload: {from: 10}
                faults:
                  - {kind: crash, from: 11, to: 12, share: 1}
                expectations:
                  heldByAllLive: false
                  heldWithinRounds: 5
                """), new Options(1, 1, 0), Progress.UNSEEN);
        assertEquals(
                List.of("heldWithinRounds"),
                result.violations().stream().map(each -> each.invariant()).toList());
    }

    @Test
    void inATreeEverybodyKnowsWhoOfItsGroupIsDead() {
        Scenario scenario = ScenarioReader.parse("dead", "dead.yaml", """
                agents: 1000
                topology: hierarchical
                fanout: 0
                timing: network
                roundsMax: 100
                faults:
                  - {kind: crash, at: 10, of: zone}
                  - {kind: crash, at: 10, count: 5}
                expectations:
                  noLiveDeclaredDead: true
                  deadKnownWithinRounds: 60
                  allKnownWithinRounds: 60
                """);
        Result result = Play.play(scenario, new Options(1, 2, 0), Progress.UNSEEN);
        assertEquals(List.of(), result.violations());
    }

    @Test
    void bothTimingsAreThere() {
        List<TimingKind> timings =
                ready().stream().map(name -> ScenarioReader.read(name).timing()).toList();
        assertTrue(timings.containsAll(List.of(TimingKind.values())));
    }

    @Test
    void aRunThatEndsWhenAllHoldTheUpdateIsTheSameUntilThen() {
        Scenario lossy = ScenarioReader.read("tree-lossy-5");
        Result quiet = Play.play(lossy, new Options(1, 2, 0), Progress.UNSEEN);
        Result held = Play.play(lossy, new Options(1, 2, 0, Options.End.HELD), Progress.UNSEEN);

        assertEquals(quiet.rounds(), held.rounds());
        assertEquals(-1, Objects.requireNonNull(held.costs()).roundsUntilQuiet());
        assertTrue(Objects.requireNonNull(quiet.costs()).roundsUntilQuiet()
                >= quiet.rounds().p100());
    }
}
