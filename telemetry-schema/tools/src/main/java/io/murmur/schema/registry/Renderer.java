package io.murmur.schema.registry;

import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.JinjavaConfig;
import com.hubspot.jinjava.interpret.RenderResult;
import com.hubspot.jinjava.interpret.TemplateError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Fills the templates of a folder, each of which becomes a file of the same name without {@code .j2}. */
public final class Renderer {
    private static final String SUFFIX = ".j2";

    private final Jinjava jinjava =
            new Jinjava(JinjavaConfig.newBuilder().withFailOnUnknownTokens(true).build());

    public Renderer() {
        JavaNames.filters().forEach(jinjava.getGlobalContext()::registerFilter);
    }

    /**
     * Renders every template.
     *
     * @throws IllegalStateException if a template is wrong
     */
    public void render(Map<String, Object> context, Path templates, Path target) throws IOException {
        Files.createDirectories(target);
        List<Path> files;
        try (Stream<Path> paths = Files.list(templates)) {
            files = paths.filter(path -> path.toString().endsWith(SUFFIX))
                    .sorted()
                    .toList();
        }
        for (Path file : files) {
            String name = Objects.requireNonNull(file.getFileName()).toString();
            String text = render(name, Files.readString(file), context);
            write(target.resolve(name.substring(0, name.length() - SUFFIX.length())), text);
        }
    }

    String render(String name, String template, Map<String, Object> context) {
        RenderResult result = jinjava.renderForResult(template, context);
        if (!result.getErrors().isEmpty()) {
            TemplateError error = result.getErrors().getFirst();
            throw new IllegalStateException(name + ":" + error.getLineno() + ": " + error.getMessage());
        }
        return result.getOutput();
    }

    /** Leaves a file alone that says the same already, so that the compiler has nothing to do. */
    private static void write(Path file, String text) throws IOException {
        if (!Files.exists(file) || !Files.readString(file).equals(text)) {
            Files.writeString(file, text);
        }
    }
}
