package io.murmur.schema.render;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.JinjavaConfig;
import com.hubspot.jinjava.LegacyOverrides;
import com.hubspot.jinjava.interpret.RenderResult;
import com.hubspot.jinjava.interpret.TemplateError;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import net.thisptr.jackson.jq.BuiltinFunctionLoader;
import net.thisptr.jackson.jq.JsonQuery;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.Versions;
import net.thisptr.jackson.jq.exception.JsonQueryException;

/** Fills the templates of a {@link Target} with a registry, byte for byte as Weaver does. */
public final class Renderer {
    private static final String SUFFIX = ".j2";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Target target;
    private final Jinjava jinjava;
    private final Scope functions = Scope.newEmptyScope();

    public Renderer(Target target) {
        this.target = target;
        Target.WhitespaceControl whitespace = target.whitespaceControl();
        this.jinjava = new Jinjava(JinjavaConfig.newBuilder()
                .withFailOnUnknownTokens(true)
                .withTrimBlocks(whitespace.trimBlocks())
                .withLstripBlocks(whitespace.lstripBlocks())
                .withKeepTrailingNewline(whitespace.keepTrailingNewline())
                // what is filled in may hold braces of its own
                .withNestedInterpretationEnabled(false)
                .withLegacyOverrides(LegacyOverrides.ALL)
                .withMaxOutputSize(0)
                .build());
        BuiltinFunctionLoader.getInstance().loadFunctions(Versions.JQ_1_7, functions);
    }

    /**
     * Renders every template.
     *
     * @param document a {@link ResolvedDocument}
     * @throws InvalidTemplates if a filter or a template is wrong
     */
    public List<Rendered> render(JsonNode document) throws IOException {
        List<Rendered> files = new ArrayList<>();
        for (Target.Template template : target.templates()) {
            String text = Files.readString(target.folder().resolve(template.template()));
            JsonNode filtered = filter(template, document);
            switch (template.applicationMode()) {
                case SINGLE -> files.add(fill(template, text, filtered));
                case EACH -> {
                    for (Iterator<JsonNode> items = filtered.elements(); items.hasNext(); ) {
                        files.add(fill(template, text, items.next()));
                    }
                }
            }
        }
        return List.copyOf(files);
    }

    private JsonNode filter(Target.Template template, JsonNode document) {
        Map<String, JsonNode> params = target.paramsOf(template);
        Scope scope = Scope.newChildScope(functions);
        params.forEach((name, value) -> scope.setValue(name, value));
        JsonNode all = MAPPER.valueToTree(params);
        scope.setValue("params", all);
        List<JsonNode> results = new ArrayList<>();
        try {
            JsonQuery.compile(template.filter(), Versions.JQ_1_7).apply(scope, document, results::add);
        } catch (JsonQueryException e) {
            throw new InvalidTemplates(template.template() + ", its filter: " + e.getMessage());
        }
        return results.size() == 1 ? results.getFirst() : MAPPER.valueToTree(results);
    }

    private Rendered fill(Target.Template template, String text, JsonNode filtered) {
        Map<String, Object> context = Map.of("ctx", MAPPER.convertValue(filtered, new TypeReference<Object>() {}));
        String name = template.fileName() == null
                ? template.template().substring(0, template.template().length() - SUFFIX.length())
                : fill(template.template() + ", its file name", template.fileName(), context);
        return new Rendered(name, fill(template.template(), text, context));
    }

    private String fill(String name, String text, Map<String, Object> context) {
        RenderResult result = jinjava.renderForResult(text, context);
        if (!result.getErrors().isEmpty()) {
            TemplateError error = result.getErrors().getFirst();
            throw new InvalidTemplates(name + ":" + error.getLineno() + ": " + error.getMessage());
        }
        return result.getOutput();
    }
}
