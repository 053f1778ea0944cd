package io.murmur.schema;

import io.opentelemetry.api.trace.SpanKind;
import java.util.List;

/** A declared signal. */
public sealed interface Signal {
    /** Unique among the signals of its kind. */
    String name();

    Stability stability();

    /** The types of the entities that it may be told of: it is told of one of them. */
    List<String> entities();

    List<Use> attributes();

    /**
     * A metric.
     *
     * @param floating whether its values are doubles rather than longs
     * @param unit in UCUM
     */
    record Metric(
            String name,
            Instrument instrument,
            boolean floating,
            String unit,
            String brief,
            Stability stability,
            List<String> entities,
            List<Use> attributes)
            implements Signal {}

    /**
     * A span.
     *
     * @param name its type in the registry, which it does not carry itself
     * @param title the name that it carries, with attributes in braces
     */
    record Span(
            String name,
            SpanKind kind,
            String title,
            String brief,
            Stability stability,
            List<String> entities,
            List<Use> attributes)
            implements Signal {}

    /** An event: a log record with a name. */
    record Event(String name, String brief, Stability stability, List<String> entities, List<Use> attributes)
            implements Signal {}
}
