package io.murmur.schema.cli;

import io.murmur.schema.registry.Checked;
import java.io.IOException;
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

    @Override
    public Integer call() throws IOException {
        Checked checked = Checked.read(registry.folder());
        spec.commandLine()
                .getOut()
                .printf(
                        "%d metrics, %d spans, %d events, %d entities, %d attributes: no problems%n",
                        checked.registry().metrics().size(),
                        checked.registry().spans().size(),
                        checked.registry().events().size(),
                        checked.registry().entities().size(),
                        checked.attributes().size());
        return 0;
    }
}
