package io.murmur.schema.registry;

import io.murmur.schema.registry.Definition.Attribute;
import io.murmur.schema.registry.Definition.Entity;
import io.murmur.schema.registry.Definition.Event;
import io.murmur.schema.registry.Definition.Member;
import io.murmur.schema.registry.Definition.Metric;
import io.murmur.schema.registry.Definition.Reference;
import io.murmur.schema.registry.Definition.Span;
import io.murmur.schema.registry.Imports.Import;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Reads a folder of Weaver {@code definition/2} files, strictly: of that format it knows what this registry uses, and
 * whatever else is said is a problem.
 */
public final class RegistryReader {
    /** The types of attributes that have no members. */
    public static final List<String> TYPES =
            List.of("boolean", "int", "double", "string", "boolean[]", "int[]", "double[]", "string[]");

    private static final List<String> KINDS = List.of("internal", "client", "server", "producer", "consumer");
    private static final List<String> INSTRUMENTS = List.of("counter", "updowncounter", "gauge", "histogram");
    private static final List<String> STABILITIES =
            List.of("development", "alpha", "beta", "release_candidate", "stable");
    private static final List<String> REQUIREMENTS = List.of("required", "recommended", "opt_in");
    /** The stability of every definition. */
    static final String DEVELOPMENT = "development";

    private static final String MANIFEST = "manifest.yaml";

    private final List<Problem> problems = new ArrayList<>();
    private final List<Attribute> attributes = new ArrayList<>();
    private final List<Metric> metrics = new ArrayList<>();
    private final List<Span> spans = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private final List<Entity> entities = new ArrayList<>();
    private final List<Import> attributeGroups = new ArrayList<>();
    private final List<Import> importedMetrics = new ArrayList<>();
    private final List<Import> importedSpans = new ArrayList<>();
    private final List<Import> importedEntities = new ArrayList<>();
    private final List<String> stabilities;

    private RegistryReader(List<String> stabilities) {
        this.stabilities = stabilities;
    }

