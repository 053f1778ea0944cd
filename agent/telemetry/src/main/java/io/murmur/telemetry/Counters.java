package io.murmur.telemetry;

import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableLongCounter;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** The counters of OpenTelemetry over some tallies: their sums are read when somebody collects, and cost nothing before. */
public final class Counters implements AutoCloseable {
    private final List<Tally> tallies;
    private final List<ObservableLongCounter> counters;

    /**
     * Registers every counter.
     *
     * @param tallies those of all threads
     */
    public Counters(Meter meter, List<Tally> tallies) {
        this.tallies = List.copyOf(tallies);
        this.counters = Cells.FAMILIES.stream()
                .map(family ->
                        family.builder().apply(meter).buildWithCallback(measurement -> observe(family, measurement)))
                .toList();
    }

    /** A counter that has counted tells all its series: whoever reads rates misses the first count of one that was not there. */
    private void observe(Cells.Family family, ObservableLongMeasurement measurement) {
        long[] sums = IntStream.range(family.first(), family.end())
                .mapToLong(cell ->
                        tallies.stream().mapToLong(tally -> tally.read(cell)).sum())
                .toArray();
        if (LongStream.of(sums).anyMatch(sum -> sum > 0)) {
            for (int i = 0; i < sums.length; i++) {
                measurement.record(sums[i], family.series().get(i));
            }
        }
    }

    /** Stops telling. */
    @Override
    public void close() {
        counters.forEach(ObservableLongCounter::close);
    }
}
