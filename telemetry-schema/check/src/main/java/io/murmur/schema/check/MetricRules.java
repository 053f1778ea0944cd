package io.murmur.schema.check;

import io.murmur.schema.Instrument;
import io.murmur.schema.Signal;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** What is to be said of a metric apart from its attributes. */
final class MetricRules {
    private MetricRules() {}

    /** An instrument is its kind and the type of its numbers; what a histogram sums up no longer tells that type. */
    static Optional<Finding> instrument(Signal.Metric metric, Sample.Metric told, Subject subject) {
        String found = told.instrument();
        if (Arrays.stream(Instrument.values()).noneMatch(known -> known.value().equals(found))) {
            String message = "Instrument '%s' is not supported".formatted(found);
            return Optional.of(subject.finding(FindingId.UNEXPECTED_INSTRUMENT, message, Map.of("instrument", found)));
        }
        String expected = metric.instrument().value();
        if (!expected.equals(found)) {
            return Optional.of(unexpected(found, expected, subject));
        }
        if (told.points().stream().anyMatch(point -> isOther(point, metric))) {
            String numbers = metric.floating() ? " of doubles" : " of integers";
            String others = metric.floating() ? " of integers" : " of doubles";
            return Optional.of(unexpected(found + others, expected + numbers, subject));
        }
        return Optional.empty();
    }

    private static boolean isOther(Sample.Point point, Signal.Metric metric) {
        Class<? extends Number> expected = metric.floating() ? Double.class : Long.class;
        return point instanceof Sample.NumberPoint one && one.value() != null && !expected.isInstance(one.value());
    }

    private static Finding unexpected(String found, String expected, Subject subject) {
        return subject.finding(
                FindingId.UNEXPECTED_INSTRUMENT,
                "Instrument should be '%s', but found '%s'.".formatted(expected, found),
                Map.of("instrument", found, "expected", expected));
    }

    /** @param own whether the metric is the registry's own; what is borrowed, others emit */
    static Optional<Finding> unit(Signal.Metric metric, boolean own, Sample.Metric told, Subject subject) {
        if (metric.unit().equals(told.unit())) {
            return Optional.empty();
        }
        return Optional.of(subject.finding(
                FindingId.UNIT_MISMATCH,
                own ? FindingId.UNIT_MISMATCH.level() : Level.INFORMATION,
                "Unit should be '%s', but found '%s'.".formatted(metric.unit(), told.unit()),
                Map.of("unit", told.unit(), "expected", metric.unit())));
    }
}
