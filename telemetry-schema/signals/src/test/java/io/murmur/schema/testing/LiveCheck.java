package io.murmur.schema.testing;

import io.murmur.schema.MurmurSchema;
import io.murmur.schema.Schema;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.logs.export.SimpleLogRecordProcessor;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.testing.exporter.InMemoryLogRecordExporter;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.IdGenerator;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * An OpenTelemetry SDK that keeps what it is told in memory, new for each test, and fails the test in which the code
 * under test emitted anything that the registry does not declare.
 *
 * <pre>{@code
 * @RegisterExtension
 * final LiveCheck live = new LiveCheck();
 * }</pre>
 */
public final class LiveCheck implements BeforeEachCallback, AfterEachCallback {
    private final Schema schema;
    private final IdGenerator ids;
    private InMemoryMetricReader metrics = InMemoryMetricReader.create();
    private InMemorySpanExporter spans = InMemorySpanExporter.create();
    private InMemoryLogRecordExporter events = InMemoryLogRecordExporter.create();
    private OpenTelemetrySdk sdk = OpenTelemetrySdk.builder().build();
    private Conformance conformance;

    public LiveCheck() {
        this(IdGenerator.random());
    }

    /** @param ids where the SDK takes its ids from */
    public LiveCheck(IdGenerator ids) {
        this(MurmurSchema.SCHEMA, ids);
    }

    LiveCheck(Schema schema, IdGenerator ids) {
        this.schema = schema;
        this.ids = ids;
        this.conformance = new Conformance(schema);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        open();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        List<Finding> findings = findings();
        sdk.close();
        if (!findings.isEmpty()) {
            throw new AssertionError(findings.stream()
                    .map(Finding::toString)
                    .collect(Collectors.joining("\n", "emitted, but not declared so in the registry:\n", "")));
        }
    }

    void open() {
        metrics = InMemoryMetricReader.create();
        spans = InMemorySpanExporter.create();
        events = InMemoryLogRecordExporter.create();
        conformance = new Conformance(schema);
        sdk = OpenTelemetrySdk.builder()
                .setMeterProvider(
                        SdkMeterProvider.builder().registerMetricReader(metrics).build())
                .setTracerProvider(SdkTracerProvider.builder()
                        .setIdGenerator(ids)
                        .addSpanProcessor(SimpleSpanProcessor.create(spans))
                        .build())
                .setLoggerProvider(SdkLoggerProvider.builder()
                        .addLogRecordProcessor(SimpleLogRecordProcessor.create(events))
                        .build())
                .build();
    }

    /** What the code under test is given; new for each test. */
    public OpenTelemetrySdk openTelemetry() {
        return sdk;
    }

    /** The metrics as they are now. */
    public List<MetricData> metrics() {
        List<MetricData> now = List.copyOf(metrics.collectAllMetrics());
        now.forEach(conformance::check);
        return now;
    }

    /** The spans ended so far. */
    public List<SpanData> spans() {
        return spans.getFinishedSpanItems();
    }

    /** The log records so far. */
    public List<LogRecordData> events() {
        return events.getFinishedLogRecordItems();
    }

    /** Checks everything emitted so far. */
    public List<Finding> findings() {
        metrics();
        spans().forEach(conformance::check);
        events().forEach(conformance::check);
        return conformance.findings();
    }

    /** The check itself, to feed it with more than this SDK was told. */
    public Conformance conformance() {
        return conformance;
    }

    /** How much of the registry this test exercised so far. */
    public Coverage coverage() {
        findings();
        return conformance.coverage();
    }
}
