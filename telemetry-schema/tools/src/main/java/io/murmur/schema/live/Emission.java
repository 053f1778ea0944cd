package io.murmur.schema.live;

import io.murmur.schema.Schema;
import io.murmur.schema.Signal;
import io.murmur.schema.Use;
import io.murmur.schema.check.Examples;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.logs.export.SimpleLogRecordProcessor;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.testing.exporter.InMemoryLogRecordExporter;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An example of every signal that a schema declares, told of an example of every entity: every attribute with a value that
 * it may have, and every value of an enumeration at least once.
 */
public record Emission(Collection<MetricData> metrics, List<SpanData> spans, List<LogRecordData> events) {
    private static final String SCOPE = "io.murmur.schema.emit";
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^}]+)}");
    private static final long SECONDS_MAX = 60;

    /** The examples of a schema. */
    public static Emission of(Schema schema) {
        Resource resource = Resource.getDefault().merge(Resource.create(Examples.resource(schema)));
        InMemoryMetricReader metrics = InMemoryMetricReader.create();
        InMemorySpanExporter spans = InMemorySpanExporter.create();
        InMemoryLogRecordExporter events = InMemoryLogRecordExporter.create();
        try (OpenTelemetrySdk sdk = OpenTelemetrySdk.builder()
                .setMeterProvider(SdkMeterProvider.builder()
                        .setResource(resource)
                        .registerMetricReader(metrics)
                        .build())
                .setTracerProvider(SdkTracerProvider.builder()
                        .setResource(resource)
                        .addSpanProcessor(SimpleSpanProcessor.create(spans))
                        .build())
                .setLoggerProvider(SdkLoggerProvider.builder()
                        .setResource(resource)
                        .addLogRecordProcessor(SimpleLogRecordProcessor.create(events))
                        .build())
                .build()) {
            MetricExamples.emit(schema, sdk.getMeter(SCOPE));
            spans(schema, sdk);
            events(schema, sdk);
            return new Emission(
                    metrics.collectAllMetrics(), spans.getFinishedSpanItems(), events.getFinishedLogRecordItems());
        }
    }

    /**
     * Sends them to an OTLP receiver, and waits for its answers.
     *
     * @param endpoint a URL without path
     * @return what went wrong; empty if the receiver took all of it
     */
    public Optional<String> send(String endpoint, Protocol protocol) {
        try (Exporters exporters = Exporters.of(endpoint, protocol)) {
            return Stream.of(
                            exporters.metrics().export(metrics),
                            exporters.spans().export(spans),
                            exporters.logs().export(events))
                    .map(code -> code.join(SECONDS_MAX, TimeUnit.SECONDS))
                    .filter(code -> !code.isSuccess())
                    .map(code -> reason(code.getFailureThrowable()))
                    .findFirst();
        }
    }

    private static String reason(@Nullable Throwable failure) {
        if (failure == null) {
            return "no answer in time";
        }
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return String.valueOf(cause.getMessage());
    }

    private static void spans(Schema schema, OpenTelemetrySdk sdk) {
        for (Signal.Span span : schema.spans()) {
            for (Attributes attributes : sets(span.attributes())) {
                sdk.getTracer(SCOPE)
                        .spanBuilder(title(span, attributes))
                        .setSpanKind(span.kind())
                        .setAllAttributes(attributes)
                        .startSpan()
                        .end();
            }
        }
    }

    private static void events(Schema schema, OpenTelemetrySdk sdk) {
        for (Signal.Event event : schema.events()) {
            for (Attributes attributes : sets(event.attributes())) {
                sdk.getLogsBridge()
                        .get(SCOPE)
                        .logRecordBuilder()
                        .setEventName(event.name())
                        .setAllAttributes(attributes)
                        .emit();
            }
        }
    }

    static List<Attributes> sets(List<Use> uses) {
        return IntStream.range(0, Examples.turns(uses))
                .mapToObj(turn -> Examples.attributes(uses, turn))
                .toList();
    }

    private static String title(Signal.Span span, Attributes attributes) {
        return PLACEHOLDER
                .matcher(span.title())
                .replaceAll(match -> Matcher.quoteReplacement(
                        String.valueOf(attributes.get(AttributeKey.stringKey(match.group(1))))));
    }
}
