package io.murmur.sidecar.cli;

import io.murmur.sidecar.api.Documents.HealthDocument;
import java.io.PrintWriter;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Command;

@Command(name = "health", description = "How the agent is; ends with 0 if it is ready.")
final class HealthCommand extends Asking {
    @Override
    public Integer call() {
        HttpResponse<byte[]> response = client().look("/v1/health");
        String answer = new String(response.body(), StandardCharsets.UTF_8);
        HealthDocument health = show(answer, HealthDocument.class, HealthCommand::print);
        return health.ready() ? 0 : Failure.NO;
    }

    private static void print(HealthDocument health, PrintWriter out) {
        out.println(health.lifecycle() + ", " + health.members() + " members, " + health.entries() + " entries");
        out.println("root " + health.root());
        out.println("swarm root " + health.swarmRoot());
    }
}
