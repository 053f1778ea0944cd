package io.murmur.schema.testing;

import io.murmur.schema.Attribute;
import io.murmur.schema.Entity;
import io.murmur.schema.Schema;
import io.murmur.schema.Signal;
import io.murmur.schema.Use;
import io.opentelemetry.api.common.Attributes;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** How much of a schema was exercised: every signal, every attribute of it, and every value of an enumeration. */
public final class Coverage {
    private final Set<String> declared = new LinkedHashSet<>();
    private final Set<String> seen = new LinkedHashSet<>();

    Coverage(Schema schema) {
        schema.signals().forEach(signal -> declare(label(signal), signal.attributes()));
        schema.entities().forEach(entity -> declare(label(entity), uses(entity)));
    }

    /** What is declared and was never emitted, in the order of the registry. */
    public List<String> missing() {
        return declared.stream().filter(item -> !seen.contains(item)).toList();
    }

    /** The share that was emitted, 0 to 1. */
    public double share() {
        return declared.isEmpty() ? 1 : 1 - (double) missing().size() / declared.size();
    }

    void saw(Signal signal, Attributes attributes) {
        saw(label(signal), attributes);
    }

    void saw(Entity entity, Attributes attributes) {
        saw(label(entity), attributes);
    }

    private void saw(String label, Attributes attributes) {
        seen.add(label);
        attributes.forEach((key, value) -> {
            seen.add(label + " " + key.getKey());
            seen.add(label + " " + key.getKey() + "=" + value);
        });
    }

    private void declare(String label, List<Use> uses) {
        declared.add(label);
        for (Use use : uses) {
            Attribute attribute = use.attribute();
            declared.add(label + " " + attribute.name());
            attribute.values().forEach(value -> declared.add(label + " " + attribute.name() + "=" + value));
        }
    }

    private static List<Use> uses(Entity entity) {
        return Stream.of(entity.identity(), entity.description())
                .flatMap(List::stream)
                .toList();
    }

    private static String label(Signal signal) {
        return switch (signal) {
            case Signal.Metric metric -> "metric " + metric.name();
            case Signal.Span span -> "span " + span.name();
            case Signal.Event event -> "event " + event.name();
        };
    }

    private static String label(Entity entity) {
        return "entity " + entity.type();
    }
}
