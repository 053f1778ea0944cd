package io.murmur.sidecar.cli;

import io.murmur.sidecar.api.Documents.ChangeDocument;
import io.murmur.sidecar.api.Documents.EntryDocument;
import io.murmur.sidecar.api.Documents.MemberDocument;
import io.murmur.sidecar.api.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "watch", description = "Follow changes as they reach the agent, until interrupted.")
final class WatchCommand extends Asking {
    /** What can be followed. */
    enum Subject {
        ENTRIES,
        MEMBERS,
        ALL
    }

    @Option(names = "--prefix", paramLabel = "TEXT", description = "Only keys that begin so.")
    private String prefix = "";

    @Option(names = "--of", description = "Follow ${COMPLETION-CANDIDATES} (default: ENTRIES).")
    private Subject of = Subject.ENTRIES;

    @Option(names = "--since", paramLabel = "ID", description = "Go on after an event of an earlier watch.")
    private String since = "";

    @Option(names = "--count", paramLabel = "N", description = "End after so many changes.")
    private long count = Long.MAX_VALUE;

    @Mixin
    private Scoped scoped = new Scoped();

    @Override
    public Integer call() throws IOException {
        String path = "/v1/watch?of=" + of.name().toLowerCase(Locale.ROOT) + "&" + scoped.parameter()
                + (prefix.isEmpty() ? "" : "&prefix=" + Client.escaped(prefix));
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(client().stream(path, since), StandardCharsets.UTF_8))) {
            String event = "";
            String line;
            while (count > 0 && (line = lines.readLine()) != null) {
                if (line.startsWith("event: ")) {
                    event = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    print(event, line.substring(6));
                }
            }
        }
        return 0;
    }

    private void print(String event, String data) {
        if (event.equals("reset")) {
            out().println(json() ? data : "reset: changes were missed, read everything anew");
        } else if (event.equals("change")) {
            count--;
            out().println(json() ? data : words(Json.read(data, ChangeDocument.class)));
        }
    }

    private static String words(ChangeDocument change) {
        EntryDocument entry = change.entry();
        MemberDocument member = change.member();
        if (entry != null) {
            String value = change.change().equals("put") ? " = " + entry.content() : "";
            return change.change() + " " + entry.label() + value + "  (after " + change.delayMillis() + " ms)";
        }
        return member == null
                ? change.change()
                : "member " + member.name() + " " + member.address() + " is " + member.status();
    }
}
