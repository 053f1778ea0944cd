package io.murmur.sidecar.cli;

import io.murmur.sidecar.api.Documents.EntryDocument;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "get", description = "Read an entry.")
final class GetCommand extends Asking {
    @Parameters(paramLabel = "KEY")
    private String key = "";

    @Option(names = "--raw", description = "Print the value's bytes and nothing else.")
    private boolean raw;

    @Mixin
    private Scoped scoped = new Scoped();

    @Override
    public Integer call() throws IOException {
        String path = "/v1/entries/" + Client.escaped(key) + "?" + scoped.parameter();
        if (raw) {
            System.out.write(client().bytes(path));
            System.out.flush();
            return 0;
        }
        show(client().get(path), EntryDocument.class, (entry, out) -> out.println(entry.content()));
        return 0;
    }
}
