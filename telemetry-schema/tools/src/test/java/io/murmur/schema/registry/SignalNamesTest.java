package io.murmur.schema.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Code knows signals and attributes by what is generated, so that a name changes in one place. */
class SignalNamesTest {
    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Path ROOT = Path.of("../..");

    @Test
    void noMainSourceWritesTheNameOfASignalOrAttribute() throws IOException {
        Set<String> names = names();
        List<String> written = new ArrayList<>();
        for (Path source : sources()) {
            List<String> lines = Files.readAllLines(source);
            for (int line = 0; line < lines.size(); line++) {
                for (Matcher literal = LITERAL.matcher(lines.get(line)); literal.find(); ) {
                    if (names.contains(literal.group(1))) {
                        written.add(ROOT.relativize(source) + ":" + (line + 1) + ": " + literal.group());
                    }
                }
            }
        }
        assertEquals(List.of(), written);
    }

    @Test
    void theNamesAreThoseOfSignalsAndAttributes() throws IOException {
        assertTrue(names().containsAll(Set.of("murmur.gossip.rounds", "murmur.peer.id", "error.type", "jvm.cpu.time")));
        assertTrue(sources().size() > 100, "the sources are elsewhere");
    }

    /** Entities and spans of one word are words of the language, too. */
    private static Set<String> names() throws IOException {
        Checked checked = Checked.read(ROOT.resolve("telemetry-schema/registry"));
        Registry registry = checked.registry();
        return Stream.of(
                        checked.attributes().keySet().stream(),
                        registry.signals().map(Definition::name),
                        registry.entities().stream().map(Definition::name))
                .flatMap(names -> names)
                .filter(name -> name.contains("."))
                .collect(Collectors.toSet());
    }

    private static List<Path> sources() throws IOException {
        List<Path> sources = new ArrayList<>();
        for (String module : List.of("agent", "hierarchical", "sim", "telemetry-schema")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module))) {
                files.filter(file -> file.toString().contains("src/main/java"))
                        .filter(file -> file.toString().endsWith(".java"))
                        .forEach(sources::add);
            }
        }
        return sources;
    }
}
