package io.murmur.sim.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.murmur.sim.run.Options;
import io.murmur.sim.run.Play;
import io.murmur.sim.run.Progress;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two of six live on. With hardly anybody to answer they doubt themselves and probe less often, as Lifeguard has it: the last of
 * the dead are found after up to 110 rounds, not 60.
 */
class MostCrashScenarioTest {
    private static final Scenario SCENARIO = ScenarioReader.parse("most-crash", "most-crash.yaml", """
            agents: 6
            fanout: 0
            timing: lockstep
            roundsMax: 400
            workload: {from: 0, to: 5, perRound: 1, valueBytes: 0}
            faults:
              - {kind: crash, from: 2, to: 3, count: 1}
              - {kind: crash, from: 4, to: 5, count: 3}
            expectations: {deadKnownWithinRounds: 300}
            """);

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6})
    void thoseWhoLiveFindAllTheDeadInTime(long seed) {
        assertEquals(
                List.of(),
                Play.play(SCENARIO, new Options(seed, 1, 0), Progress.UNSEEN).violations());
    }
}
