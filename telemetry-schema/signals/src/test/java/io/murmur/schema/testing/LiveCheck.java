package io.murmur.schema.testing;

import io.murmur.schema.MurmurSchema;
import io.murmur.schema.check.Checker;
import io.murmur.schema.check.Coverage;
import io.murmur.schema.check.CoverageLog;
import io.murmur.schema.check.Examples;
import io.murmur.schema.check.Finding;
import io.murmur.schema.check.Sample;
import io.murmur.schema.check.SdkSamples;
import io.murmur.schema.check.Verdict;
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
import io.opentelemetry.sdk.trace.IdGenerator;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
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
 *
 * <p>What of the registry the tests of a class exercised is kept for the end of the build, which asks whether all of it
 * was: in the folder of the system property {@value #FOLDER}, where there is one. The resource of the SDK is an example,
 * and counts for nothing there; {@link #check(Resource)} takes real ones.
 */
public final class LiveCheck implements BeforeEachCallback, AfterEachCallback {
    /** The system property that names the folder of a module's {@link CoverageLog}. */
    static final String FOLDER = "murmur.live-check";

    private static final Checker CHECKER = new Checker(MurmurSchema.SCHEMA);
    private static final Resource RESOURCE =
            Resource.getDefault().merge(Resource.create(Examples.resource(MurmurSchema.SCHEMA)));

    private final IdGenerator ids;
    private final Set<Finding> findings = new LinkedHashSet<>();
    private InMemoryMetricReader metrics = InMemoryMetricReader.create();
    private InMemorySpanExporter spans = InMemorySpanExporter.create();
    private InMemoryLogRecordExporter events = InMemoryLogRecordExporter.create();
    private OpenTelemetrySdk sdk = OpenTelemetrySdk.builder().build();
    private Coverage coverage = new Coverage(MurmurSchema.SCHEMA);

    public LiveCheck() {
        this(IdGenerator.random());
    }

    /** @param ids where the SDK takes its ids from */
    public LiveCheck(IdGenerator ids) {
        this.ids = ids;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        open();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        List<Finding> violations =
                findings().stream().filter(Finding::violation).toList();
        sdk.close();
        Exercised.of(context).add(context.getRequiredTestClass().getName(), coverage);
        if (!violations.isEmpty()) {
            throw new AssertionError(violations.stream()
                    .map(Finding::toString)
                    .collect(Collectors.joining("\n", "emitted, but not declared so in the registry:\n", "")));
        }
    }

    void open() {
        metrics = InMemoryMetricReader.create();
        spans = InMemorySpanExporter.create();
        events = InMemoryLogRecordExporter.create();
        coverage = new Coverage(MurmurSchema.SCHEMA);
        findings.clear();
        sdk = OpenTelemetrySdk.builder()
                .setMeterProvider(SdkMeterProvider.builder()
                        .setResource(RESOURCE)
                        .registerMetricReader(metrics)
                        .build())
                .setTracerProvider(SdkTracerProvider.builder()
                        .setResource(RESOURCE)
                        .setIdGenerator(ids)
                        .addSpanProcessor(SimpleSpanProcessor.create(spans))
                        .build())
                .setLoggerProvider(SdkLoggerProvider.builder()
                        .setResource(RESOURCE)
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
        now.forEach(this::check);
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

    /** What there is to be said of everything emitted so far, each once; only violations fail a test. */
    public List<Finding> findings() {
        metrics();
        spans().forEach(this::check);
        events().forEach(this::check);
        return List.copyOf(findings);
    }

    /** Checks what another SDK was told, too, and what of. */
    public void check(MetricData data) {
        check(SdkSamples.of(data), data.getResource());
    }

    /** As {@link #check(MetricData)}. */
    public void check(SpanData data) {
        check(SdkSamples.of(data), data.getResource());
    }

    /** As {@link #check(MetricData)}. */
    public void check(LogRecordData data) {
        check(SdkSamples.of(data), data.getResource());
    }

    /** Checks the resource of an agent, too. */
    public void check(Resource resource) {
        check(SdkSamples.of(resource), resource);
    }

    /** How much of the registry this test exercised so far. */
    public Coverage coverage() {
        findings();
        return coverage;
    }

    private void check(Sample sample, Resource resource) {
        CHECKER.check(sample, SdkSamples.of(resource))
                .all()
                .map(Verdict::findings)
                .forEach(findings::addAll);
        coverage.saw(sample);
    }
}
