package io.murmur.telemetry;

import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableLongCounter;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import java.util.List;

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

    private void observe(Cells.Family family, ObservableLongMeasurement measurement) {
        for (int cell = family.first(); cell < family.end(); cell++) {
            long sum = 0;
            for (Tally tally : tallies) {
                sum += tally.read(cell);
            }
            if (sum > 0) {
                measurement.record(sum, family.series().get(cell - family.first()));
            }
        }
    }

    /** Stops telling. */
    @Override
    public void close() {
        counters.forEach(ObservableLongCounter::close);
    }
}
