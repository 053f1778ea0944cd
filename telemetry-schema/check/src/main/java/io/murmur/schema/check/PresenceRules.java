package io.murmur.schema.check;

import io.murmur.schema.Entity;
import io.murmur.schema.Requirement;
import io.murmur.schema.Use;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What is to be said of attributes that are not there. */
final class PresenceRules {
    private final Declarations declared;

    PresenceRules(Declarations declared) {
        this.declared = declared;
    }

    /** Of those that a signal declares. */
    static List<Finding> signal(List<Use> uses, List<Sample.Attribute> told, Subject subject) {
        Set<String> names = names(told);
        return uses.stream()
                .filter(use -> !names.contains(use.attribute().name()))
                .map(use -> subject.finding(
                        id(use.requirement(), false),
                        "%s attribute '%s' is not present."
                                .formatted(words(use), use.attribute().name()),
                        Map.of("attribute_key", use.attribute().name())))
                .toList();
    }

    /** Of those that say which entity a signal is told of: one of these has to be there. */
    List<Finding> entities(List<String> types, List<Sample.Attribute> resource, Subject subject) {
        List<Entity> entities =
                types.stream().map(declared::entity).flatMap(Optional::stream).toList();
        if (types.size() == 1) {
            return entities.stream()
                    .flatMap(entity -> entity(entity, resource, subject).stream())
                    .toList();
        }
        List<Finding> findings = new ArrayList<>();
        boolean satisfied = entities.size() < types.size() || types.isEmpty();
        for (Entity entity : entities) {
            List<Finding> missing = entity(entity, resource, subject);
            if (missing.stream().noneMatch(Finding::violation)) {
                satisfied = true;
                findings.addAll(missing);
            }
        }
        return satisfied ? List.copyOf(findings) : List.of(unsatisfied(types, subject));
    }

    private static List<Finding> entity(Entity entity, List<Sample.Attribute> resource, Subject subject) {
        Set<String> names = names(resource);
        return entity.attributes().stream()
                .filter(use -> !names.contains(use.attribute().name()))
                .map(use -> subject.finding(
                        id(use.requirement(), true),
                        "%s attribute '%s' for entity '%s' is not present in the resource."
                                .formatted(words(use), use.attribute().name(), entity.type()),
                        Map.of("attribute_key", use.attribute().name(), "entity_type", entity.type())))
                .toList();
    }

    private static Finding unsatisfied(List<String> types, Subject subject) {
        return subject.finding(
                FindingId.ENTITY_ASSOCIATION_NOT_SATISFIED,
                "None of the associated entities [%s] were satisfied by the resource."
                        .formatted(String.join(", ", types)),
                Map.of("entity_type", types));
    }

    private static Set<String> names(List<Sample.Attribute> told) {
        return told.stream().map(Sample.Attribute::name).collect(Collectors.toSet());
    }

    private static FindingId id(Requirement requirement, boolean entity) {
        return switch (requirement) {
            case REQUIRED ->
                entity ? FindingId.ENTITY_REQUIRED_ATTRIBUTE_NOT_PRESENT : FindingId.REQUIRED_ATTRIBUTE_NOT_PRESENT;
            case CONDITIONALLY_REQUIRED ->
                entity
                        ? FindingId.ENTITY_CONDITIONALLY_REQUIRED_ATTRIBUTE_NOT_PRESENT
                        : FindingId.CONDITIONALLY_REQUIRED_ATTRIBUTE_NOT_PRESENT;
            case RECOMMENDED ->
                entity
                        ? FindingId.ENTITY_RECOMMENDED_ATTRIBUTE_NOT_PRESENT
                        : FindingId.RECOMMENDED_ATTRIBUTE_NOT_PRESENT;
            case OPT_IN ->
                entity ? FindingId.ENTITY_OPT_IN_ATTRIBUTE_NOT_PRESENT : FindingId.OPT_IN_ATTRIBUTE_NOT_PRESENT;
        };
    }

    private static String words(Use use) {
        return switch (use.requirement()) {
            case REQUIRED -> "Required";
            case CONDITIONALLY_REQUIRED -> "Conditionally required";
            case RECOMMENDED -> "Recommended";
            case OPT_IN -> "Opt-in";
        };
    }
}
