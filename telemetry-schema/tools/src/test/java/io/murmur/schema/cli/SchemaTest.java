package io.murmur.schema.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line, run as a user runs it from a checkout. */
class SchemaTest {
    @TempDir
    Path folder = Path.of("");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return Schema.run(new PrintWriter(out), new PrintWriter(err), arguments);
    }

    @Test
    void theRegistryOfThisCheckoutHasNoProblems() {
        assertEquals(0, run("check", "--registry", "../registry"), err::toString);
        assertTrue(out.toString().endsWith("no problems\n"), out::toString);
    }

    @Test
    void whatIsWrongIsPrintedWithFileAndLine() throws IOException {
        copy(Path.of("../registry"), folder);
        replace(folder.resolve("events.yaml"), "murmur.agent.refutation", "murmur.agent.Refutation");

        assertEquals(1, run("check", "--registry", folder.toString()));
        assertTrue(
                out.toString().contains(folder + "/events.yaml:11: 'murmur.agent.Refutation' is not snake_case"),
                out::toString);
    }

    @Test
    void whatIsWrongIsPrintedForProgramsToo() throws IOException {
        copy(Path.of("../registry"), folder);
        replace(folder.resolve("events.yaml"), "murmur.agent.refutation", "murmur.agent.Refutation");

        assertEquals(1, run("check", "--json", "--registry", folder.toString()));
        JsonNode problem = new ObjectMapper().readTree(out.toString()).at("/problems/0");
        assertEquals(folder + "/events.yaml", problem.get("file").asText());
        assertEquals(11, problem.get("line").asInt());
    }

    @Test
    void aChangeThatBreaksNobodyIsNoFailure() throws IOException {
        copy(Path.of("../registry"), folder);
        replace(folder.resolve("entities.yaml"), "brief: An agent of the swarm.", "brief: One agent.");

        assertEquals(0, run("diff", "--registry", folder.toString(), "--baseline", "../registry"));
        assertEquals("0 changes, 0 of them breaking\n", out.toString());
    }

    @Test
    void aChangeThatBreaksIsOne() throws IOException {
        copy(Path.of("../registry"), folder);
        replace(folder.resolve("metrics.yaml"), "unit: \"{round}\"", "unit: \"{turn}\"");

        assertEquals(1, run("diff", "--registry", folder.toString(), "--baseline", "../registry"));
        assertTrue(out.toString().contains("breaking: the unit of 'murmur.gossip.rounds'"), out::toString);
        assertTrue(out.toString().endsWith("1 changes, 1 of them breaking\n"), out::toString);
    }

    @Test
    void documentsAreWrittenOnceAndThenCurrent() throws IOException {
        copy(
                Path.of("../templates/registry/docs"),
                Files.createDirectories(folder.resolve("telemetry-schema/templates/registry/docs")));
        String[] docs = {"docs", "--registry", "../registry", "--root", folder.toString()};

        assertEquals(1, run("docs", "--check", "--registry", "../registry", "--root", folder.toString()));
        assertFalse(Files.exists(folder.resolve("docs")));
        out.getBuffer().setLength(0);
        assertEquals(0, run(docs), err::toString);
        assertTrue(out.toString().startsWith("docs/telemetry.md\n"), out::toString);
        out.getBuffer().setLength(0);
        assertEquals(0, run(docs));
        assertEquals("", out.toString());
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    private static void replace(Path file, String right, String other) throws IOException {
        String text = Files.readString(file);
        assertTrue(text.contains(right), right);
        Files.writeString(file, text.replaceFirst(Pattern.quote(right), Matcher.quoteReplacement(other)));
    }

    @Test
    void aFolderThatIsNotThereIsNamed() {
        assertEquals(2, run("check", "--registry", "nowhere"));
        assertEquals("murmur schema: there is no nowhere\n", err.toString());
    }

    @Test
    void aCommandMustBeSaid() {
        assertEquals(2, run());
        assertTrue(err.toString().startsWith("Say what to do.\n"), err::toString);
    }

    @Test
    void theLauncherStartsIt() throws IOException {
        String launcher = Files.readString(Path.of("../../murmur"));

        assertTrue(launcher.contains("main=" + Schema.class.getName() + "\n"));
    }
}
