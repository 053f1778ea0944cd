package io.murmur.schema.live;

import io.murmur.schema.Instrument;
import io.murmur.schema.check.Sample;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.Sum;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The samples of an OTLP request: each resource, then each scope and its signals. */
public final class OtlpSamples {
    private static final Sample.Resource NO_RESOURCE = new Sample.Resource(List.of());

    private final List<Told> told = new ArrayList<>();

    private OtlpSamples() {}

    public static List<Told> of(ExportMetricsServiceRequest request) {
        OtlpSamples samples = new OtlpSamples();
        for (ResourceMetrics ofResource : request.getResourceMetricsList()) {
            Sample.Resource resource = samples.resource(ofResource.hasResource(), ofResource.getResource());
            for (ScopeMetrics ofScope : ofResource.getScopeMetricsList()) {
                samples.scope(ofScope.hasScope(), ofScope.getScope(), ofScope.getSchemaUrl(), resource);
                ofScope.getMetricsList().forEach(metric -> samples.add(metric(metric), resource));
            }
        }
        return samples.told;
    }

    public static List<Told> of(ExportTraceServiceRequest request) {
        OtlpSamples samples = new OtlpSamples();
        for (ResourceSpans ofResource : request.getResourceSpansList()) {
            Sample.Resource resource = samples.resource(ofResource.hasResource(), ofResource.getResource());
            for (ScopeSpans ofScope : ofResource.getScopeSpansList()) {
                samples.scope(ofScope.hasScope(), ofScope.getScope(), ofScope.getSchemaUrl(), resource);
                ofScope.getSpansList().forEach(span -> samples.add(span(span), resource));
            }
        }
        return samples.told;
    }

    public static List<Told> of(ExportLogsServiceRequest request) {
        OtlpSamples samples = new OtlpSamples();
        for (ResourceLogs ofResource : request.getResourceLogsList()) {
            Sample.Resource resource = samples.resource(ofResource.hasResource(), ofResource.getResource());
            for (ScopeLogs ofScope : ofResource.getScopeLogsList()) {
                samples.scope(ofScope.hasScope(), ofScope.getScope(), ofScope.getSchemaUrl(), resource);
                ofScope.getLogRecordsList().forEach(log -> samples.add(log(log), resource));
            }
        }
        return samples.told;
    }

    private void add(Sample sample, Sample.Resource resource) {
        told.add(new Told(sample, resource));
    }

    private Sample.Resource resource(boolean present, Resource resource) {
        if (!present) {
            return NO_RESOURCE;
        }
        Sample.Resource sample = new Sample.Resource(attributes(resource.getAttributesList()));
        add(sample, sample);
        return sample;
    }

    private void scope(boolean present, InstrumentationScope scope, String schemaUrl, Sample.Resource resource) {
        if (present || !schemaUrl.isEmpty()) {
            Sample.Scope sample = new Sample.Scope(
                    scope.getName(),
                    scope.getVersion(),
                    schemaUrl,
                    attributes(scope.getAttributesList()),
                    scope.getDroppedAttributesCount());
            add(sample, resource);
        }
    }

    private static Sample.Span span(Span span) {
        return new Sample.Span(
                span.getName(),
                kind(span.getKind()),
                span.hasStatus() ? status(span.getStatus()) : null,
                attributes(span.getAttributesList()),
                span.getEventsList().stream()
                        .map(event -> new Sample.SpanEvent(event.getName(), attributes(event.getAttributesList())))
                        .toList(),
                span.getLinksList().stream()
                        .map(link -> new Sample.SpanLink(attributes(link.getAttributesList())))
                        .toList());
    }

    private static SpanKind kind(Span.SpanKind kind) {
        return switch (kind) {
            case SPAN_KIND_SERVER -> SpanKind.SERVER;
            case SPAN_KIND_CLIENT -> SpanKind.CLIENT;
            case SPAN_KIND_PRODUCER -> SpanKind.PRODUCER;
            case SPAN_KIND_CONSUMER -> SpanKind.CONSUMER;
            case SPAN_KIND_INTERNAL, SPAN_KIND_UNSPECIFIED, UNRECOGNIZED -> SpanKind.INTERNAL;
        };
    }

    private static Sample.Status status(Status status) {
        String code = switch (status.getCode()) {
            case STATUS_CODE_OK -> "ok";
            case STATUS_CODE_ERROR -> "error";
            case STATUS_CODE_UNSET, UNRECOGNIZED -> "unset";
        };
        return new Sample.Status(code, status.getMessage());
    }

    private static Sample.Log log(LogRecord log) {
        return new Sample.Log(
                log.getEventName(),
                log.getSeverityNumberValue(),
                log.getSeverityText(),
                log.hasBody() ? text(log.getBody()) : null,
                OtlpPoints.hex(log.getTraceId(), 16),
                OtlpPoints.hex(log.getSpanId(), 8),
                attributes(log.getAttributesList()));
    }

    private static String text(AnyValue body) {
        return String.valueOf(value(body));
    }

    private static Sample.Metric metric(Metric metric) {
        return new Sample.Metric(metric.getName(), instrument(metric), metric.getUnit(), OtlpPoints.of(metric));
    }

    private static String instrument(Metric metric) {
        return switch (metric.getDataCase()) {
            case SUM -> sum(metric.getSum());
            case GAUGE -> Instrument.GAUGE.value();
            case HISTOGRAM, EXPONENTIAL_HISTOGRAM -> Instrument.HISTOGRAM.value();
            case SUMMARY -> "Summary";
            case DATA_NOT_SET -> "Unspecified";
        };
    }

    private static String sum(Sum sum) {
        return (sum.getIsMonotonic() ? Instrument.COUNTER : Instrument.UPDOWNCOUNTER).value();
    }

    static List<Sample.Attribute> attributes(List<KeyValue> attributes) {
        return attributes.stream()
                .map(attribute -> new Sample.Attribute(attribute.getKey(), value(attribute.getValue())))
                .toList();
    }

    private static @Nullable Object value(AnyValue value) {
        return switch (value.getValueCase()) {
            case STRING_VALUE -> value.getStringValue();
            case INT_VALUE -> value.getIntValue();
            case DOUBLE_VALUE -> value.getDoubleValue();
            case BOOL_VALUE -> value.getBoolValue();
            case ARRAY_VALUE ->
                value.getArrayValue().getValuesList().stream()
                        .map(OtlpSamples::value)
                        .filter(Objects::nonNull)
                        .toList();
            default -> null;
        };
    }
}
