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
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
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
        Resource resource = agent.resource();
        return new Pipeline(Optional.of(OpenTelemetrySdk.builder()
                .setTracerProvider(traces(settings, resource))
                .setMeterProvider(metrics(settings, resource))
                .setLoggerProvider(logs(settings, resource))
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

    private static SdkTracerProvider traces(ExportSettings settings, Resource resource) {
        var exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint(settings.endpoint() + "/v1/traces")
                .setHeaders(settings::headers)
                .build();
        return SdkTracerProvider.builder()
                .setResource(resource)
                .setIdGenerator(new DerivedIds())
                // the policy has decided before a span starts
                .setSampler(Sampler.alwaysOn())
                .addSpanProcessor(BatchSpanProcessor.builder(exporter).build())
                .build();
    }

    private static SdkMeterProvider metrics(ExportSettings settings, Resource resource) {
        var exporter = OtlpHttpMetricExporter.builder()
                .setEndpoint(settings.endpoint() + "/v1/metrics")
                .setHeaders(settings::headers)
                .build();
        return SdkMeterProvider.builder()
                .setResource(resource)
                .registerMetricReader(PeriodicMetricReader.builder(exporter)
                        .setInterval(settings.interval())
                        .build())
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
