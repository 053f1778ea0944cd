package io.murmur.schema.cli;

import io.murmur.schema.registry.Change;
import io.murmur.schema.registry.Checked;
import io.murmur.schema.registry.Comparison;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code murmur schema diff}: whether those who go by the last release still can. */
@Command(
        name = "diff",
        description =
                "Compares a registry with that of the last release; ends with 1 if a change breaks those who go by it.")
final class DiffCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private RegistryOption registry = new RegistryOption();

    @Option(
            names = "--baseline",
            paramLabel = "DIR",
            defaultValue = "${sys:murmur.root:-.}/telemetry-schema/baseline",
            description = "The folder of the earlier registry. Default: that of the last release.")
    private Path baseline = Path.of("");

    @Mixin
    private Findings findings = new Findings();

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        List<Change> changes = Comparison.of(
                Checked.read(baseline).registry(),
                Checked.read(registry.folder()).registry());
        long breaking = changes.stream().filter(Change::breaking).count();
        findings.changes(out, baseline, registry.folder(), changes);
        if (!findings.json()) {
            out.printf("%d changes, %d of them breaking%n", changes.size(), breaking);
        }
        return breaking == 0 ? 0 : Schema.FOUND;
    }
}
