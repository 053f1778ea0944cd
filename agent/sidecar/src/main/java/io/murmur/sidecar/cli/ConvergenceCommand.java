package io.murmur.sidecar.cli;

import io.murmur.sidecar.api.Documents.ConvergenceDocument;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "convergence", description = "How far the swarm agrees on a key, estimated from gossip alone.")
final class ConvergenceCommand extends Asking {
    @Parameters(paramLabel = "KEY")
    private String key = "";

    @Mixin
    private Scoped scoped = new Scoped();

    @Override
    public Integer call() {
        String answer = client().get("/v1/convergence/" + Client.escaped(key) + "?" + scoped.parameter());
        show(
                answer,
                ConvergenceDocument.class,
                (found, out) -> out.println(String.format(
                        Locale.ROOT,
                        "%.0f %% of the swarm, from %d peers; written %.1f s ago",
                        100 * found.share(),
                        found.samples(),
                        found.ageMillis() / 1e3)));
        return 0;
    }
}
