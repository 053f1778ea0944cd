package io.murmur.schema.check;

import io.murmur.schema.Instrument;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.metrics.data.DoubleExemplarData;
import io.opentelemetry.sdk.metrics.data.DoublePointData;
import io.opentelemetry.sdk.metrics.data.ExemplarData;
import io.opentelemetry.sdk.metrics.data.ExponentialHistogramPointData;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.LongExemplarData;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.PointData;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What an SDK in this process has in memory, as samples. */
public final class SdkSamples {
    private SdkSamples() {}

    public static Sample.Resource of(Resource resource) {
        return new Sample.Resource(of(resource.getAttributes()));
    }

    public static Sample.Scope of(InstrumentationScopeInfo scope) {
        return new Sample.Scope(
                scope.getName(),
                Objects.requireNonNullElse(scope.getVersion(), ""),
                Objects.requireNonNullElse(scope.getSchemaUrl(), ""),
                of(scope.getAttributes()),
                0);
    }

    public static Sample.Metric of(MetricData data) {
        return new Sample.Metric(
                data.getName(),
                instrument(data),
                data.getUnit(),
                data.getData().getPoints().stream().map(SdkSamples::point).toList());
    }

    public static Sample.Span of(SpanData data) {
        return new Sample.Span(
                data.getName(),
                data.getKind(),
                status(data.getStatus()),
                of(data.getAttributes()),
                data.getEvents().stream()
                        .map(event -> new Sample.SpanEvent(event.getName(), of(event.getAttributes())))
                        .toList(),
                data.getLinks().stream()
                        .map(link -> new Sample.SpanLink(of(link.getAttributes())))
                        .toList());
    }

    public static Sample.Log of(LogRecordData data) {
        Value<?> body = data.getBodyValue();
        boolean correlated = data.getSpanContext().isValid();
        return new Sample.Log(
                Objects.requireNonNullElse(data.getEventName(), ""),
                data.getSeverity().getSeverityNumber(),
                Objects.requireNonNullElse(data.getSeverityText(), ""),
                body == null ? null : body.asString(),
                correlated ? data.getSpanContext().getTraceId() : "",
                correlated ? data.getSpanContext().getSpanId() : "",
                of(data.getAttributes()));
    }

    private static List<Sample.Attribute> of(Attributes attributes) {
        List<Sample.Attribute> told = new ArrayList<>(attributes.size());
        attributes.forEach((key, value) ->
                told.add(new Sample.Attribute(key.getKey(), value instanceof Value<?> ? null : value)));
        return List.copyOf(told);
    }

    private static Sample.Status status(StatusData status) {
        return new Sample.Status(status.getStatusCode().name().toLowerCase(Locale.ROOT), status.getDescription());
    }

    private static String instrument(MetricData data) {
        return switch (data.getType()) {
            case LONG_GAUGE, DOUBLE_GAUGE -> Instrument.GAUGE.value();
            case LONG_SUM -> sum(data.getLongSumData().isMonotonic());
            case DOUBLE_SUM -> sum(data.getDoubleSumData().isMonotonic());
            case HISTOGRAM, EXPONENTIAL_HISTOGRAM -> Instrument.HISTOGRAM.value();
            case SUMMARY -> "Summary";
        };
    }

    private static String sum(boolean monotonic) {
        return (monotonic ? Instrument.COUNTER : Instrument.UPDOWNCOUNTER).value();
    }

    private static Sample.Point point(PointData data) {
        List<Sample.Attribute> attributes = of(data.getAttributes());
        List<Sample.Exemplar> exemplars =
                data.getExemplars().stream().map(SdkSamples::exemplar).toList();
        return switch (data) {
            case LongPointData point -> new Sample.NumberPoint(point.getValue(), 0, attributes, exemplars);
            case DoublePointData point -> new Sample.NumberPoint(point.getValue(), 0, attributes, exemplars);
            case HistogramPointData point ->
                new Sample.HistogramPoint(
                        point.getCount(),
                        point.getSum(),
                        point.hasMin() ? point.getMin() : null,
                        point.hasMax() ? point.getMax() : null,
                        point.getCounts(),
                        point.getBoundaries(),
                        0,
                        attributes,
                        exemplars);
            case ExponentialHistogramPointData point ->
                new Sample.ExponentialPoint(
                        point.getCount(),
                        point.getSum(),
                        point.hasMin() ? point.getMin() : null,
                        point.hasMax() ? point.getMax() : null,
                        point.getScale(),
                        point.getZeroCount(),
                        0,
                        0,
                        attributes,
                        exemplars);
            default -> new Sample.NumberPoint(null, 0, attributes, exemplars);
        };
    }

    private static Sample.Exemplar exemplar(ExemplarData data) {
        boolean correlated = data.getSpanContext().isValid();
        return new Sample.Exemplar(
                value(data),
                data.getEpochNanos(),
                correlated ? data.getSpanContext().getTraceId() : "",
                correlated ? data.getSpanContext().getSpanId() : "",
                of(data.getFilteredAttributes()));
    }

    private static @Nullable Number value(ExemplarData data) {
        return switch (data) {
            case LongExemplarData one -> one.getValue();
            case DoubleExemplarData one -> one.getValue();
            default -> null;
        };
    }
}
