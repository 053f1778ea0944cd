package io.murmur.schema.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the tests of one module exercised of the registry: a file for each class of tests, in the module's own folder,
 * for a later module of the same build to join.
 */
public final class CoverageLog {
    private static final String SUFFIX = ".txt";

    private final Path folder;

    /** @param folder made when something is written */
    public CoverageLog(Path folder) {
        this.folder = folder;
    }

    /** Replaces what an earlier run of these tests exercised. */
    public void write(String tests, Collection<String> exercised) throws IOException {
        Files.createDirectories(folder);
        Files.write(folder.resolve(tests + SUFFIX), exercised);
    }

    /** What was exercised since a time; empty if no test has written since, whatever an earlier build left. */
    public Optional<List<String>> read(Instant since) throws IOException {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        List<Path> files;
        try (Stream<Path> paths = Files.list(folder)) {
            files = paths.filter(path -> path.toString().endsWith(SUFFIX)).toList();
        }
        List<String> lines = new ArrayList<>();
        boolean any = false;
        for (Path file : files) {
            if (!Files.getLastModifiedTime(file).toInstant().isBefore(since)) {
                any = true;
                lines.addAll(Files.readAllLines(file));
            }
        }
        return any ? Optional.of(lines) : Optional.empty();
    }
}
