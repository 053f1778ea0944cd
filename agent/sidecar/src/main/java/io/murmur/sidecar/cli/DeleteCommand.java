package io.murmur.sidecar.cli;

import io.murmur.sidecar.api.Documents.EntryDocument;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "delete", description = "Delete an entry, wherever its scope reaches.")
final class DeleteCommand extends Asking {
    @Parameters(paramLabel = "KEY")
    private String key = "";

    @Mixin
    private Scoped scoped = new Scoped();

    @Override
    public Integer call() {
        String answer = client().delete("/v1/entries/" + Client.escaped(key) + "?" + scoped.parameter());
        show(
                answer,
                EntryDocument.class,
                (entry, out) -> out.println(entry.label() + " deleted, version " + entry.version()));
        return 0;
    }
}
