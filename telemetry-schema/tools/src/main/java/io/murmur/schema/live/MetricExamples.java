package io.murmur.schema.live;

import io.murmur.schema.Schema;
import io.murmur.schema.Signal;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.Meter;
import java.util.List;

/** Measurements of every metric of a schema, with each set of its attributes. */
final class MetricExamples {
    private static final double HALF = 0.5;

    private MetricExamples() {}

    static void emit(Schema schema, Meter meter) {
        for (Signal.Metric metric : schema.metrics()) {
            List<Attributes> sets = Emission.sets(metric.attributes());
            switch (metric.instrument()) {
                case COUNTER -> counter(metric, meter, sets);
                case UPDOWNCOUNTER -> upDownCounter(metric, meter, sets);
                case GAUGE -> gauge(metric, meter, sets);
                case HISTOGRAM -> histogram(metric, meter, sets);
            }
        }
    }

    private static void counter(Signal.Metric metric, Meter meter, List<Attributes> sets) {
        var builder = meter.counterBuilder(metric.name()).setUnit(metric.unit());
        if (metric.floating()) {
            var counter = builder.ofDoubles().build();
            sets.forEach(attributes -> counter.add(HALF, attributes));
        } else {
            var counter = builder.build();
            sets.forEach(attributes -> counter.add(1, attributes));
        }
    }

    private static void upDownCounter(Signal.Metric metric, Meter meter, List<Attributes> sets) {
        var builder = meter.upDownCounterBuilder(metric.name()).setUnit(metric.unit());
        if (metric.floating()) {
            var counter = builder.ofDoubles().build();
            sets.forEach(attributes -> counter.add(HALF, attributes));
        } else {
            var counter = builder.build();
            sets.forEach(attributes -> counter.add(1, attributes));
        }
    }

    private static void gauge(Signal.Metric metric, Meter meter, List<Attributes> sets) {
        var builder = meter.gaugeBuilder(metric.name()).setUnit(metric.unit());
        if (metric.floating()) {
            var gauge = builder.build();
            sets.forEach(attributes -> gauge.set(HALF, attributes));
        } else {
            var gauge = builder.ofLongs().build();
            sets.forEach(attributes -> gauge.set(1, attributes));
        }
    }

    private static void histogram(Signal.Metric metric, Meter meter, List<Attributes> sets) {
        var builder = meter.histogramBuilder(metric.name()).setUnit(metric.unit());
        if (metric.floating()) {
            var histogram = builder.build();
            sets.forEach(attributes -> histogram.record(HALF, attributes));
        } else {
            var histogram = builder.ofLongs().build();
            sets.forEach(attributes -> histogram.record(1, attributes));
        }
    }
}
