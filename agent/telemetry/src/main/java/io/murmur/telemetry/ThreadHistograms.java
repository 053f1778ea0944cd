package io.murmur.telemetry;

import io.murmur.schema.MurmurSchema;
import io.opentelemetry.sdk.common.Clock;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.HistogramData;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.MetricDataType;
import io.opentelemetry.sdk.metrics.export.MetricProducer;
import io.opentelemetry.sdk.resources.Resource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The histograms of a host with many threads: each records into {@link Buckets} of its own and waits for nobody; who
 * collects is told the sums. Without exemplars.
 */
public final class ThreadHistograms implements MetricProducer {
    private static final InstrumentationScopeInfo SCOPE = InstrumentationScopeInfo.builder(Telemetry.SCOPE)
            .setSchemaUrl(MurmurSchema.URL)
            .build();

    private final Clock clock = Clock.getDefault();
    private final long startNanos = clock.now();
    private final List<Buckets> threads;

    /** @param count the number of threads */
    public ThreadHistograms(int count) {
        threads = Stream.generate(Buckets::new).limit(count).toList();
    }

    /** A histogram as it is now. */
    private record Histogram(Resource resource, Measure measure, HistogramData data) implements MetricData {
        @Override
        public Resource getResource() {
            return resource;
        }

        @Override
        public InstrumentationScopeInfo getInstrumentationScopeInfo() {
            return SCOPE;
        }

        @Override
        public String getName() {
            return measure.metric().name();
        }

        @Override
        public String getDescription() {
            return measure.metric().brief();
        }

        @Override
        public String getUnit() {
            return measure.metric().unit();
        }

        @Override
        public MetricDataType getType() {
            return MetricDataType.HISTOGRAM;
        }

        @Override
        public HistogramData getData() {
            return data;
        }
    }

    /** Those of each thread. */
    List<Buckets> threads() {
        return threads;
    }

    @Override
    public Collection<MetricData> produce(Resource resource) {
        List<MetricData> all = new ArrayList<>();
        for (Measure measure : Measure.ALL) {
            List<HistogramPointData> points = IntStream.range(
                            0, measure.series().size())
                    .mapToObj(series -> point(measure, series))
                    .filter(point -> point.getCount() > 0)
                    .toList();
            if (!points.isEmpty()) {
                HistogramData data = HistogramData.create(AggregationTemporality.CUMULATIVE, points);
                all.add(new Histogram(resource, measure, data));
            }
        }
        return all;
    }

    private HistogramPointData point(Measure measure, int series) {
        long[] counts = new long[measure.bounds().size() + 1];
        double sum = 0;
        double least = Double.POSITIVE_INFINITY;
        double greatest = 0;
        for (Buckets thread : threads) {
            for (int bucket = 0; bucket < counts.length; bucket++) {
                counts[bucket] += thread.count(measure, series, bucket);
            }
            sum += thread.sum(measure, series);
            least = Math.min(least, thread.least(measure, series));
            greatest = Math.max(greatest, thread.greatest(measure, series));
        }
        return HistogramPointData.create(
                startNanos,
                clock.now(),
                measure.series().get(series),
                sum,
                true,
                least,
                true,
                greatest,
                measure.bounds(),
                Arrays.stream(counts).boxed().toList());
    }
}
