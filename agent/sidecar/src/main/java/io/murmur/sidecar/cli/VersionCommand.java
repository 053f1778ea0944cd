package io.murmur.sidecar.cli;

import io.murmur.sidecar.api.Documents.VersionDocument;
import io.murmur.telemetry.Build;
import picocli.CommandLine.Command;

@Command(name = "version", description = "What this is, and what the agent is.")
final class VersionCommand extends Asking {
    @Override
    public Integer call() {
        String mine = Build.VERSION;
        try {
            show(
                    client().get("/v1/version"),
                    VersionDocument.class,
                    (agent, out) -> out.println("murmur " + mine
                            + "\nagent  " + agent.version() + ", " + agent.name() + " " + agent.agent() + " at "
                            + agent.address()
                            + ", incarnation " + agent.incarnation()));
        } catch (Failure failure) {
            if (json()) {
                throw failure;
            }
            out().println("murmur " + mine + "\nagent  none: " + failure.getMessage());
        }
        return 0;
    }
}
