package io.murmur.telemetry;

import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.DoubleHistogramBuilder;
import io.opentelemetry.api.metrics.LongHistogram;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.context.Context;
import java.util.List;

/** OpenTelemetry's own histograms, with exemplars. Threads that record at once wait for each other. */
final class SdkHistograms implements Histograms {
    private final List<Histogram> histograms;

    /** A histogram of doubles or of longs. */
    @FunctionalInterface
    private interface Histogram {
        void record(double value, io.opentelemetry.api.common.Attributes series, Context context);
    }

    SdkHistograms(Meter meter) {
        histograms = Measure.ALL.stream().map(measure -> build(meter, measure)).toList();
    }

    private static Histogram build(Meter meter, Measure measure) {
        DoubleHistogramBuilder builder = meter.histogramBuilder(measure.metric().name())
                .setUnit(measure.metric().unit())
                .setDescription(measure.metric().brief());
        if (measure.metric().floating()) {
            DoubleHistogram doubles =
                    builder.setExplicitBucketBoundariesAdvice(measure.bounds()).build();
            return doubles::record;
        }
        LongHistogram longs = builder.ofLongs()
                .setExplicitBucketBoundariesAdvice(
                        measure.bounds().stream().map(Double::longValue).toList())
                .build();
        return (value, series, context) -> longs.record((long) value, series, context);
    }

    @Override
    public void record(Measure measure, int series, double value, Context context) {
        histograms.get(measure.number()).record(value, measure.series().get(series), context);
    }
}
