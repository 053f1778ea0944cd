package io.murmur.schema.registry;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A registry in which nothing is wrong.
 *
 * @param registry with what it imports of signals and entities
 * @param attributes every attribute that is referred to, by its key, here or in OpenTelemetry's own conventions
 * @param imported every attribute of the groups that it imports, referred to or not
 */
public record Checked(
        Registry registry, Map<String, Definition.Attribute> attributes, List<Definition.Attribute> imported) {
    /**
     * Reads a folder, resolves what its files refer to and applies the rules.
     *
     * @throws InvalidRegistry with what was found by the first of the three that found something
     */
    public static Checked read(Path folder) throws IOException {
        Registry registry = RegistryReader.read(folder);
        Checked checked = Resolver.resolve(registry);
        List<Problem> problems = Rules.check(registry);
        if (!problems.isEmpty()) {
            throw new InvalidRegistry(problems);
        }
        return checked;
    }
}
