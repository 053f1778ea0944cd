package io.murmur.schema.registry;

import io.murmur.schema.registry.Imports.Import;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds what a registry refers to: attributes and entities that it defines, and what it imports from OpenTelemetry. */
public final class Resolver {
    private static final String IMPORT_PREFIX = "registry.";

    private final Registry registry;
    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, Definition.Attribute> attributes = new LinkedHashMap<>();

    private Resolver(Registry registry) {
        this.registry = registry;
    }

    /**
     * A registry with all that it refers to.
     *
     * @throws InvalidRegistry if something is defined nowhere, or defined or imported in vain
     */
    static Checked resolve(Registry registry) {
        return new Resolver(registry).resolve();
    }

    private Checked resolve() {
        own();
        Registry all = registry.with(imports());
        entities(all);
        if (!problems.isEmpty()) {
            throw new InvalidRegistry(problems);
        }
        return new Checked(all, attributes, Upstream.imported(registry.imports().attributeGroups()));
    }

    private void own() {
        Set<String> used = new HashSet<>();
        Map<String, Definition.Attribute> own = new LinkedHashMap<>();
        registry.attributes().forEach(attribute -> own.putIfAbsent(attribute.name(), attribute));
        attributes.putAll(own);
        registry.references().forEach(reference -> {
            used.add(reference.name());
            if (!attributes.containsKey(reference.name())) {
                borrowed(reference);
            }
        });
        own.forEach((name, attribute) -> {
            if (!used.contains(name)) {
                problems.add(new Problem(attribute.place(), "no signal refers to '" + name + "'"));
            }
        });
    }

    private void borrowed(Definition.Reference reference) {
        String group = IMPORT_PREFIX + Upstream.namespace(reference.name());
        Definition.Attribute attribute = Upstream.find(reference.name());
        if (attribute == null) {
            problems.add(new Problem(
                    reference.place(), "'" + reference.name() + "' is defined neither here nor by OpenTelemetry"));
        } else if (registry.imports().attributeGroups().stream().noneMatch(asked -> asked.matches(group))) {
            problems.add(new Problem(
                    reference.place(), "'" + reference.name() + "' needs '" + group + "' among the imports"));
        } else {
            attributes.put(reference.name(), attribute);
        }
    }

    // --- imports ---------------------------------------------------------------------------------------------------

    private Registry imports() {
        for (Import group : registry.imports().attributeGroups()) {
            if (!group.pattern().startsWith(IMPORT_PREFIX)
                    || Upstream.imported(List.of(group)).isEmpty()) {
                vain(group);
            }
        }
        Registry upstream = Upstream.signals();
        Imports imports = registry.imports();
        Registry imported = new Registry(
                upstream.schemaUrl(),
                List.of(),
                matching("", upstream.metrics(), imports.metrics()),
                // older files of upstream call spans by their group
                matching("span.", upstream.spans(), imports.spans()),
                List.of(),
                matching("", upstream.entities(), imports.entities()),
                upstream.imports());
        imported.references().forEach(reference -> {
            Definition.Attribute attribute = Upstream.find(reference.name());
            if (attribute == null) {
                problems.add(new Problem(reference.place(), "'" + reference.name() + "' is in no artifact"));
            } else {
                attributes.putIfAbsent(reference.name(), attribute);
            }
        });
        return imported;
    }

    private <T extends Definition> List<T> matching(String prefix, List<T> upstream, List<Import> imports) {
        for (Import each : imports) {
            if (upstream.stream().noneMatch(definition -> each.matches(prefix + definition.name()))) {
                vain(each);
            }
        }
        return upstream.stream()
                .filter(definition -> imports.stream().anyMatch(each -> each.matches(prefix + definition.name())))
                .toList();
    }

    private void vain(Import asked) {
        problems.add(new Problem(asked.place(), "'" + asked.pattern() + "' imports nothing"));
    }

    private void entities(Registry all) {
        List<String> names =
                all.entities().stream().map(Definition.Entity::name).toList();
        registry.signals()
                .forEach(signal -> signal.entities().forEach(entity -> {
                    if (!names.contains(entity)) {
                        problems.add(new Problem(signal.place(), "there is no entity '" + entity + "'"));
                    }
                }));
    }
}
