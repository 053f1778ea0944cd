package io.murmur.sim.signal;

import java.util.ArrayList;
import java.util.List;

/**
 * What became of every operation of a run.
 *
 * @param mode how much was told
 * @param operations operations of all agents, counted where the engine hears of them
 * @param counted operations that the metrics count
 * @param operationsWithoutSpan operations that became no span
 * @param spansCreated spans that the SDK started
 * @param spansEnded spans that the SDK ended
 * @param spansExported spans that a receiver took
 * @param spansDropped spans that were meant for a receiver that did not take them
 * @param spansAggregated spans that are in {@code red} and were not meant for anybody
 * @param red rate, errors and duration of the spans by name and kind, the most frequent first
 * @param metrics the metrics at the end of the run; none where nothing is counted or a receiver is told them
 */
public record Tracing(
        TracingMode mode,
        long operations,
        long counted,
        long operationsWithoutSpan,
        long spansCreated,
        long spansEnded,
        long spansExported,
        long spansDropped,
        long spansAggregated,
        List<Red> red,
        List<Metric> metrics) {
    public Tracing {
        red = List.copyOf(red);
        metrics = List.copyOf(metrics);
    }

    /** Of a run that told nothing. */
    public static Tracing off(long operations) {
        return new Tracing(TracingMode.OFF, operations, operations, operations, 0, 0, 0, 0, 0, List.of(), List.of());
    }

    /** Everything that does not add up, each as a sentence; none in a correct run. */
    public List<String> discrepancies() {
        List<String> found = new ArrayList<>();
        equal(found, operations, "operations", counted, "counted by the metrics");
        equal(
                found,
                operations,
                "operations",
                operationsWithoutSpan + spansCreated,
                "either became no span or a created one");
        equal(found, spansCreated, "spans were created", spansEnded, "ended");
        equal(
                found,
                spansEnded,
                "spans ended",
                spansExported + spansDropped + spansAggregated,
                "were exported, dropped or aggregated");
        equal(
                found,
                spansEnded,
                "spans ended",
                red.stream().mapToLong(Red::count).sum(),
                "are in the figures by name");
        switch (mode) {
            case OFF, COUNTED -> equal(found, spansCreated, "spans were created", 0, "were to be");
            case SAMPLED -> {}
            case ALL -> equal(found, operationsWithoutSpan, "operations became no span", 0, "were to");
        }
        return found;
    }

    private static void equal(List<String> found, long one, String what, long other, String how) {
        if (one != other) {
            found.add(one + " " + what + ", but " + other + " " + how);
        }
    }
}
