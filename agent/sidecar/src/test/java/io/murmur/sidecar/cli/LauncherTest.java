package io.murmur.sidecar.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;

/** Whoever checks out the project starts commands by the launcher, which must know them all. */
class LauncherTest {
    private static Set<String> commands() {
        Command murmur = Murmur.class.getAnnotation(Command.class);
        return Arrays.stream(murmur.subcommands())
                .map(command -> command.getAnnotation(Command.class).name())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String launcher() throws IOException {
        return Files.readString(Path.of("../../murmur"));
    }

    @Test
    void startsEveryCommand() throws IOException {
        Set<String> started = launcher()
                .lines()
                .filter(line -> line.strip().matches("[a-z|\\- ]+\\)"))
                .flatMap(line -> Arrays.stream(line.strip().replace(")", "").split("\\|")))
                .map(String::strip)
                .collect(Collectors.toSet());
        Set<String> unknown = commands();
        unknown.removeAll(started);
        assertEquals(Set.of(), unknown);
    }

    @Test
    void namesEveryCommandInItsHelp() throws IOException {
        String launcher = launcher();
        String help = launcher.substring(launcher.indexOf("<<'END'"), launcher.indexOf("\nEND\n"));
        commands().forEach(command -> assertTrue(help.matches("(?s).*\\b" + command + "\\b.*"), command));
    }
}
