package io.murmur.schema.registry;

import io.murmur.schema.Attribute;
import io.murmur.schema.Entity;
import io.murmur.schema.Instrument;
import io.murmur.schema.Requirement;
import io.murmur.schema.Schema;
import io.murmur.schema.Signal;
import io.murmur.schema.Stability;
import io.murmur.schema.Use;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** A registry as the schema that signals are checked against: what is generated from the same registry says the same. */
public final class Resolved {
    private final Map<String, Definition.Attribute> attributes;

    private Resolved(Map<String, Definition.Attribute> attributes) {
        this.attributes = attributes;
    }

    /** The schema of a registry in which nothing is wrong. */
    public static Schema schema(Checked checked) {
        Registry registry = checked.registry();
        Resolved resolved = new Resolved(checked.attributes());
        return new Schema(
                registry.schemaUrl(),
                Rules.NAMESPACE,
                sorted(registry.metrics(), resolved::metric),
                sorted(registry.spans(), resolved::span),
                sorted(registry.events(), resolved::event),
                sorted(registry.entities(), resolved::entity),
                sorted(checked.imported(), Resolved::attribute));
    }

    /** By name, as a resolved registry is. */
    private static <D extends Definition, T> List<T> sorted(List<D> definitions, Function<D, T> resolved) {
        return definitions.stream()
                .sorted(Comparator.comparing(Definition::name))
                .map(resolved)
                .toList();
    }

    private Signal.Metric metric(Definition.Metric metric) {
        return new Signal.Metric(
                metric.name(),
                Instrument.valueOf(upper(metric.instrument())),
                metric.valueType().equals("double"),
                metric.unit(),
                metric.brief(),
                Stability.of(metric.stability()),
                metric.entities(),
                uses(metric.references()));
    }

    private Signal.Span span(Definition.Span span) {
        return new Signal.Span(
                span.name(),
                SpanKind.valueOf(upper(span.kind())),
                span.title(),
                span.brief(),
                Stability.of(span.stability()),
                span.entities(),
                uses(span.references()));
    }

    private Signal.Event event(Definition.Event event) {
        return new Signal.Event(
                event.name(),
                event.brief(),
                Stability.of(event.stability()),
                event.entities(),
                uses(event.references()));
    }

    private Entity entity(Definition.Entity entity) {
        return new Entity(entity.name(), entity.brief(), uses(entity.identity()), uses(entity.description()));
    }

    private List<Use> uses(List<Definition.Reference> references) {
        return references.stream()
                .sorted(Comparator.comparing(Definition.Reference::name))
                .map(reference -> new Use(
                        attribute(Objects.requireNonNull(attributes.get(reference.name()))),
                        Requirement.valueOf(upper(reference.requirement()))))
                .toList();
    }

    private static Attribute attribute(Definition.Attribute attribute) {
        return new Attribute(
                key(attribute),
                attribute.members().stream().map(Definition.Member::value).toList(),
                Stability.of(attribute.stability()));
    }

    private static AttributeKey<?> key(Definition.Attribute attribute) {
        String name = attribute.name();
        return switch (attribute.type()) {
            case "string", Definition.ENUM -> AttributeKey.stringKey(name);
            case "int" -> AttributeKey.longKey(name);
            case "double" -> AttributeKey.doubleKey(name);
            case "boolean" -> AttributeKey.booleanKey(name);
            case "string[]" -> AttributeKey.stringArrayKey(name);
            case "int[]" -> AttributeKey.longArrayKey(name);
            case "double[]" -> AttributeKey.doubleArrayKey(name);
            case "boolean[]" -> AttributeKey.booleanArrayKey(name);
            default -> throw new IllegalArgumentException("no key for '" + attribute.type() + "'");
        };
    }

    private static String upper(String word) {
        return word.toUpperCase(Locale.ROOT);
    }
}
