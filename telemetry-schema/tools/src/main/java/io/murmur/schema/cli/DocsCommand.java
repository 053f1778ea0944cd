package io.murmur.schema.cli;

import io.murmur.schema.registry.Checked;
import io.murmur.schema.render.Rendered;
import io.murmur.schema.render.Renderer;
import io.murmur.schema.render.ResolvedDocument;
import io.murmur.schema.render.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code murmur schema docs}: the documents that are made from the registry. */
@Command(
        name = "docs",
        description = "Writes the reference, the dashboards and the rules anew, and names those that changed.")
final class DocsCommand implements Callable<Integer> {
    private static final String TEMPLATES = "telemetry-schema/templates/registry/docs";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private RegistryOption registry = new RegistryOption();

    @Option(
            names = "--root",
            paramLabel = "DIR",
            defaultValue = "${sys:murmur.root:-.}",
            description = "The checkout that has the templates and gets the documents. Default: this one.")
    private Path root = Path.of("");

    @Option(names = "--check", description = "Write nothing; end with 1 if a document is out of date.")
    private boolean check;

    @Mixin
    private Findings findings = new Findings();

    @Override
    public Integer call() throws IOException {
        Renderer renderer = new Renderer(Target.read(root.resolve(TEMPLATES)));
        List<String> changed = new ArrayList<>();
        for (Rendered file : renderer.render(ResolvedDocument.of(Checked.read(registry.folder())))) {
            if (!file.isCurrent(root)) {
                changed.add(file.name());
                if (!check) {
                    file.write(root);
                }
            }
        }
        findings.files(spec.commandLine().getOut(), check ? "outdated" : "written", changed);
        return check && !changed.isEmpty() ? Schema.FOUND : 0;
    }
}
