package io.murmur.sidecar.cli;

import io.murmur.sidecar.api.Documents.EntryDocument;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "put", description = "Write an entry.")
final class PutCommand extends Asking {
    @Parameters(index = "0", paramLabel = "KEY")
    private String key = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "VALUE", description = "Text; or see --file.")
    private @Nullable String value;

    @Option(names = "--file", paramLabel = "FILE", description = "Take the value from a file, - for standard input.")
    private @Nullable String file;

    @Mixin
    private Scoped scoped = new Scoped();

    @Override
    public Integer call() throws IOException {
        String path = "/v1/entries/" + Client.escaped(key) + "?" + scoped.parameter();
        show(
                client().put(path, content()),
                EntryDocument.class,
                (entry, out) -> out.println(entry.label() + " written, version " + entry.version()));
        return 0;
    }

    private byte[] content() throws IOException {
        if ((value == null) == (file == null)) {
            throw new Failure(Failure.MISUSE, "put needs a VALUE or --file, one of the two");
        }
        if (value != null) {
            return value.getBytes(StandardCharsets.UTF_8);
        }
        if ("-".equals(file)) {
            return System.in.readAllBytes();
        }
        try {
            return Files.readAllBytes(Path.of(String.valueOf(file)));
        } catch (IOException e) {
            throw new Failure(Failure.MISUSE, "cannot read " + file + ": " + e.getMessage());
        }
    }
}
