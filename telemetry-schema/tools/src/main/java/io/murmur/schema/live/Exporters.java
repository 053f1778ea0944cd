package io.murmur.schema.live;

import io.opentelemetry.exporter.otlp.http.logs.OtlpHttpLogRecordExporter;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.logs.OtlpGrpcLogRecordExporter;
import io.opentelemetry.exporter.otlp.metrics.OtlpGrpcMetricExporter;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporter;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.logs.export.LogRecordExporter;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The three exporters to one OTLP receiver. */
record Exporters(SpanExporter spans, MetricExporter metrics, LogRecordExporter logs) implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final long CLOSE_SECONDS_MAX = 5;

    /**
     * The exporters to an endpoint.
     *
     * @param endpoint a URL without path
     */
    static Exporters of(String endpoint, Protocol protocol) {
        return switch (protocol) {
            case GRPC ->
                new Exporters(
                        OtlpGrpcSpanExporter.builder()
                                .setEndpoint(endpoint)
                                .setTimeout(TIMEOUT)
                                .build(),
                        OtlpGrpcMetricExporter.builder()
                                .setEndpoint(endpoint)
                                .setTimeout(TIMEOUT)
                                .build(),
                        OtlpGrpcLogRecordExporter.builder()
                                .setEndpoint(endpoint)
                                .setTimeout(TIMEOUT)
                                .build());
            case HTTP ->
                new Exporters(
                        OtlpHttpSpanExporter.builder()
                                .setEndpoint(endpoint + "/v1/traces")
                                .setTimeout(TIMEOUT)
                                .build(),
                        OtlpHttpMetricExporter.builder()
                                .setEndpoint(endpoint + "/v1/metrics")
                                .setTimeout(TIMEOUT)
                                .build(),
                        OtlpHttpLogRecordExporter.builder()
                                .setEndpoint(endpoint + "/v1/logs")
                                .setTimeout(TIMEOUT)
                                .build());
        };
    }

    @Override
    public void close() {
        CompletableResultCode.ofAll(List.of(spans.shutdown(), metrics.shutdown(), logs.shutdown()))
                .join(CLOSE_SECONDS_MAX, TimeUnit.SECONDS);
    }
}
