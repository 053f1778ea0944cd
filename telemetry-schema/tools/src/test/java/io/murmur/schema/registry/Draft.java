package io.murmur.schema.registry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A small correct registry in a folder of its own, to be spoilt. */
record Draft(Path folder) {
    private static final String MANIFEST = """
            schema_url: https://example.org/schemas/1
            description: A draft.
            stability: development
            """;
    private static final String SIGNALS = """
            file_format: definition/2
            imports:
              attribute_groups: [registry.error]
            attributes:
              - key: murmur.cup.size
                type: int
                stability: development
                brief: The size of a cup.
                examples: [3]
              - key: murmur.cup.colour
                stability: development
                brief: The colour of a cup.
                type:
                  members:
                    - {id: red, value: red, brief: Red., stability: development}
                    - {id: deep_blue, value: deep_blue, brief: Blue., stability: development}
            metrics:
              - name: murmur.cups
                stability: development
                brief: Number of cups.
                instrument: counter
                unit: "{cup}"
                annotations: {code_generation: {metric_value_type: int}}
                entity_associations: [murmur.kitchen]
                attributes:
                  - ref: murmur.cup.colour
                    requirement_level: required
                  - ref: error.type
                    requirement_level:
                      conditionally_required: If it broke.
            spans:
              - type: murmur.pour.internal
                kind: internal
                stability: development
                brief: A cup was filled.
                name: {note: "pour {murmur.cup.colour}"}
                entity_associations: [murmur.kitchen]
                attributes:
                  - ref: murmur.cup.colour
                    requirement_level: required
            entities:
              - type: murmur.kitchen
                stability: development
                brief: A kitchen.
                identity:
                  - ref: murmur.cup.size
                    requirement_level: required
            """;

    static Draft in(Path folder) throws IOException {
        Files.writeString(folder.resolve("manifest.yaml"), MANIFEST);
        Files.writeString(folder.resolve("signals.yaml"), SIGNALS);
        return new Draft(folder);
    }

    /** Replaces the first {@code old} of the signals' file, which must be there. */
    Draft with(String old, String replacement) throws IOException {
        Path file = folder.resolve("signals.yaml");
        String text = Files.readString(file);
        int at = text.indexOf(old);
        if (at < 0) {
            throw new IllegalArgumentException("nothing like: " + old);
        }
        Files.writeString(file, text.substring(0, at) + replacement + text.substring(at + old.length()));
        return this;
    }

    /** All problems that the build would report, as text. */
    List<String> problems() throws IOException {
        List<Problem> problems = new ArrayList<>();
        try {
            Registry registry = RegistryReader.read(folder);
            problems.addAll(Rules.check(registry));
            Resolver.resolve(registry);
        } catch (InvalidRegistry e) {
            problems.addAll(e.problems());
        }
        return problems.stream().map(Problem::toString).toList();
    }
}
