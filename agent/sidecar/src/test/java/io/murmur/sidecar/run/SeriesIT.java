package io.murmur.sidecar.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.murmur.schema.MurmurSpans;
import io.murmur.sidecar.run.OtlpReceiver.Manner;
import io.murmur.telemetry.AgentResource;
import io.murmur.telemetry.ExportSettings;
import io.murmur.telemetry.Pipeline;
import io.murmur.telemetry.Telemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.instrumentation.runtimetelemetry.RuntimeTelemetry;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** How many time series an agent costs whoever stores its metrics. */
class SeriesIT {
    private static final int MOST = 600;
    /** What a pipeline allows an instrument: there are more requests that nobody should make than statuses. */
    private static final int REQUESTS = 128;

    @Test
    void allSignalsOfAnAgentTogetherAreFewEnough() throws Exception {
        InMemoryMetricReader reader = InMemoryMetricReader.create();
        try (OtlpReceiver receiver = new OtlpReceiver()) {
            ExportSettings settings = new ExportSettings(receiver.endpoint(), Map.of(), Duration.ofMinutes(1));
            AgentResource agent = new AgentResource(7, "cup", "kitchen", "1");
            try (Pipeline pipeline = Pipeline.of(settings, agent, List.of(reader));
                    RuntimeTelemetry _ = RuntimeTelemetry.create(pipeline.openTelemetry())) {
                System.gc();
                exercise(pipeline);
                receiver.behave(Manner.REFUSES);
                exercise(pipeline);
                receiver.stop();
                exercise(pipeline);
                Collection<MetricData> all = reader.collectAllMetrics();
                int others = all.stream()
                        .mapToInt(metric -> metric.getData().getPoints().size())
                        .sum();
                int most = Telemetry.seriesMax() + REQUESTS + others;
                assertTrue(most <= MOST, most + ", of which JVM and SDK " + others + ": " + names(all));
                assertEquals(
                        Set.of("jvm", "otel"),
                        Set.copyOf(names(all).stream()
                                .map(name -> name.substring(0, name.indexOf('.')))
                                .toList()),
                        "what is added to the agent's own");
            }
        }
    }

    private static void exercise(Pipeline pipeline) {
        OpenTelemetry openTelemetry = pipeline.openTelemetry();
        Tracer tracer = openTelemetry.getTracer("test");
        for (int i = 0; i < 5_000; i++) { // more than a queue holds
            MurmurSpans.throttleInternal(tracer).startSpan().end();
            openTelemetry.getLogsBridge().get("test").logRecordBuilder().emit();
        }
        pipeline.flush();
    }

    private static Set<String> names(Collection<MetricData> all) {
        Set<String> names = new TreeSet<>();
        all.forEach(metric -> names.add(metric.getName()));
        return names;
    }
}
