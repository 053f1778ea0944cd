package io.murmur.schema.registry;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the attribute behind every reference: defined here, or imported from OpenTelemetry. */
public final class Resolver {
    private static final String IMPORT_PREFIX = "registry.";

    private final Registry registry;
    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, Definition.Attribute> attributes = new LinkedHashMap<>();

    private Resolver(Registry registry) {
        this.registry = registry;
    }

    /**
     * Every attribute that is referred to, by its key.
     *
     * @throws InvalidRegistry if one is defined nowhere, or defined and never referred to
     */
    public static Map<String, Definition.Attribute> attributes(Registry registry) {
        Resolver resolver = new Resolver(registry);
        resolver.resolve();
        if (!resolver.problems.isEmpty()) {
            throw new InvalidRegistry(resolver.problems);
        }
        return resolver.attributes;
    }

    private void resolve() {
        Set<String> used = new HashSet<>();
        Map<String, Definition.Attribute> own = new LinkedHashMap<>();
        registry.attributes().forEach(attribute -> own.putIfAbsent(attribute.name(), attribute));
        attributes.putAll(own);
        registry.references().forEach(reference -> {
            used.add(reference.name());
            if (!attributes.containsKey(reference.name())) {
                imported(reference);
            }
        });
        own.forEach((name, attribute) -> {
            if (!used.contains(name)) {
                problems.add(new Problem(attribute.place(), "no signal refers to '" + name + "'"));
            }
        });
        entities();
    }

    private void imported(Definition.Reference reference) {
        String group = IMPORT_PREFIX + Upstream.namespace(reference.name());
        Definition.Attribute attribute = Upstream.find(reference.name());
        if (attribute == null) {
            problems.add(new Problem(
                    reference.place(), "'" + reference.name() + "' is defined neither here nor by OpenTelemetry"));
        } else if (!registry.imports().contains(group)) {
            problems.add(new Problem(
                    reference.place(), "'" + reference.name() + "' needs '" + group + "' among the imports"));
        } else {
            attributes.put(reference.name(), attribute);
        }
    }

    private void entities() {
        List<String> names =
                registry.entities().stream().map(Definition.Entity::name).toList();
        registry.signals()
                .forEach(signal -> signal.entities().forEach(entity -> {
                    if (!names.contains(entity)) {
                        problems.add(new Problem(signal.place(), "there is no entity '" + entity + "'"));
                    }
                }));
    }
}
