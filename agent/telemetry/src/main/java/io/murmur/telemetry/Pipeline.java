package io.murmur.telemetry;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.exporter.otlp.http.logs.OtlpHttpLogRecordExporter;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.InternalTelemetryVersion;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.SdkLoggerProviderBuilder;
import io.opentelemetry.sdk.logs.export.BatchLogRecordProcessor;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.SdkMeterProviderBuilder;
import io.opentelemetry.sdk.metrics.export.MetricProducer;
import io.opentelemetry.sdk.metrics.export.MetricReader;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SdkTracerProviderBuilder;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The OpenTelemetry of a real agent: OTLP over HTTP to an endpoint, in batches from bounded queues by threads of its
 * own, so that a receiver that is slow or gone costs the agent nothing but what does not fit, which is counted among what
 * the SDK tells of itself; and nothing at all where nobody is to be told.
 */
public final class Pipeline implements AutoCloseable {
    /** Series that one instrument may have: what is beyond is told as one more, as OpenTelemetry has it. */
    static final int SERIES_MAX = 128;

    private static final InternalTelemetryVersion SELF = InternalTelemetryVersion.LATEST;

    private final OpenTelemetry openTelemetry;
    private final Optional<OpenTelemetrySdk> sdk;

    private Pipeline(Optional<OpenTelemetrySdk> sdk) {
        this.sdk = sdk;
        this.openTelemetry = sdk.<OpenTelemetry>map(open -> open).orElse(OpenTelemetry.noop());
    }

    /** The pipeline of an agent that tells nobody. */
    public static Pipeline none() {
        return new Pipeline(Optional.empty());
    }

    /** The pipeline of an agent that tells an OTLP receiver. */
    public static Pipeline otlp(ExportSettings settings, AgentResource agent) {
        return of(settings, agent, List.of());
    }

    /**
     * The pipeline of an agent that tells an OTLP receiver, others who read its metrics, or both.
     *
     * @param settings null where there is no receiver
     */
    public static Pipeline of(@Nullable ExportSettings settings, AgentResource agent, List<MetricReader> readers) {
        return of(settings, agent, readers, _ -> List.of(), meters -> batches(settings, meters));
    }

    /** The pipeline that somebody else has put together, with {@link DerivedIds}; closed with this one. */
    public static Pipeline of(OpenTelemetrySdk sdk) {
        return new Pipeline(Optional.of(sdk));
    }

    /**
     * As {@link #otlp(ExportSettings, AgentResource)}, for a host that has its own way with spans.
     *
     * @param metrics what is told beside the SDK's own
     */
    public static Pipeline otlp(
            ExportSettings settings, AgentResource agent, SpanProcessor spans, MetricProducer metrics) {
        return of(settings, agent, List.of(), metrics, _ -> Optional.of(spans));
    }

    private static Pipeline of(
            @Nullable ExportSettings settings,
            AgentResource agent,
            List<MetricReader> readers,
            MetricProducer beside,
            Function<MeterProvider, Optional<SpanProcessor>> spans) {
        Resource resource = agent.resource();
        AtomicReference<MeterProvider> known = new AtomicReference<>(MeterProvider.noop());
        SdkMeterProvider meters = metrics(settings, resource, readers, beside, known);
        known.set(meters);
        return of(OpenTelemetrySdk.builder()
                .setMeterProvider(meters)
                .setTracerProvider(traces(resource, meters, spans.apply(meters)))
                .setLoggerProvider(logs(settings, resource, meters))
                .build());
    }

    /**
     * The pipeline of a host that tells nobody, and looks at its own spans and metrics.
     *
     * @param metrics what is read beside the SDK's own
     */
    public static Pipeline own(AgentResource agent, SpanProcessor spans, MetricProducer metrics, MetricReader reader) {
        return of(null, agent, List.of(reader), metrics, _ -> Optional.of(spans));
    }

    /** What {@link Telemetry} is given. */
    public OpenTelemetry openTelemetry() {
        return openTelemetry;
    }

