package io.murmur.schema.registry;

import java.io.IOException;
import java.nio.file.Path;

/** The build's step before compiling: reads the registry, refuses a wrong one, and writes Java from it. */
public final class Generate {
    private Generate() {}

    /**
     * Generates.
     *
     * @param arguments the folders of the registry, of the templates, and of the generated sources
     */
    public static void main(String[] arguments) throws IOException {
        Path registry = Path.of(arguments[0]);
        Path target = Path.of(arguments[2], "io", "murmur", "schema");
        try {
            generate(registry, Path.of(arguments[1]), target);
        } catch (InvalidRegistry e) {
            e.problems()
                    .forEach(problem ->
                            System.err.println(registry.resolve(problem.place().file()) + ":"
                                    + problem.place().line() + ": " + problem.message()));
            System.exit(1);
        }
    }

    static void generate(Path folder, Path templates, Path target) throws IOException {
        Checked checked = Checked.read(folder);
        new Renderer().render(TemplateContext.of(checked.registry(), checked.attributes()), templates, target);
    }
}
