package io.murmur.schema.registry;

import java.util.List;
import java.util.Map;

/** What the templates see of a registry: maps named as Weaver names the parts of a resolved registry. */
final class TemplateContext {
    private TemplateContext() {}

    /** @param attributes every attribute that a signal refers to */
    static Map<String, Object> of(Registry registry, Map<String, Definition.Attribute> attributes) {
        return Map.of(
                "schema_url",
                registry.schemaUrl(),
                "attributes",
                attributes.values().stream().map(TemplateContext::attribute).toList(),
                "imported",
                Upstream.imported(registry.imports()).stream()
                        .map(TemplateContext::attribute)
                        .toList(),
                "metrics",
                registry.metrics().stream().map(TemplateContext::metric).toList(),
                "spans",
                registry.spans().stream().map(TemplateContext::span).toList(),
                "events",
                registry.events().stream().map(TemplateContext::event).toList(),
                "entities",
                registry.entities().stream().map(TemplateContext::entity).toList());
    }

    private static Map<String, Object> attribute(Definition.Attribute attribute) {
        return Map.of(
                "key",
                attribute.name(),
                "brief",
                attribute.brief(),
                "type",
                attribute.type(),
                "stability",
                attribute.stability(),
                "values",
                attribute.members().stream().map(Definition.Member::value).toList(),
                "members",
                attribute.members().stream()
                        // who may have any value has no type of its own
                        .filter(member -> !attribute.open())
                        .map(member -> Map.of("id", member.id(), "value", member.value(), "brief", member.brief()))
                        .toList());
    }

    private static Map<String, Object> metric(Definition.Metric metric) {
        return Map.of(
                "name",
                metric.name(),
                "brief",
                metric.brief(),
                "instrument",
                metric.instrument(),
                "unit",
                metric.unit(),
                "floating",
                metric.valueType().equals("double"),
                "stability",
                RegistryReader.DEVELOPMENT,
                "entity_associations",
                metric.entities(),
                "attributes",
                references(metric.references()));
    }

    private static Map<String, Object> span(Definition.Span span) {
        return Map.of(
                "type",
                span.name(),
                "brief",
                span.brief(),
                "kind",
                span.kind(),
                "name",
                Map.of("note", span.title()),
                "stability",
                RegistryReader.DEVELOPMENT,
                "entity_associations",
                span.entities(),
                "attributes",
                references(span.references()));
    }

    private static Map<String, Object> event(Definition.Event event) {
        return Map.of(
                "name",
                event.name(),
                "brief",
                event.brief(),
                "stability",
                RegistryReader.DEVELOPMENT,
                "entity_associations",
                event.entities(),
                "attributes",
                references(event.references()));
    }

    private static Map<String, Object> entity(Definition.Entity entity) {
        return Map.of(
                "type",
                entity.name(),
                "brief",
                entity.brief(),
                "identity",
                references(entity.identity()),
                "description",
                references(entity.description()));
    }

    private static List<Map<String, String>> references(List<Definition.Reference> references) {
        return references.stream()
                .map(reference -> Map.of("key", reference.name(), "requirement", reference.requirement()))
                .toList();
    }
}
