package io.murmur.schema.cli;

import io.murmur.schema.registry.Checked;
import io.murmur.schema.registry.InvalidRegistry;
import io.murmur.schema.registry.Registry;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code murmur schema check}: whether a registry is sound. */
@Command(name = "check", description = "Reads a registry strictly and checks it by OpenTelemetry's rules and ours.")
final class CheckCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private RegistryOption registry = new RegistryOption();

    @Mixin
    private Findings findings = new Findings();

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        try {
            Registry sound = Checked.read(registry.folder()).registry();
            if (findings.json()) {
                findings.problems(out, registry.folder(), List.of());
            } else {
                out.printf(
                        "%d metrics, %d spans, %d events, %d entities, %d attributes: no problems%n",
                        sound.metrics().size(),
                        sound.spans().size(),
                        sound.events().size(),
                        sound.entities().size(),
                        sound.attributes().size());
            }
            return 0;
        } catch (InvalidRegistry e) {
            findings.problems(out, registry.folder(), e.problems());
            return Schema.FOUND;
        }
    }
}
