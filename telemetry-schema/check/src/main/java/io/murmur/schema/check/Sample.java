package io.murmur.schema.check;

import io.opentelemetry.api.trace.SpanKind;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Something that was emitted, as it arrived, wherever from. The kinds and their parts are those of Weaver's samples, so
 * that reports have the same shape.
 */
public sealed interface Sample {

    /** How a report counts it. */
    String kind();

    /** What it consists of, in the order of a report. */
    default List<? extends Sample> parts() {
        return List.of();
    }

    /**
     * An attribute.
     *
     * @param value a String, Long, Double, Boolean or a List of one of them; null where it is of no such type
     */
    record Attribute(String name, @Nullable Object value) implements Sample {
        @Override
        public String kind() {
            return "attribute";
        }

        /** The type as a registry calls it; null where the value does not tell. */
        public @Nullable String type() {
            return switch (value) {
                case null -> null;
                case List<?> list -> list.isEmpty() ? null : elements(list);
                default -> scalar(value);
            };
        }

        private static @Nullable String elements(List<?> list) {
            String first = scalar(list.getFirst());
            boolean same = list.stream().allMatch(element -> first != null && first.equals(scalar(element)));
            return same ? first + "[]" : null;
        }

        private static @Nullable String scalar(Object value) {
            return switch (value) {
                case String _ -> "string";
                case Long _ -> "int";
                case Double _ -> "double";
                case Boolean _ -> "boolean";
                default -> null;
            };
        }
    }

    /** What signals are told of. */
    record Resource(List<Attribute> attributes) implements Sample {
        @Override
        public String kind() {
            return "resource";
        }

        @Override
        public List<Attribute> parts() {
            return attributes;
        }
    }

    /** Who tells. */
    record Scope(String name, String version, String schemaUrl, List<Attribute> attributes, int droppedAttributes)
            implements Sample {
        @Override
        public String kind() {
            return "instrumentation_scope";
        }

        @Override
        public List<Attribute> parts() {
            return attributes;
        }
    }

    /** A span. */
    record Span(
            String name,
            SpanKind spanKind,
            @Nullable Status status,
            List<Attribute> attributes,
            List<SpanEvent> events,
            List<SpanLink> links)
            implements Sample {
        @Override
        public String kind() {
            return "span";
        }

        @Override
        public List<Sample> parts() {
            return Stream.of(attributes, events, links)
                    .<Sample>flatMap(List::stream)
                    .toList();
        }
    }

    /**
     * How an operation ended.
     *
     * @param code unset, ok or error
     */
    record Status(String code, String message) {}

    /** An event on a span. */
    record SpanEvent(String name, List<Attribute> attributes) implements Sample {
        @Override
        public String kind() {
            return "span_event";
        }

        @Override
        public List<Attribute> parts() {
            return attributes;
        }
    }

    /** A link of a span to another one. */
    record SpanLink(List<Attribute> attributes) implements Sample {
        @Override
        public String kind() {
            return "span_link";
        }

        @Override
        public List<Attribute> parts() {
            return attributes;
        }
    }

    /**
     * A metric.
     *
     * @param instrument that makes such points, as a registry calls it; another word where none does
     */
    record Metric(String name, String instrument, String unit, List<Point> points) implements Sample {
        @Override
        public String kind() {
            return "metric";
        }

        @Override
        public List<Point> parts() {
            return points;
        }
    }

    /** A value of a metric under one set of attributes. */
    sealed interface Point extends Sample {
        List<Attribute> attributes();

        List<Exemplar> exemplars();

        @Override
        default String kind() {
            return "data_point";
        }

        @Override
        default List<Sample> parts() {
            return Stream.of(attributes(), exemplars())
                    .<Sample>flatMap(List::stream)
                    .toList();
        }
    }

    /**
     * One number.
     *
     * @param value a Long or a Double; null where there is none
     */
    record NumberPoint(@Nullable Number value, int flags, List<Attribute> attributes, List<Exemplar> exemplars)
            implements Point {}

    /** A histogram with the bounds of its buckets. */
    record HistogramPoint(
            long count,
            @Nullable Double sum,
            @Nullable Double min,
            @Nullable Double max,
            List<Long> bucketCounts,
            List<Double> bounds,
            int flags,
            List<Attribute> attributes,
            List<Exemplar> exemplars)
            implements Point {}

    /** A histogram whose buckets grow exponentially. */
    record ExponentialPoint(
            long count,
            @Nullable Double sum,
            @Nullable Double min,
            @Nullable Double max,
            int scale,
            long zeroCount,
            double zeroThreshold,
            int flags,
            List<Attribute> attributes,
            List<Exemplar> exemplars)
            implements Point {}

    /**
     * One measurement that a point is made of.
     *
     * @param attributes those that the point itself does not carry
     */
    record Exemplar(
            @Nullable Number value, long timeUnixNanos, String traceId, String spanId, List<Attribute> attributes)
            implements Sample {
        @Override
        public String kind() {
            return "exemplar";
        }

        @Override
        public List<Attribute> parts() {
            return attributes;
        }
    }

    /**
     * A log record.
     *
     * @param eventName empty where it is no event
     */
    record Log(
            String eventName,
            int severityNumber,
            String severityText,
            @Nullable String body,
            String traceId,
            String spanId,
            List<Attribute> attributes)
            implements Sample {
        @Override
        public String kind() {
            return "log";
        }

        @Override
        public List<Attribute> parts() {
            return attributes;
        }
    }
}
