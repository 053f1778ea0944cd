package io.murmur.schema.render;

import io.murmur.schema.registry.Checked;
import io.murmur.schema.registry.InvalidRegistry;
import java.io.IOException;
import java.nio.file.Path;

/** The build's step before compiling: reads the registry, refuses a wrong one, and writes what its templates say. */
public final class Generate {
    private Generate() {}

    /**
     * Generates.
     *
     * @param arguments the folders of the registry, of the templates, and of what is generated
     */
    public static void main(String[] arguments) throws IOException {
        Path registry = Path.of(arguments[0]);
        try {
            Target target = Target.read(Path.of(arguments[1]));
            for (Rendered file : new Renderer(target).render(ResolvedDocument.of(Checked.read(registry)))) {
                file.write(Path.of(arguments[2]));
            }
        } catch (InvalidRegistry e) {
            e.problems()
                    .forEach(problem ->
                            System.err.println(registry.resolve(problem.place().file()) + ":"
                                    + problem.place().line() + ": " + problem.message()));
            System.exit(1);
        } catch (InvalidTemplates e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }
}
