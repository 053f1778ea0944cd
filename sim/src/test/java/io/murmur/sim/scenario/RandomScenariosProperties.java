package io.murmur.sim.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.murmur.sim.run.Options;
import io.murmur.sim.run.Play;
import io.murmur.sim.run.Progress;
import io.murmur.sim.run.Result;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/** Whatever happens to a swarm, no invariant breaks, and once it is over the swarm is one again. */
class RandomScenariosProperties {
    @Provide
    Arbitrary<Scenario> scenarios() {
        return RandomScenarios.any();
    }

    private static Result play(Scenario scenario, int threads, int partitionSize) {
        return Play.play(scenario, new Options(scenario.seed(), threads, partitionSize), Progress.UNSEEN);
    }

    private static void assertWell(Scenario scenario) {
        Result result = play(scenario, 1, 0);
        assertTrue(result.passed(), () -> result.violations() + " after " + result.elapsedRounds() + " rounds");
    }

    private static void assertDeterministic(Scenario scenario) {
        long hash = play(scenario, 1, 0).runHash();
        assertEquals(hash, play(scenario, 2, 7).runHash(), "two threads, partitions of 7");
        assertEquals(hash, play(scenario, 3, 16).runHash(), "three threads, partitions of 16");
    }

    @Property(tries = 25)
    void everySwarmRecovers(@ForAll("scenarios") Scenario scenario) {
        assertWell(scenario);
    }

    /** Whoever misses acknowledgements in a partition probes less often for a while after it. */
    @Example
    void theDeadAreSeenDeadAfterAPartitionAsWell() {
        assertWell(ScenarioReader.parse("parted", "parted.yaml", """
                agents: 8
                places: 13
                fanout: 0
                seed: 2
                roundsMax: 1260
                network: {duplication: 0.1}
                workload: {from: 0, to: 15, perRound: 1, valueBytes: 68, keys: 50, deletes: 0.1}
                faults:
                  - {kind: join, from: 3, to: 4, perRound: 1}
                  - {kind: restart, at: 4}
                  - {kind: crash, from: 15, to: 16, count: 3}
                  - {kind: partition, from: 12, to: 20, share: 0.29, oneWay: true}
                  - {kind: crash, from: 8, to: 9, count: 1}
                expectations: {deadKnownWithinRounds: 600, allKnownWithinRounds: 600, noWriteLost: true}
                """));
    }

    /** Long after the last fault, but datagrams are lost: an agent is declared dead, and has refuted it a round later. */
    @Example
    void whoIsBuriedAnewMayTakeAsLongToRefuteIt() {
        assertWell(ScenarioReader.parse("lossy", "lossy.yaml", """
                agents: 25
                places: 30
                bootstrap: seeds
                fanout: 1
                seed: -987
                roundsMax: 1260
                settings: {tombstoneMillis: 30125}
                network: {loss: 0.1, duplication: 0.15, reordering: 0.3, latency: {kind: uniform, leastMillis: 7, mostMillis: 19}}
                workload: {from: 0, to: 40, perRound: 4, valueBytes: 54, keys: 50, deletes: 0.13}
                faults:
                  - {kind: restart, at: 10}
                  - {kind: restart, at: 16}
                expectations: {deadKnownWithinRounds: 600, allKnownWithinRounds: 600, noWriteLost: true}
                """));
    }

    @Property(tries = 5)
    void everyRunDependsOnItsSeedAlone(@ForAll("scenarios") Scenario scenario) {
        assertDeterministic(scenario);
    }

    @Tag("campaign")
    @Property(tries = 1_000)
    void everySwarmOfManyRecovers(@ForAll("scenarios") Scenario scenario) {
        assertWell(scenario);
    }

    @Tag("campaign")
    @Property(tries = 100)
    void everyRunOfManyDependsOnItsSeedAlone(@ForAll("scenarios") Scenario scenario) {
        assertDeterministic(scenario);
    }
}
