package io.murmur.schema.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The command line, run as a user runs it from a checkout. */
class SchemaTest {
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
