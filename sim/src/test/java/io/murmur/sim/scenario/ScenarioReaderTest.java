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
        assertEquals(List.of(new Fault.Crash(3, 0, 2), new Fault.Partition(5, 9, 0.5, true)), scenario.faults());
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
