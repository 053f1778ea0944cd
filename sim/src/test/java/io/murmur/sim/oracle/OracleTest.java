package io.murmur.sim.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OracleTest {
    private static double meanRounds(int agents, double loss, int runs) {
        return IntStream.range(0, runs)
                .map(seed -> new Rumor(agents, 3, loss, seed).run().length - 1)
                .average()
                .orElseThrow();
    }

    /** The means of k = 3 that the project's design was simulated with. */
    @ParameterizedTest
    @CsvSource({"10, 2.0, 200", "100, 3.9, 200", "1000, 5.1, 100", "10000, 6.7, 40", "100000, 8.0, 8"})
    void spreadsAsTheLiteratureHasIt(int agents, double mean, int runs) {
        assertEquals(mean, meanRounds(agents, 0, runs), 0.35);
    }

    @ParameterizedTest
    @CsvSource({"100", "1000", "10000", "100000"})
    void theFormulaIsWithinARoundOfTheModel(int agents) {
        assertEquals(meanRounds(agents, 0, agents > 10_000 ? 5 : 40), Theory.rounds(agents, 3), 1.0);
    }

    @Test
    void nothingBeatsTheLeast() {
        for (int seed = 0; seed < 200; seed++) {
            int rounds = new Rumor(1_000, 3, 0, seed).run().length - 1;
            assertTrue(rounds >= Theory.roundsLeast(1_000, 3));
        }
    }

    @Test
    void lossCostsRounds() {
        assertTrue(meanRounds(10_000, 0.1, 20) > meanRounds(10_000, 0, 20) + 0.3);
    }

    @Test
    void theHoldersOnlyGrow() {
        int[] holders = new Rumor(5_000, 3, 0.2, 42).run();
        assertEquals(1, holders[0]);
        assertEquals(5_000, holders[holders.length - 1]);
        for (int round = 1; round < holders.length; round++) {
            assertTrue(holders[round] >= holders[round - 1]);
        }
    }
}
