package io.murmur.telemetry;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.exporter.otlp.http.logs.OtlpHttpLogRecordExporter;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.export.BatchLogRecordProcessor;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.export.MetricProducer;
import io.opentelemetry.sdk.metrics.export.MetricReader;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The OpenTelemetry of a real agent: OTLP over HTTP to an endpoint, in batches from bounded queues by threads of its
 * own, so that a receiver that is slow or gone costs the agent nothing but what does not fit; and nothing at all without
 * an endpoint.
 */
public final class Pipeline implements AutoCloseable {
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
        return otlp(
                settings,
                agent,
                BatchSpanProcessor.builder(spanExporter(settings)).build(),
                resource -> List.of());
    }

    /**
     * As {@link #otlp(ExportSettings, AgentResource)}, for a host that has its own way with spans.
     *
     * @param metrics what is told beside the SDK's own
     */
    public static Pipeline otlp(
            ExportSettings settings, AgentResource agent, SpanProcessor spans, MetricProducer metrics) {
        Resource resource = agent.resource();
        return new Pipeline(Optional.of(OpenTelemetrySdk.builder()
                .setTracerProvider(traces(resource, spans))
                .setMeterProvider(metrics(resource, metrics, reader(settings)))
                .setLoggerProvider(logs(settings, resource))
                .build()));
    }

    /**
     * The pipeline of a host that tells nobody, and looks at its own spans and metrics.
     *
     * @param metrics what is read beside the SDK's own
     */
    public static Pipeline own(AgentResource agent, SpanProcessor spans, MetricProducer metrics, MetricReader reader) {
        Resource resource = agent.resource();
        return new Pipeline(Optional.of(OpenTelemetrySdk.builder()
                .setTracerProvider(traces(resource, spans))
                .setMeterProvider(metrics(resource, metrics, reader))
                .build()));
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

    /** The way of spans to an OTLP receiver. */
    public static SpanExporter spanExporter(ExportSettings settings) {
        return OtlpHttpSpanExporter.builder()
                .setEndpoint(settings.endpoint() + "/v1/traces")
                .setHeaders(settings::headers)
                .build();
    }

    private static SdkTracerProvider traces(Resource resource, SpanProcessor spans) {
        return SdkTracerProvider.builder()
                .setResource(resource)
                .setIdGenerator(new DerivedIds())
                // the policy has decided before a span starts
                .setSampler(Sampler.alwaysOn())
                .addSpanProcessor(spans)
                .build();
    }

    private static SdkMeterProvider metrics(Resource resource, MetricProducer metrics, MetricReader reader) {
        return SdkMeterProvider.builder()
                .setResource(resource)
                .registerMetricProducer(metrics)
                .registerMetricReader(reader)
                .build();
    }

    private static MetricReader reader(ExportSettings settings) {
        var exporter = OtlpHttpMetricExporter.builder()
                .setEndpoint(settings.endpoint() + "/v1/metrics")
                .setHeaders(settings::headers)
                .build();
        return PeriodicMetricReader.builder(exporter)
                .setInterval(settings.interval())
                .build();
    }

    private static SdkLoggerProvider logs(ExportSettings settings, Resource resource) {
        var exporter = OtlpHttpLogRecordExporter.builder()
                .setEndpoint(settings.endpoint() + "/v1/logs")
                .setHeaders(settings::headers)
                .build();
        return SdkLoggerProvider.builder()
                .setResource(resource)
                .addLogRecordProcessor(BatchLogRecordProcessor.builder(exporter).build())
                .build();
    }
}
