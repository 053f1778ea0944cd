package io.murmur.sim.signal;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** One series of a metric at the end of a run: the same on any number of threads. */
public sealed interface Metric {
    /** Its name in the registry. */
    String name();

    /** In UCUM. */
    String unit();

    /** What tells it from the other series of its name. */
    Map<String, String> attributes();

    /** A count. */
    record Count(String name, String unit, Map<String, String> attributes, long value) implements Metric {}

    /** Values that were measured: how many, their sum to nine decimals, and the greatest. */
    record Distribution(
            String name, String unit, Map<String, String> attributes, long count, double sum, double greatest)
            implements Metric {}

    /** Those of some data, by name and attributes; gauges are of single agents, and a swarm has none. */
    static List<Metric> of(Collection<MetricData> data) {
        return data.stream()
                .flatMap(Metric::of)
                .sorted(Comparator.comparing(Metric::name)
                        .thenComparing(metric -> metric.attributes().toString()))
                .toList();
    }

    private static Stream<Metric> of(MetricData data) {
        return switch (data.getType()) {
            case LONG_SUM ->
                data.getLongSumData().getPoints().stream()
                        .map(point -> new Count(
                                data.getName(), data.getUnit(), sorted(point.getAttributes()), point.getValue()));
            case HISTOGRAM -> data.getHistogramData().getPoints().stream().map(point -> distribution(data, point));
            case LONG_GAUGE, DOUBLE_GAUGE, DOUBLE_SUM, SUMMARY, EXPONENTIAL_HISTOGRAM -> Stream.empty();
        };
    }

    /** Values are whole nanoseconds or numbers, so beyond nine decimals there is only the order of their addition. */
    private static Metric distribution(MetricData data, HistogramPointData point) {
        double digits = 1e9;
        return new Distribution(
                data.getName(),
                data.getUnit(),
                sorted(point.getAttributes()),
                point.getCount(),
                Math.round(point.getSum() * digits) / digits,
                point.getMax());
    }

    private static Map<String, String> sorted(Attributes attributes) {
        Map<String, String> sorted = new TreeMap<>();
        attributes.forEach((key, value) -> sorted.put(key.getKey(), value.toString()));
        return sorted;
    }
}
