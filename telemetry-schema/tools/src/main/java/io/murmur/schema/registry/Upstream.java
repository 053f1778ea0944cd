package io.murmur.schema.registry;

import io.opentelemetry.api.common.AttributeKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * OpenTelemetry's own conventions: attributes as its artifacts for Java have them, so that their types and values are
 * written down nowhere in this repository; and of signals and entities, whose kinds and attributes are in no artifact, those
 * that we import.
 */
final class Upstream {
    private static final String PACKAGE = "io.opentelemetry.semconv.";
    private static final String STABLE = "%sAttributes";
    private static final List<String> PLACES = List.of(STABLE, "incubating.%sIncubatingAttributes");
    /** Namespaces that have a group of their own, which is not imported with the one around it. */
    private static final List<String> SUBGROUPS =
            List.of("service.peer", "otel.component", "otel.event", "otel.scope", "user_agent.os");

    /** These stand in the group of another namespace. */
    private static final String SYNTHETIC = "user_agent.synthetic.";

    private static final String SYNTHETIC_GROUP = "user_agent.os";

    private static final String SCHEMA_URL = "https://opentelemetry.io/schemas/1.43.0";
    private static final Place PLACE = new Place("semantic-conventions", 1);

    private Upstream() {}

    /** The attribute of a key; null if OpenTelemetry has none. */
    static Definition.@Nullable Attribute find(String key) {
        return namespace(List.of(namespace(key))).get(key);
    }

    /** All attributes of the groups that a registry imports, in their order. */
    static List<Definition.Attribute> imported(List<Imports.Import> groups) {
        return groups.stream()
                .map(Imports.Import::pattern)
                .map(group -> group.substring(group.indexOf('.') + 1))
                .flatMap(group -> namespace(List.of(namespace(group))).values().stream()
                        .filter(attribute -> groupOf(attribute.name()).equals(group)))
                .toList();
    }

    /** The group of an attribute: that of its namespace, unless the namespace has groups of their own within. */
    private static String groupOf(String key) {
        if (key.startsWith(SYNTHETIC)) {
            return SYNTHETIC_GROUP;
        }
        return SUBGROUPS.stream()
                .filter(inner -> key.startsWith(inner + "."))
                .findFirst()
                .orElse(key.substring(0, key.indexOf('.')));
    }

    /** The signals and entities of OpenTelemetry's own that may be imported. */
    static Registry signals() {
        try {
            return RegistryReader.published(
                    SCHEMA_URL, List.of(file("metrics.yaml"), file("spans.yaml"), file("entities.yaml")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Tree file(String name) throws IOException {
        try (InputStream file = Objects.requireNonNull(Upstream.class.getResourceAsStream("upstream/" + name), name)) {
            return Tree.of("upstream/" + name, new String(file.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static Map<String, Definition.Attribute> namespace(List<String> namespaces) {
        Map<String, Definition.Attribute> found = new LinkedHashMap<>();
        for (String namespace : namespaces) {
            for (String place : PLACES) {
                try {
                    for (Field field :
                            holder(place, namespace).map(Class::getFields).orElse(new Field[0])) {
                        if (field.get(null) instanceof AttributeKey<?> key
                                && !found.containsKey(key.getKey())
                                && !field.isAnnotationPresent(Deprecated.class)) {
                            found.put(key.getKey(), attribute(key, place));
                        }
                    }
                } catch (IllegalAccessException e) {
                    throw new IllegalStateException("a public field that nobody may read", e);
                }
            }
        }
        return found;
    }

    private static Definition.Attribute attribute(AttributeKey<?> key, String place) throws IllegalAccessException {
        List<Definition.Member> members = members(key.getKey());
        return new Definition.Attribute(
                PLACE,
                key.getKey(),
                "Of OpenTelemetry's semantic conventions.",
                members.isEmpty() ? type(key) : Definition.ENUM,
                members,
                List.of(),
                place.equals(STABLE) ? "stable" : "development");
    }

    /** By value; a stable attribute may have values that are not, which are in the other place. */
    private static List<Definition.Member> members(String key) throws IllegalAccessException {
        String values = pascal(constant(key).toLowerCase(Locale.ROOT));
        Map<String, Definition.Member> members = new TreeMap<>();
        for (String place : PLACES) {
            for (Class<?> nested :
                    holder(place, namespace(key)).map(Class::getClasses).orElse(new Class<?>[0])) {
                if (nested.getSimpleName().equals(values + "Values")
                        || nested.getSimpleName().equals(values + "IncubatingValues")) {
                    for (Field field : nested.getFields()) {
                        if (Modifier.isStatic(field.getModifiers()) && field.get(null) instanceof String value) {
                            String id = field.getName().toLowerCase(Locale.ROOT);
                            members.putIfAbsent(value, new Definition.Member(PLACE, id, value, "As upstream has it."));
                        }
                    }
                }
            }
        }
        return List.copyOf(members.values());
    }

    private static Optional<Class<?>> holder(String place, String namespace) {
        try {
            return Optional.of(Class.forName(PACKAGE + place.formatted(pascal(namespace))));
        } catch (ClassNotFoundException absent) {
            return Optional.empty(); // then it is in the other place, or nowhere
        }
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
