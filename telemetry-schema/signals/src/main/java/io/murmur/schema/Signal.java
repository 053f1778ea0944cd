package io.murmur.schema;

import io.opentelemetry.api.trace.SpanKind;
import java.util.List;

/** A declared signal. */
public sealed interface Signal {
    /** Unique among the signals of its kind. */
    String name();

    List<Use> attributes();

    /**
     * A metric.
     *
     * @param floating whether its values are doubles rather than longs
     * @param unit in UCUM
     */
    record Metric(String name, Instrument instrument, boolean floating, String unit, String brief, List<Use> attributes)
            implements Signal {}

    /**
     * A span.
     *
     * @param name its type in the registry, which it does not carry itself
     * @param title the name that it carries, with attributes in braces
     */
    record Span(String name, SpanKind kind, String title, String brief, List<Use> attributes) implements Signal {}

    /** An event: a log record with a name. */
    record Event(String name, String brief, List<Use> attributes) implements Signal {}
}
