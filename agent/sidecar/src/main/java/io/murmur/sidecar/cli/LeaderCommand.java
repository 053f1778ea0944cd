package io.murmur.sidecar.cli;

import io.murmur.sidecar.api.Json;
import io.murmur.sidecar.api.TreeDocuments.LeaderDocument;
import io.murmur.sidecar.api.TreeDocuments.NodeDocument;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "leader",
        description = "Who leads the agent's group, and in which term: the fencing token. Ends with 1 if nobody does.")
final class LeaderCommand extends Asking {
    @Option(names = "--watch", description = "Tell it again whenever it changes, until interrupted.")
    private boolean watch;

    @Option(names = "--count", paramLabel = "N", description = "With --watch: end after so many.")
    private long count = Long.MAX_VALUE;

    @Override
    public Integer call() throws IOException {
        if (watch) {
            follow();
            return 0;
        }
        LeaderDocument leader =
                show(client().get("/v1/leader"), LeaderDocument.class, (document, out) -> out.println(words(document)));
        return leader.leader() == null ? Failure.NO : 0;
    }

    private void follow() throws IOException {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(client().stream("/v1/leader/watch", ""), StandardCharsets.UTF_8))) {
            String line;
            while (count > 0 && (line = lines.readLine()) != null) {
                if (line.startsWith("data: ")) {
                    String data = line.substring(6);
                    out().println(json() ? data : words(Json.read(data, LeaderDocument.class)));
                    count--;
                }
            }
        }
    }

    private static String words(LeaderDocument document) {
        NodeDocument leader = document.leader();
        if (document.group() == null) {
            return "a member of no group";
        }
        if (leader == null) {
            return "nobody leads, term " + document.term();
        }
        String own = document.acts() ? ", this agent, acts" : document.leads() ? ", this agent, does not act" : "";
        return leader.label() + " leads" + (leader.address() == null ? "" : " at " + leader.address()) + ", term "
                + document.term() + own;
    }
}
