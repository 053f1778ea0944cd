package io.murmur.sidecar.cli;

import io.murmur.sidecar.api.Documents.EntryDocument;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "delete", description = "Delete an entry, everywhere.")
final class DeleteCommand extends Asking {
    @Parameters(paramLabel = "KEY")
    private String key = "";

    @Override
    public Integer call() {
        String answer = client().delete("/v1/entries/" + Client.escaped(key));
        show(
                answer,
                EntryDocument.class,
                (entry, out) -> out.println(entry.label() + " deleted, version " + entry.version()));
        return 0;
    }
}
