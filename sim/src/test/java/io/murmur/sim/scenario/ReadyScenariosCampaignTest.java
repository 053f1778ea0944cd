package io.murmur.sim.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.murmur.sim.run.Options;
import io.murmur.sim.run.Play;
import io.murmur.sim.run.Progress;
import io.murmur.sim.run.Result;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("campaign")
class ReadyScenariosCampaignTest {
    /** Of each scenario: {@code mvn -Pcampaign -Dcampaign.seeds=100} for more. */
    private static final int SEEDS = Integer.getInteger("campaign.seeds", 20);

    static List<String> ready() {
        return ScenarioReader.READY;
    }

    @ParameterizedTest
    @MethodSource("ready")
    void everyInvariantAndExpectationHoldsForManySeeds(String name) {
        Scenario scenario = ScenarioReader.read(name);
        List<String> failed = LongStream.rangeClosed(1, SEEDS)
                .parallel()
                .mapToObj(seed -> Play.play(scenario, new Options(seed, 1, 0), Progress.UNSEEN))
                .filter(result -> !result.passed())
                .map(result -> "seed " + result.options().seed() + ": " + result.violations())
                .toList();
        assertEquals(List.of(), failed, "replay: ./murmur sim --scenario " + name + " --seed ...");
    }

    @ParameterizedTest
    @CsvSource({
        "calm, 100000",
        "lossy-10, 100000",
        "sustained-updates, 10000",
        "hostile-datagrams, 10000",
        "duplicates-and-reordering, 10000",
        "partition-heals, 1000",
        "one-way-partition, 1000",
        "crash-and-restart, 1000",
        "forms-from-seeds, 1000",
        "delete-and-collect, 1000",
        "delete-while-parted, 1000",
        "busy-writers, 1000",
        "tree-calm, 100000",
        "tree-lossy-5, 100000",
        "tree-leaders-crash, 100000",
        "tree-leaders-crash-30, 100000",
        "tree-zone-cut, 100000"
    })
    void soDoTheyInLargerSwarms(String name, int agents) {
        Scenario scenario = ScenarioReader.read(name).withAgents(agents);
        Result result = Play.play(scenario, new Options(scenario.seed(), 2, 0), Progress.UNSEEN);
        assertTrue(
                result.passed(),
                () -> "replay: ./murmur sim --scenario " + name + " --agents " + agents + "; " + result.violations());
    }
}
