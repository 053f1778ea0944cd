package io.murmur.sim.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.murmur.sim.check.Violation;
import io.murmur.sim.run.Options;
import io.murmur.sim.run.Play;
import io.murmur.sim.run.Progress;
import io.murmur.sim.run.Result;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** While a tree is parted, mended and left by many, agents that are between two groups keep within the bounds as well. */
class TreeBoundsScenarioTest {
    @ParameterizedTest
    @CsvSource({"tree-halves, 1", "tree-shrinks, 1"})
    void nobodySendsTooMuch(String name, long seed) {
        Result result = Play.play(ScenarioReader.read(name), new Options(seed, 2, 0), Progress.UNSEEN);
        List<Violation> tooMuch = result.violations().stream()
                .filter(violation -> violation.invariant().equals("nobody sends too much"))
                .toList();
        assertEquals(List.of(), tooMuch);
    }
}
