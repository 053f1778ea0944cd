package io.murmur.schema;

import io.opentelemetry.api.common.AttributeKey;
import java.util.List;

/**
 * A declared attribute.
 *
 * @param key its name and type
 * @param values the only values it may have; empty where it may have any
 */
public record Attribute(AttributeKey<?> key, List<String> values) {
    public String name() {
        return key.getKey();
    }

    /** Whether it may have this value. */
    public boolean allows(Object value) {
        return values.isEmpty() || (value instanceof String text && values.contains(text));
    }
}
