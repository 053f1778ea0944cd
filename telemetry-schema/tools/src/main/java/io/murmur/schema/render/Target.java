package io.murmur.schema.render;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * A folder of templates and what its {@code weaver.yaml} says of them; of Weaver's configuration it knows as much as ours
 * use, and refuses the rest.
 *
 * @param params what every filter may use as {@code $name}, unless a template says otherwise
 */
public record Target(
        Path folder, WhitespaceControl whitespaceControl, Map<String, JsonNode> params, List<Template> templates) {
    private static final String CONFIG = "weaver.yaml";
    /** Beyond what a shared filter needs, and too little to expand to anything large. */
    private static final int ALIASES_MAX = 100;

    /** Where line breaks around the blocks of a template go. */
    public record WhitespaceControl(boolean trimBlocks, boolean lstripBlocks, boolean keepTrailingNewline) {}

    /** Whether a template is filled once, or once for each item. */
    public enum ApplicationMode {
        SINGLE,
        EACH
    }

    /**
     * One template.
     *
     * @param template its file
     * @param filter in jq, what it is given as {@code ctx}
     * @param fileName of what comes of it, as a template; its own name without the suffix if there is none
     * @param params besides those of the folder, or instead of them
     */
    public record Template(
            String template,
            String filter,
            ApplicationMode applicationMode,
            @Nullable String fileName,
            Map<String, JsonNode> params) {}

    /** The file as it is written. */
    private record Config(
            @Nullable WhitespaceControl whitespaceControl,
            @Nullable Map<String, JsonNode> params,
            @Nullable List<Entry> templates) {}

    private record Entry(
            @Nullable String template,
            @Nullable String filter,
            @Nullable ApplicationMode applicationMode,
            @Nullable String fileName,
            @Nullable Map<String, JsonNode> params) {}

    /**
     * Reads a folder.
     *
     * @throws InvalidTemplates if its {@code weaver.yaml} says what this renderer does not know
     */
    public static Target read(Path folder) throws IOException {
        Path file = folder.resolve(CONFIG);
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(ALIASES_MAX);
        try {
            // aliases let templates share a filter, which Jackson's own YAML does not follow
            Object yaml = new Yaml(new SafeConstructor(options)).load(Files.readString(file));
            Config config = JsonMapper.builder()
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .enable(com.fasterxml.jackson.databind.MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                    .build()
                    .convertValue(yaml, Config.class);
            if (config == null || config.templates() == null || config.whitespaceControl() == null) {
                throw new InvalidTemplates(file + ": 'templates' or 'whitespace_control' is missing");
            }
            return new Target(
                    folder,
                    config.whitespaceControl(),
                    config.params() == null ? Map.of() : config.params(),
                    config.templates().stream().map(entry -> entry(file, entry)).toList());
        } catch (YAMLException e) {
            throw new InvalidTemplates(file + ": " + e.getMessage());
        } catch (IllegalArgumentException e) {
            String message = e.getCause() instanceof JsonProcessingException json
                    ? json.getOriginalMessage()
                    : String.valueOf(e.getMessage());
            throw new InvalidTemplates(file + ": " + message);
        }
    }

    private static Template entry(Path file, Entry entry) {
        if (entry.template() == null || entry.filter() == null || entry.applicationMode() == null) {
            throw new InvalidTemplates(file + ": a template lacks 'template', 'filter' or 'application_mode'");
        }
        return new Template(
                entry.template(),
                entry.filter(),
                entry.applicationMode(),
                entry.fileName(),
                entry.params() == null ? Map.of() : entry.params());
    }

    /** What a template's filter may use by name; {@code $params} is all of it, as with Weaver. */
    Map<String, JsonNode> paramsOf(Template template) {
        Map<String, JsonNode> all = new HashMap<>(params);
        all.putAll(template.params());
        return all;
    }
}
