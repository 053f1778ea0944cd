package io.murmur.schema.live;

import com.google.protobuf.ByteString;
import io.murmur.schema.check.Sample;
import io.opentelemetry.proto.metrics.v1.Exemplar;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The points of a metric in OTLP, as samples. */
final class OtlpPoints {
    private OtlpPoints() {}

    static List<Sample.Point> of(Metric metric) {
        return switch (metric.getDataCase()) {
            case SUM -> numbers(metric.getSum().getDataPointsList());
            case GAUGE -> numbers(metric.getGauge().getDataPointsList());
            case HISTOGRAM ->
                metric.getHistogram().getDataPointsList().stream()
                        .map(OtlpPoints::histogram)
                        .toList();
            case EXPONENTIAL_HISTOGRAM ->
                metric.getExponentialHistogram().getDataPointsList().stream()
                        .map(OtlpPoints::exponential)
                        .toList();
            case SUMMARY, DATA_NOT_SET -> List.of();
        };
    }

    /** An id in hexadecimal; empty if it has another length. */
    static String hex(ByteString id, int bytes) {
        return id.size() == bytes ? HexFormat.of().formatHex(id.toByteArray()) : "";
    }

    private static List<Sample.Point> numbers(List<NumberDataPoint> points) {
        return points.stream().map(OtlpPoints::number).toList();
    }

    private static Sample.Point number(NumberDataPoint point) {
        @Nullable
        Number value = switch (point.getValueCase()) {
            case AS_INT -> point.getAsInt();
            case AS_DOUBLE -> point.getAsDouble();
            case VALUE_NOT_SET -> null;
        };
        return new Sample.NumberPoint(
                value,
                point.getFlags(),
                OtlpSamples.attributes(point.getAttributesList()),
                exemplars(point.getExemplarsList()));
    }

    private static Sample.Point histogram(HistogramDataPoint point) {
        return new Sample.HistogramPoint(
                point.getCount(),
                point.hasSum() ? point.getSum() : null,
                point.hasMin() ? point.getMin() : null,
                point.hasMax() ? point.getMax() : null,
                List.copyOf(point.getBucketCountsList()),
                List.copyOf(point.getExplicitBoundsList()),
                point.getFlags(),
                OtlpSamples.attributes(point.getAttributesList()),
                exemplars(point.getExemplarsList()));
    }

    private static Sample.Point exponential(ExponentialHistogramDataPoint point) {
        return new Sample.ExponentialPoint(
                point.getCount(),
                point.hasSum() ? point.getSum() : null,
                point.hasMin() ? point.getMin() : null,
                point.hasMax() ? point.getMax() : null,
                point.getScale(),
                point.getZeroCount(),
                point.getZeroThreshold(),
                point.getFlags(),
                OtlpSamples.attributes(point.getAttributesList()),
                exemplars(point.getExemplarsList()));
    }

    private static List<Sample.Exemplar> exemplars(List<Exemplar> exemplars) {
        return exemplars.stream().map(OtlpPoints::exemplar).toList();
    }

    private static Sample.Exemplar exemplar(Exemplar exemplar) {
        @Nullable
        Number value = switch (exemplar.getValueCase()) {
            case AS_INT -> exemplar.getAsInt();
            case AS_DOUBLE -> exemplar.getAsDouble();
            case VALUE_NOT_SET -> null;
        };
        return new Sample.Exemplar(
                value,
                exemplar.getTimeUnixNano(),
                hex(exemplar.getTraceId(), 16),
                hex(exemplar.getSpanId(), 8),
                OtlpSamples.attributes(exemplar.getFilteredAttributesList()));
    }
}
