package io.murmur.schema.cli;

import io.murmur.schema.Schema;
import io.murmur.schema.live.Emission;
import io.murmur.schema.live.Protocol;
import io.murmur.schema.registry.Checked;
import io.murmur.schema.registry.Resolved;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code murmur schema emit}: an example of everything that the registry declares, to whoever receives OTLP. */
@Command(
        name = "emit",
        description = {
            "Sends an example of every signal of a registry over OTLP, with every value of every enumeration.",
            "Ends with 1 where the receiver does not take all of it."
        })
final class EmitCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private RegistryOption registry = new RegistryOption();

    @Option(
            names = "--protocol",
            paramLabel = "P",
            defaultValue = "grpc",
            description = "One of ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Protocol protocol = Protocol.GRPC;

    @Option(
            names = "--endpoint",
            paramLabel = "URL",
            description = "Without path. Default: port 4317 or 4318 of this machine, by the protocol.")
    private @Nullable URI endpoint;

    @Override
    public Integer call() throws IOException {
        Schema schema = Resolved.schema(Checked.read(registry.folder()));
        String target = endpoint();
        Optional<String> problem = Emission.of(schema).send(target, protocol);
        if (problem.isPresent()) {
            spec.commandLine()
                    .getErr()
                    .println("murmur schema: " + target + " did not take all of it: " + problem.get());
            return io.murmur.schema.cli.Schema.FOUND;
        }
        spec.commandLine()
                .getOut()
                .printf(
                        "sent %d metrics, %d spans and %d events to %s%n",
                        schema.metrics().size(),
                        schema.spans().size(),
                        schema.events().size(),
                        target);
        return 0;
    }

    private String endpoint() {
        if (endpoint != null) {
            return endpoint.toString();
        }
        return switch (protocol) {
            case GRPC -> "http://127.0.0.1:4317";
            case HTTP -> "http://127.0.0.1:4318";
        };
    }
}
