package io.murmur.sim.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.murmur.sim.engine.TimingKind;
import io.murmur.sim.oracle.Rumor;
import io.murmur.sim.run.Options;
import io.murmur.sim.run.Play;
import io.murmur.sim.run.Progress;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OracleScenarioTest {
    private static final int FANOUT = 3;

    @ParameterizedTest
    @CsvSource({"10, 40", "100, 30", "1000, 10"})
    void theProtocolSpreadsAsTheModelDoes(int agents, int seeds) {
        Scenario scenario = Scenario.update(agents, FANOUT, TimingKind.LOCKSTEP, 0);
        double protocol = IntStream.range(0, seeds)
                .mapToLong(seed -> Play.play(scenario, new Options(seed, 1, 0), Progress.UNSEEN)
                        .rounds()
                        .p100())
                .average()
                .orElseThrow();
        double model = IntStream.range(0, 10 * seeds)
                .map(seed -> new Rumor(agents, FANOUT, 0, seed).run().length - 1)
                .average()
                .orElseThrow();
        assertEquals(model, protocol, 1.0, "mean rounds over seeds 0 to " + (seeds - 1));
    }
}
