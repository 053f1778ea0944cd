package io.murmur.schema.check;

import io.murmur.schema.Attribute;
import io.murmur.schema.Entity;
import io.murmur.schema.Schema;
import io.murmur.schema.Signal;
import io.murmur.schema.Use;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A schema, to be looked up in by what samples carry. */
final class Declarations {
    private final Schema schema;
    private final Map<String, Attribute> attributes;
    private final Map<String, Signal.Metric> metrics;
    private final Map<String, Signal.Event> events;
    private final Map<String, Entity> entities;

    Declarations(Schema schema) {
        this.schema = schema;
        this.attributes = schema.attributes();
        this.metrics = byName(schema.metrics(), Signal::name);
        this.events = byName(schema.events(), Signal::name);
        this.entities = byName(schema.entities(), Entity::type);
    }

    private static <T> Map<String, T> byName(List<T> definitions, Function<T, String> name) {
        return definitions.stream().collect(Collectors.toUnmodifiableMap(name, Function.identity()));
    }

    Schema schema() {
        return schema;
    }

    @Nullable
    Attribute attribute(String name) {
        return attributes.get(name);
    }

    Set<String> attributes() {
        return attributes.keySet();
    }

    Signal.@Nullable Metric metric(String name) {
        return metrics.get(name);
    }

    Signal.@Nullable Event event(String name) {
        return events.get(name);
    }

    Optional<Entity> entity(String type) {
        return Optional.ofNullable(entities.get(type));
    }

    /** The span that is declared with the kind of this one, and a name that its attributes make the name of this one. */
    Signal.@Nullable Span span(Sample.Span told) {
        for (Signal.Span span : schema.spans()) {
            if (span.kind() == told.spanKind() && title(span, told).equals(told.name())) {
                return span;
            }
        }
        return null;
    }

    private static String title(Signal.Span span, Sample.Span told) {
        String title = span.title();
        if (title.indexOf('{') < 0) {
            return title;
        }
        for (Use use : span.attributes()) {
            String name = use.attribute().name();
            String placeholder = "{" + name + "}";
            if (title.contains(placeholder)) {
                title = title.replace(placeholder, value(told.attributes(), name));
            }
        }
        return title;
    }

    private static String value(List<Sample.Attribute> told, String name) {
        return told.stream()
                .filter(attribute -> attribute.name().equals(name))
                .map(attribute -> String.valueOf(attribute.value()))
                .findFirst()
                .orElse("");
    }
}
