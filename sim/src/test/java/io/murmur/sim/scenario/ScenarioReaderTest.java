package io.murmur.sim.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.murmur.sim.engine.TimingKind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScenarioReaderTest {
    private static Scenario parse(String text) {
        return ScenarioReader.parse("test", "test.yaml", text);
    }

    @Test
    void readsWhatIsThereAndKnowsTheRest() {
        Scenario scenario = parse("""
                agents: 20
                timing: network
                network: {loss: 0.25}
                faults:
                  - {kind: crash, at: 3, count: 2}
                  - {kind: partition, from: 5, to: 9, share: 0.5, oneWay: true}
                """);
        assertEquals(20, scenario.agents());
        assertEquals(20, scenario.places());
        assertEquals(TimingKind.NETWORK, scenario.timing());
        assertEquals(0.25, scenario.network().loss());
        assertEquals(Workload.ONE_UPDATE, scenario.workload());
        assertEquals(Expectations.ARRIVAL, scenario.expectations());
        assertEquals(List.of(Fault.Crash.at(3, 2), new Fault.Partition(5, 9, 0.5, true)), scenario.faults());
    }

    @Test
    void aSwarmThatGrowsByAShareGrowsToTheNumberAskedFor() {
        Scenario growing = parse("""
                places: 50
                agents: 1
                roundsMax: 100
                bootstrap: seeds
                faults:
                  - {kind: join, from: 2, to: 9, perRound: 1, share: 0.5}
                """);
        Scenario larger = growing.withAgents(20);
        assertEquals(1, larger.agents());
        assertEquals(20, larger.places());
        // 1, 2, 3, 4, 6, 9, 13, 19, 20
        assertEquals(List.of(new Fault.Join(2, 10, 1, 0.5)), larger.faults());
        assertEquals(101, larger.roundsMax());
    }

    @Test
    void agentsJoinThroughAnyOrAllThroughTheFirst() {
        Scenario scenario = parse("""
                places: 150
                faults:
                  - {kind: join, from: 2, to: 9}
                  - {kind: join, from: 9, to: 12, first: true}
                """);
        assertEquals(List.of(new Fault.Join(2, 9, 1, 0), new Fault.Join(9, 12, 1, 0, true)), scenario.faults());
    }

    @Test
    void readsWhatGoesWrongInATree() {
        Scenario scenario = parse("""
                topology: hierarchical
                faults:
                  - {kind: crash, from: 3, to: 8, share: 0.25, of: leaders}
                  - {kind: crash, at: 4, of: zone}
                  - {kind: cut, from: 5, to: 9}
                """);
        assertEquals(
                List.of(
                        new Fault.Crash(3, 8, 0.25, 0, Fault.Victims.LEADERS),
                        new Fault.Crash(4, 5, 0, 0, Fault.Victims.ZONE),
                        new Fault.CutOff(5, 9)),
                scenario.faults());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "agnets: 5 | test.yaml:1:1: agnets: expected | did you mean agents?",
                "agents: many | test.yaml:1:9: agents: expected a whole number | \"many\"",
                "agents: 0 | test.yaml:1:9: agents: expected a whole number from 1 | not 0",
                "timing: network_ | test.yaml:1:9: timing: expected one of lockstep | did you mean network?",
                "network: {lost: 0.1} | test.yaml:1:11: network.lost: expected | did you mean loss?",
                "network: {loss: 2} | test.yaml:1:17: network.loss: expected a number from 0 to 1.0 | not 2",
                "faults: [{kind: crush}] | faults[0].kind: expected one of crash | did you mean crash?",
                "faults: [{at: 3}] | faults[0]: expected a kind | partition",
                "faults: [{kind: crash, at: 3, from: 2}] | faults[0]: expected either at, or from and to | at",
                "faults: [{kind: crash, of: leader}] | faults[0].of: expected one of agents | did you mean leaders?",
                "faults: [{kind: cut, to: 3}] | expected something possible | in a flat swarm",
                "faults: [{kind: crash, of: leaders, share: 1}] | expected something possible | in a flat swarm",
                "faults: [{kind: crash, of: leaders, count: 1}] | expected something possible | a share of the leaders",
                "faults: [{kind: crash, of: zone, share: 1}] | expected something possible | a zone crashes as a whole",
                "faults: [{kind: cut, share: 1}] | faults[0].share: expected one of kind | did you mean",
                "faults: 3 | test.yaml:1:9: faults: expected a list | list",
                "agents: [ | test.yaml: | expected YAML",
            })
    void saysWhereAndWhatWasExpected(String text, String begin, String end) {
        String message = String.valueOf(assertThrows(ScenarioException.class, () -> parse(text)));
        assertTrue(message.contains(begin) && message.contains(end), message);
    }

    @Test
    void namesTheReadyOnesIfThereIsNone() {
        String message = String.valueOf(assertThrows(ScenarioException.class, () -> ScenarioReader.read("clam")));
        assertTrue(message.contains("calm") && message.contains("partition-heals"), message);
    }
}