    /**
     * Reads every file of a folder.
     *
     * @throws InvalidRegistry with all problems found
     */
    public static Registry read(Path folder) throws IOException {
        // nothing of ours is promised yet
        RegistryReader reader = new RegistryReader(List.of(DEVELOPMENT));
        List<Path> files;
        try (Stream<Path> paths = Files.list(folder)) {
            files = paths.filter(path -> path.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
        String schemaUrl = reader.manifest(folder.resolve(MANIFEST));
        for (Path file : files) {
            if (!file.endsWith(MANIFEST)) {
                reader.file(Tree.read(file));
            }
        }
        return reader.registry(schemaUrl);
    }

    /** Reads files of someone who promises more than we do. */
    static Registry published(String schemaUrl, List<Tree> files) {
        RegistryReader reader = new RegistryReader(STABILITIES);
        files.forEach(reader::file);
        return reader.registry(schemaUrl);
    }

    private Registry registry(String schemaUrl) {
        if (!problems.isEmpty()) {
            throw new InvalidRegistry(problems);
        }
        return new Registry(
                schemaUrl,
                List.copyOf(attributes),
                List.copyOf(metrics),
                List.copyOf(spans),
                List.copyOf(events),
                List.copyOf(entities),
                new Imports(
                        List.copyOf(attributeGroups),
                        List.copyOf(importedMetrics),
                        List.copyOf(importedSpans),
                        List.copyOf(importedEntities)));
    }

    private String manifest(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new InvalidRegistry(List.of(new Problem(new Place(MANIFEST, 1), "the file is missing")));
        }
        Fields fields = Fields.of(Tree.read(file), problems, "schema_url", "description", "stability", "dependencies");
        fields.text("description");
        stability(fields);
        fields.list(
                "dependencies",
                item -> Fields.of(item, problems, "schema_url", "registry_path").text("schema_url"));
        return fields.text("schema_url");
    }

    private void file(Tree tree) {
        Fields fields = Fields.of(
                tree, problems, "file_format", "imports", "attributes", "metrics", "spans", "events", "entities");
        fields.choice("file_format", List.of("definition/2"));
        if (fields.has("imports")) {
            Fields imported =
                    Fields.of(fields.node("imports"), problems, "attribute_groups", "metrics", "spans", "entities");
            attributeGroups.addAll(imported.list("attribute_groups", this::imported));
            importedMetrics.addAll(imported.list("metrics", this::imported));
            importedSpans.addAll(imported.list("spans", this::imported));
            importedEntities.addAll(imported.list("entities", this::imported));
        }
        attributes.addAll(fields.list("attributes", this::attribute));
        metrics.addAll(fields.list("metrics", this::metric));
        spans.addAll(fields.list("spans", this::span));
        events.addAll(fields.list("events", this::event));
        entities.addAll(fields.list("entities", this::entity));
    }

    private Attribute attribute(Tree node) {
        Fields fields = Fields.of(node, problems, "key", "type", "stability", "brief", "note", "examples");
        boolean isEnumeration = fields.node("type") instanceof Tree.Mapping;
        if (!isEnumeration && !fields.has("examples")) {
            problems.add(new Problem(node.place(), "'examples' is missing"));
        }
        return new Attribute(
                node.place(),
                fields.text("key"),
                fields.text("brief"),
                isEnumeration ? Definition.ENUM : fields.choice("type", TYPES),
                isEnumeration
                        ? Fields.of(fields.node("type"), problems, "members").list("members", this::member)
                        : List.of(),
                fields.list("examples", this::name),
                stability(fields));
    }

    private Member member(Tree node) {
        Fields fields = Fields.of(node, problems, "id", "value", "brief", "stability");
        stability(fields);
        return new Member(node.place(), fields.text("id"), fields.text("value"), fields.text("brief"));
    }

    private Metric metric(Tree node) {
        Fields fields = Fields.of(
                node,
                problems,
                "name",
                "stability",
                "requirement_level",
                "brief",
                "note",
                "instrument",
                "unit",
                "annotations",
                "entity_associations",
                "attributes");
        Fields annotations = Fields.of(fields.node("annotations"), problems, "code_generation");
        Fields generation = Fields.of(annotations.node("code_generation"), problems, "metric_value_type");
        return new Metric(
                node.place(),
                fields.text("name"),
                fields.text("brief"),
                fields.choice("instrument", INSTRUMENTS),
                fields.text("unit"),
                generation.choice("metric_value_type", List.of("int", "double")),
                stability(fields),
                fields.list("entity_associations", this::name),
                fields.list("attributes", this::reference));
    }

    private Span span(Tree node) {
        Fields fields = Fields.of(
                node,
                problems,
                "type",
                "kind",
                "stability",
                "requirement_level",
                "brief",
                "note",
                "name",
                "entity_associations",
                "attributes");
        return new Span(
                node.place(),
                fields.text("type"),
                fields.text("brief"),
                fields.choice("kind", KINDS),
                Fields.of(fields.node("name"), problems, "note").text("note"),
                stability(fields),
                fields.list("entity_associations", this::name),
                fields.list("attributes", this::reference));
    }

    private Event event(Tree node) {
        Fields fields = Fields.of(
                node,
                problems,
                "name",
                "stability",
                "requirement_level",
                "brief",
                "note",
                "entity_associations",
                "attributes");
        stability(fields);
        return new Event(
                node.place(),
                fields.text("name"),
                fields.text("brief"),
                fields.list("entity_associations", this::name),
                fields.list("attributes", this::reference));
    }

    private Entity entity(Tree node) {
        Fields fields = Fields.of(
                node, problems, "type", "stability", "requirement_level", "brief", "note", "identity", "description");
        return new Entity(
                node.place(),
                fields.text("type"),
                fields.text("brief"),
                stability(fields),
                fields.list("identity", this::reference),
                fields.list("description", this::reference));
    }

    private Reference reference(Tree node) {
        Fields fields = Fields.of(node, problems, "ref", "requirement_level", "sampling_relevant", "note", "examples");
        String condition = null;
        String requirement = "conditionally_required";
        if (fields.node("requirement_level") instanceof Tree.Mapping level && fields.has("requirement_level")) {
            condition = Fields.of(level, problems, requirement).text(requirement);
        } else {
            requirement = fields.choice("requirement_level", REQUIREMENTS);
        }
        return new Reference(node.place(), fields.text("ref"), requirement, condition);
    }

    private Import imported(Tree node) {
        return new Import(node.place(), name(node));
    }

    private String name(Tree node) {
        if (node instanceof Tree.Scalar scalar) {
            return scalar.text();
        }
        problems.add(new Problem(node.place(), "expected a name"));
        return "";
    }

    private String stability(Fields fields) {
        return fields.choice("stability", stabilities);
    }
}
