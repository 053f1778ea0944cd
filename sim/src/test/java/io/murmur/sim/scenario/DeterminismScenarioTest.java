package io.murmur.sim.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.murmur.sim.engine.TimingKind;
import io.murmur.sim.run.Options;
import io.murmur.sim.run.Play;
import io.murmur.sim.run.Progress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeterminismScenarioTest {
    private static long hash(Scenario scenario, long seed, int threads, int partitionSize) {
        return Play.play(scenario, new Options(seed, threads, partitionSize), Progress.UNSEEN)
                .runHash();
    }

    private static void assertDeterministic(Scenario scenario) {
        long hash = hash(scenario, 7, 1, 0);
        assertEquals(hash, hash(scenario, 7, 1, 0), "the same run again, seed 7");
        assertEquals(hash, hash(scenario, 7, 2, 16), "two threads, partitions of 16, seed 7");
        assertEquals(hash, hash(scenario, 7, 2, 37), "two threads, partitions of 37, seed 7");
        assertNotEquals(hash, hash(scenario, 8, 1, 0), "another seed");
    }

    @ParameterizedTest
    @EnumSource(TimingKind.class)
    void aRunDependsOnItsSeedAlone(TimingKind timing) {
        assertDeterministic(Scenario.update(300, 3, timing, 0.05));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "crash-and-restart",
                "one-way-partition",
                "hostile-datagrams",
                "duplicates-and-reordering",
                "delete-and-collect"
            })
    void soDoesARunUnderFaults(String name) {
        assertDeterministic(ScenarioReader.read(name));
    }
}