    /** Exports what has gathered, and waits for it, for ten seconds at most. */
    public void flush() {
        sdk.ifPresent(open -> CompletableResultCode.ofAll(List.of(
                        open.getSdkTracerProvider().forceFlush(),
                        open.getSdkMeterProvider().forceFlush(),
                        open.getSdkLoggerProvider().forceFlush()))
                .join(10, TimeUnit.SECONDS));
    }

    /** Exports what is left, for two seconds at most: an agent does not wait longer for a receiver that is gone. */
    @Override
    public void close() {
        sdk.ifPresent(open -> open.shutdown().join(2, TimeUnit.SECONDS));
    }

    /** The way of spans to an OTLP receiver, of which nothing is told. */
    public static SpanExporter spanExporter(ExportSettings settings) {
        return spanExporter(settings, MeterProvider.noop());
    }

    private static SpanExporter spanExporter(ExportSettings settings, MeterProvider meters) {
        return OtlpHttpSpanExporter.builder()
                .setEndpoint(settings.endpoint() + "/v1/traces")
                .setHeaders(settings::headers)
                .setMeterProvider(meters)
                .setInternalTelemetryVersion(SELF)
                .build();
    }

    private static Optional<SpanProcessor> batches(@Nullable ExportSettings settings, MeterProvider meters) {
        return Optional.ofNullable(settings)
                .map(given -> BatchSpanProcessor.builder(spanExporter(given, meters))
                        .setMeterProvider(meters)
                        .setInternalTelemetryVersion(SELF)
                        .build());
    }

    private static SdkTracerProvider traces(Resource resource, MeterProvider meters, Optional<SpanProcessor> spans) {
        SdkTracerProviderBuilder builder = SdkTracerProvider.builder()
                .setResource(resource)
                .setIdGenerator(new DerivedIds())
                .setMeterProvider(() -> meters)
                // the policy has decided before a span starts
                .setSampler(Sampler.alwaysOn());
        spans.ifPresent(builder::addSpanProcessor);
        return builder.build();
    }

    private static SdkMeterProvider metrics(
            @Nullable ExportSettings settings,
            Resource resource,
            List<MetricReader> readers,
            MetricProducer beside,
            AtomicReference<MeterProvider> meters) {
        SdkMeterProviderBuilder builder =
                SdkMeterProvider.builder().setResource(resource).registerMetricProducer(beside);
        readers.forEach(reader -> builder.registerMetricReader(reader, instrument -> SERIES_MAX));
        if (settings != null) {
            var exporter = OtlpHttpMetricExporter.builder()
                    .setEndpoint(settings.endpoint() + "/v1/metrics")
                    .setHeaders(settings::headers)
                    .setMeterProvider(meters::get)
                    .setInternalTelemetryVersion(SELF)
                    .build();
            MetricReader reader = PeriodicMetricReader.builder(exporter)
                    .setInterval(settings.interval())
                    .setInternalTelemetryVersion(SELF)
                    .build();
            builder.registerMetricReader(reader, instrument -> SERIES_MAX);
        }
        return builder.build();
    }

    private static SdkLoggerProvider logs(@Nullable ExportSettings settings, Resource resource, MeterProvider meters) {
        SdkLoggerProviderBuilder builder =
                SdkLoggerProvider.builder().setResource(resource).setMeterProvider(() -> meters);
        if (settings != null) {
            var exporter = OtlpHttpLogRecordExporter.builder()
                    .setEndpoint(settings.endpoint() + "/v1/logs")
                    .setHeaders(settings::headers)
                    .setMeterProvider(meters)
                    .setInternalTelemetryVersion(SELF)
                    .build();
            builder.addLogRecordProcessor(BatchLogRecordProcessor.builder(exporter)
                    .setMeterProvider(meters)
                    .setInternalTelemetryVersion(SELF)
                    .build());
        }
        return builder.build();
    }
}
