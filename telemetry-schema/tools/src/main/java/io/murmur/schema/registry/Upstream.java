package io.murmur.schema.registry;

import io.opentelemetry.api.common.AttributeKey;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * OpenTelemetry's own attributes, as its semantic-conventions artifacts for Java have them: the build takes types and
 * values from there, so they are written down nowhere in this repository.
 */
final class Upstream {
    private static final String PACKAGE = "io.opentelemetry.semconv.";
    private static final List<String> PLACES = List.of("%sAttributes", "incubating.%sIncubatingAttributes");
    private static final Place PLACE = new Place("semantic-conventions", 1);

    private Upstream() {}

    /** The attribute of a key; null if OpenTelemetry has none. */
    static Definition.@Nullable Attribute find(String key) {
        for (String place : PLACES) {
            try {
                Class<?> holder = Class.forName(PACKAGE + place.formatted(pascal(namespace(key))));
                Object value = holder.getField(constant(key)).get(null);
                if (value instanceof AttributeKey<?> found && found.getKey().equals(key)) {
                    return attribute(found, holder);
                }
            } catch (ClassNotFoundException | NoSuchFieldException | IllegalAccessException absent) {
                // then it is in the other place, or nowhere
            }
        }
        return null;
    }

    private static Definition.Attribute attribute(AttributeKey<?> key, Class<?> holder) throws IllegalAccessException {
        List<Definition.Member> members = members(key.getKey(), holder);
        boolean open = members.stream().anyMatch(member -> member.value().equals("_OTHER"));
        String brief = "Of OpenTelemetry's semantic conventions.";
        if (members.isEmpty() || open) {
            return new Definition.Attribute(PLACE, key.getKey(), brief, type(key), List.of());
        }
        return new Definition.Attribute(PLACE, key.getKey(), brief, "enum", members);
    }

    private static List<Definition.Member> members(String key, Class<?> holder) throws IllegalAccessException {
        String values = pascal(constant(key).toLowerCase(Locale.ROOT));
        List<Definition.Member> members = new ArrayList<>();
        for (Class<?> nested : holder.getClasses()) {
            if (nested.getSimpleName().equals(values + "Values")
                    || nested.getSimpleName().equals(values + "IncubatingValues")) {
                for (Field field : nested.getFields()) {
                    if (Modifier.isStatic(field.getModifiers()) && field.get(null) instanceof String value) {
                        members.add(new Definition.Member(
                                PLACE, field.getName().toLowerCase(Locale.ROOT), value, "As upstream has it."));
                    }
                }
            }
        }
        return List.copyOf(members);
    }

    private static String type(AttributeKey<?> key) {
        return switch (key.getType()) {
            case LONG -> "int";
            case LONG_ARRAY -> "int[]";
            case STRING, DOUBLE, BOOLEAN -> key.getType().name().toLowerCase(Locale.ROOT);
            case STRING_ARRAY -> "string[]";
            case DOUBLE_ARRAY -> "double[]";
            case BOOLEAN_ARRAY -> "boolean[]";
            case VALUE -> "any";
        };
    }

    /** The part of a key before its first dot. */
    static String namespace(String key) {
        int dot = key.indexOf('.');
        return dot < 0 ? key : key.substring(0, dot);
    }

    private static String constant(String key) {
        return Words.of(key).screamingSnake();
    }

    private static String pascal(String name) {
        return Words.of(name).pascal();
    }
}
