package io.murmur.schema.check;

import io.murmur.schema.Attribute;
import io.murmur.schema.Entity;
import io.murmur.schema.Instrument;
import io.murmur.schema.Schema;
import io.murmur.schema.Signal;
import io.murmur.schema.Use;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * How much of a schema was exercised: every signal and entity, every attribute that it declares, and every value of a
 * closed enumeration there; what is borrowed from OpenTelemetry is others' to emit. It is stricter than Weaver's figure, which counts an attribute as seen wherever it was, and
 * has neither spans nor values.
 */
public final class Coverage {
    private final Declarations declarations;
    private final Set<String> declared = new LinkedHashSet<>();
    private final Set<String> seen = new LinkedHashSet<>();

    public Coverage(Schema schema) {
        declarations = new Declarations(schema);
        schema.signals()
                .filter(signal -> schema.owns(signal.name()))
                .forEach(signal -> declare(label(signal), signal.attributes()));
        schema.entities().stream()
                .filter(entity -> schema.owns(entity.type()))
                .forEach(entity -> declare(label(entity), entity.attributes()));
    }

    /** What is declared and was never emitted, in the order of the registry. */
    public List<String> missing() {
        return declared.stream().filter(item -> !seen.contains(item)).toList();
    }

    /** What was exercised, in the order of the registry; {@link #join} takes it. */
    public List<String> exercised() {
        return declared.stream().filter(seen::contains).toList();
    }

    /** The share that was emitted, 0 to 1. */
    public double share() {
        return declared.isEmpty() ? 1 : 1 - (double) missing().size() / declared.size();
    }

    /** Adds what another one of this schema saw; whatever is not declared is left out. */
    public void join(Collection<String> exercised) {
        exercised.stream().filter(declared::contains).forEach(seen::add);
    }

    /** Takes note of a sample. */
    public void saw(Sample sample) {
        switch (sample) {
            case Sample.Metric told -> {
                Signal.Metric metric = declarations.metric(told.name());
                if (metric != null) {
                    told.points().stream()
                            .filter(point -> counted(metric, point))
                            .forEach(point -> saw(label(metric), point.attributes()));
                }
            }
            case Sample.Span told -> {
                Signal.Span span = declarations.span(told);
                if (span != null) {
                    saw(label(span), told.attributes());
                }
                told.events().forEach(this::saw);
            }
            case Sample.SpanEvent told -> event(told.name(), told.attributes());
            case Sample.Log told -> event(told.eventName(), told.attributes());
            case Sample.Resource told ->
                declarations.schema().entities().stream()
                        .filter(entity -> isTold(entity, told))
                        .forEach(entity -> saw(label(entity), told.attributes()));
            case Sample.Scope _, Sample.Attribute _, Sample.SpanLink _, Sample.Point _, Sample.Exemplar _ -> {
                // declared nowhere by itself
            }
        }
    }

    /** A counter that stands at zero counted nothing. */
    private static boolean counted(Signal.Metric metric, Sample.Point point) {
        return metric.instrument() != Instrument.COUNTER
                || !(point instanceof Sample.NumberPoint number)
                || number.value() == null
                || number.value().doubleValue() != 0;
    }

    private void event(String name, List<Sample.Attribute> told) {
        Signal.Event event = declarations.event(name);
        if (event != null) {
            saw(label(event), told);
        }
    }

    private static boolean isTold(Entity entity, Sample.Resource resource) {
        return entity.identity().stream()
                .allMatch(use -> resource.attributes().stream()
                        .anyMatch(told -> told.name().equals(use.attribute().name())));
    }

    private void saw(String label, List<Sample.Attribute> told) {
        see(label);
        for (Sample.Attribute attribute : told) {
            see(label + " " + attribute.name());
            see(label + " " + attribute.name() + "=" + attribute.value());
        }
    }

    private void see(String item) {
        if (declared.contains(item)) {
            seen.add(item);
        }
    }

    private void declare(String label, List<Use> uses) {
        declared.add(label);
        for (Use use : uses) {
            Attribute attribute = use.attribute();
            declared.add(label + " " + attribute.name());
            if (attribute.closed()) {
                attribute.values().forEach(value -> declared.add(label + " " + attribute.name() + "=" + value));
            }
        }
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
