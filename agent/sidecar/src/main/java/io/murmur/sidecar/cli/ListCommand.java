package io.murmur.sidecar.cli;

import io.murmur.sidecar.api.Documents.EntriesDocument;
import io.murmur.sidecar.api.Documents.EntryDocument;
import java.io.PrintWriter;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "list", description = "List the entries of a scope in the order of their keys.")
final class ListCommand extends Asking {
    private static final int VALUE_SHOWN_MAX = 60;

    @Option(names = "--prefix", paramLabel = "TEXT", description = "Only keys that begin so.")
    private String prefix = "";

    @Option(names = "--limit", paramLabel = "N", description = "Entries at most (default: ${DEFAULT-VALUE}).")
    private int limit = 100;

    @Option(names = "--after", paramLabel = "NEXT", description = "Go on after a page, by its \"next\".")
    private String after = "";

    @Mixin
    private Scoped scoped = new Scoped();

    @Override
    public Integer call() {
        String path = "/v1/entries?limit=" + limit + "&" + scoped.parameter()
                + (prefix.isEmpty() ? "" : "&prefix=" + Client.escaped(prefix))
                + (after.isEmpty() ? "" : "&after=" + Client.escaped(after));
        show(client().get(path), EntriesDocument.class, ListCommand::print);
        return 0;
    }

    private static void print(EntriesDocument page, PrintWriter out) {
        Table table = new Table("KEY", "VALUE", "SCOPE", "WRITTEN", "OWNER");
        for (EntryDocument entry : page.entries()) {
            table.row(
                    entry.label(),
                    shortened(entry.content()),
                    entry.scope(),
                    Instant.ofEpochMilli(entry.writtenMillis()).toString(),
                    entry.owner());
        }
        table.print(out);
        if (page.next() != null) {
            out.println("more: --after " + page.next());
        }
    }

    private static String shortened(String value) {
        String line = value.replaceAll("\\p{Cntrl}", " ");
        return line.length() <= VALUE_SHOWN_MAX ? line : line.substring(0, VALUE_SHOWN_MAX - 1) + "…";
    }
}
