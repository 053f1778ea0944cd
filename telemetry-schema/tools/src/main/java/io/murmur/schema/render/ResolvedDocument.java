package io.murmur.schema.render;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.murmur.schema.registry.Checked;
import io.murmur.schema.registry.Definition;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A resolved registry as JSON, as Weaver's second format shows it to filters: of that format as much as our templates use,
 * by Weaver's names, and sorted as Weaver sorts.
 */
public final class ResolvedDocument {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Checked checked;

    private ResolvedDocument(Checked checked) {
        this.checked = checked;
    }

    public static ObjectNode of(Checked checked) {
        return new ResolvedDocument(checked).document();
    }

    private ObjectNode document() {
        ObjectNode document =
                JSON.objectNode().put("schema_url", checked.registry().schemaUrl());
        ObjectNode registry = document.putObject("registry");
        // without those that only an imported signal has, as with Weaver
        registry.set(
                "attributes",
                sorted(
                        Stream.concat(checked.registry().attributes().stream(), checked.imported().stream()),
                        ResolvedDocument::attribute));
        registry.set("metrics", sorted(checked.registry().metrics().stream(), this::metric));
        registry.set("spans", sorted(checked.registry().spans().stream(), this::span));
        registry.set("events", sorted(checked.registry().events().stream(), this::event));
        registry.set("entities", sorted(checked.registry().entities().stream(), this::entity));
        return document;
    }

    private static <T extends Definition> ArrayNode sorted(Stream<T> definitions, Function<T, ObjectNode> json) {
        ArrayNode array = JSON.arrayNode();
        definitions
                .sorted((one, other) -> one.name().compareTo(other.name()))
                .map(json)
                .forEach(array::add);
        return array;
    }

    private static ObjectNode common(Definition definition) {
        return JSON.objectNode().put("brief", definition.brief()).put("stability", definition.stability());
    }

    private static ObjectNode attribute(Definition.Attribute attribute) {
        ObjectNode json = common(attribute).put("key", attribute.name());
        if (!attribute.type().equals(Definition.ENUM)) {
            ArrayNode examples = json.put("type", attribute.type()).putArray("examples");
            attribute.examples().forEach(examples::add);
            return json;
        }
        ArrayNode members = json.putObject("type").putArray("members");
        for (Definition.Member member : attribute.members()) {
            members.addObject()
                    .put("id", member.id())
                    .put("value", member.value())
                    .put("brief", member.brief());
        }
        return json;
    }

    private ObjectNode metric(Definition.Metric metric) {
        ObjectNode json = signal(metric)
                .put("name", metric.name())
                .put("instrument", metric.instrument())
                .put("unit", metric.unit());
        json.putObject("annotations").putObject("code_generation").put("metric_value_type", metric.valueType());
        return json;
    }

    private ObjectNode span(Definition.Span span) {
        ObjectNode json = signal(span).put("type", span.name()).put("kind", span.kind());
        json.putObject("name").put("note", span.title());
        return json;
    }

    private ObjectNode event(Definition.Event event) {
        return signal(event).put("name", event.name());
    }

    private ObjectNode signal(Definition.Signal signal) {
        ObjectNode json = common(signal);
        json.set("attributes", references(signal.references()));
        ArrayNode associations = json.putArray("entity_associations");
        signal.entities().forEach(entity -> associations.addObject().put("type", entity));
        return json;
    }

    private ObjectNode entity(Definition.Entity entity) {
        ObjectNode json = common(entity).put("type", entity.name());
        json.set("identity", references(entity.identity()));
        json.set("description", references(entity.description()));
        return json;
    }

    private ArrayNode references(List<Definition.Reference> references) {
        ArrayNode array = JSON.arrayNode();
        for (Definition.Reference reference : references) {
            ObjectNode json =
                    attribute(Objects.requireNonNull(checked.attributes().get(reference.name())));
            if (reference.condition() == null) {
                json.put("requirement_level", reference.requirement());
            } else {
                json.putObject("requirement_level").put(reference.requirement(), reference.condition());
            }
            array.add(json);
        }
        return array;
    }
}
