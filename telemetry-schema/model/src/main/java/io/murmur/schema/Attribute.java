package io.murmur.schema;

import io.opentelemetry.api.common.AttributeKey;
import java.util.List;

/**
 * A declared attribute.
 *
 * @param key its name and type
 * @param values the values of an enumeration; empty where it is none
 */
public record Attribute(AttributeKey<?> key, List<String> values, Stability stability) {
    /** The value with which OpenTelemetry's own enumerations leave room for others. */
    private static final String OTHER = "_OTHER";

    public String name() {
        return key.getKey();
    }

    /** Whether it is an enumeration that knows all its values. */
    public boolean closed() {
        return !values.isEmpty() && !values.contains(OTHER);
    }

    /** Whether it may have this value. */
    public boolean allows(Object value) {
        return !closed() || (value instanceof String text && values.contains(text));
    }
}
