package io.murmur.schema.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which registry a command is about. */
public final class RegistryOption {
    @Option(
            names = "--registry",
            paramLabel = "DIR",
            defaultValue = "${sys:murmur.root:-.}/telemetry-schema/registry",
            description = "The folder of the registry's files. Default: the one of this checkout.")
    private Path folder = Path.of("");

    public Path folder() {
        return folder;
    }
}
