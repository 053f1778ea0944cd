package io.murmur.schema.live;

import io.murmur.schema.Schema;
import io.murmur.schema.check.Examples;
import io.opentelemetry.exporter.otlp.http.logs.OtlpHttpLogRecordExporter;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.logs.OtlpGrpcLogRecordExporter;
import io.opentelemetry.exporter.otlp.metrics.OtlpGrpcMetricExporter;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporter;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.export.BatchLogRecordProcessor;
import io.opentelemetry.sdk.logs.export.LogRecordExporter;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;

/** An SDK that exports over OTLP when it is flushed. */
final class Exporters {
    private static final Duration NEVER = Duration.ofHours(1);

    private Exporters() {}

    /** @param endpoint a URL without path */
    static OpenTelemetrySdk sdk(Schema schema, String endpoint, Protocol protocol) {
        Resource resource = Resource.getDefault().merge(Resource.create(Examples.resource(schema)));
        return OpenTelemetrySdk.builder()
                .setTracerProvider(SdkTracerProvider.builder()
                        .setResource(resource)
                        .addSpanProcessor(BatchSpanProcessor.builder(spans(endpoint, protocol))
                                .setScheduleDelay(NEVER)
                                .build())
                        .build())
                .setMeterProvider(SdkMeterProvider.builder()
                        .setResource(resource)
                        .registerMetricReader(PeriodicMetricReader.builder(metrics(endpoint, protocol))
                                .setInterval(NEVER)
                                .build())
                        .build())
                .setLoggerProvider(SdkLoggerProvider.builder()
                        .setResource(resource)
                        .addLogRecordProcessor(BatchLogRecordProcessor.builder(logs(endpoint, protocol))
                                .setScheduleDelay(NEVER)
                                .build())
                        .build())
                .build();
    }

    private static SpanExporter spans(String endpoint, Protocol protocol) {
        return switch (protocol) {
            case GRPC -> OtlpGrpcSpanExporter.builder().setEndpoint(endpoint).build();
            case HTTP ->
                OtlpHttpSpanExporter.builder()
                        .setEndpoint(endpoint + "/v1/traces")
                        .build();
        };
    }

    private static MetricExporter metrics(String endpoint, Protocol protocol) {
        return switch (protocol) {
            case GRPC -> OtlpGrpcMetricExporter.builder().setEndpoint(endpoint).build();
            case HTTP ->
                OtlpHttpMetricExporter.builder()
                        .setEndpoint(endpoint + "/v1/metrics")
                        .build();
        };
    }

    private static LogRecordExporter logs(String endpoint, Protocol protocol) {
        return switch (protocol) {
            case GRPC -> OtlpGrpcLogRecordExporter.builder().setEndpoint(endpoint).build();
            case HTTP ->
                OtlpHttpLogRecordExporter.builder()
                        .setEndpoint(endpoint + "/v1/logs")
                        .build();
        };
    }
}
