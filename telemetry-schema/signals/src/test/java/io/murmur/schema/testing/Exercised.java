package io.murmur.schema.testing;

import io.murmur.schema.check.Coverage;
import io.murmur.schema.check.CoverageLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** What all tests of this run exercised, by class; written down when the last has ended. */
final class Exercised implements AutoCloseable {
    private final Map<String, Set<String>> byTests = new TreeMap<>();

    /** The one of a run. */
    static Exercised of(ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(Exercised.class))
                .getOrComputeIfAbsent(Exercised.class, key -> new Exercised(), Exercised.class);
    }

    synchronized void add(String tests, Coverage coverage) {
        byTests.computeIfAbsent(tests, name -> new LinkedHashSet<>()).addAll(coverage.exercised());
    }

    @Override
    public synchronized void close() throws IOException {
        String folder = System.getProperty(LiveCheck.FOLDER, "");
        if (folder.isEmpty()) {
            return;
        }
        CoverageLog log = new CoverageLog(Path.of(folder));
        for (Map.Entry<String, Set<String>> tests : byTests.entrySet()) {
            log.write(tests.getKey(), tests.getValue());
        }
    }
}
