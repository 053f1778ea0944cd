package io.murmur.schema.cli;

import io.murmur.schema.registry.InvalidRegistry;
import io.murmur.schema.render.InvalidTemplates;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command that holds the others: what can be done with the registry of signals. */
@Command(
        name = "murmur schema",
        description = "Looks after the registry of all metrics, spans, events and entities.",
        sortOptions = false,
        subcommands = {
            CheckCommand.class,
            DiffCommand.class,
            DocsCommand.class,
            LiveCheckCommand.class,
            EmitCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:nothing was found", "1:something was", "2:the command is wrong, or a file cannot be read"})
public final class Schema implements Runnable {
    /** Something was found. */
    static final int FOUND = 1;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help and end.")
    @SuppressWarnings("unused") // picocli sets and reads it
    private boolean help;

    private Schema() {}

    /** Where the program begins. */
    public static void main(String[] arguments) {
        // what libraries log is for their developers; the commands say themselves what went wrong
        Logger.getLogger("").setLevel(Level.OFF);
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(out, err, arguments));
    }

    /** Runs a command line and returns its exit code. */
    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        return new CommandLine(new Schema())
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((exception, command, parsed) -> failed(exception, command))
                .execute(arguments);
    }

    private static int failed(Exception exception, CommandLine command) throws Exception {
        String message = switch (exception) {
            case InvalidRegistry invalid -> invalid.getMessage();
            case InvalidTemplates invalid -> invalid.getMessage();
            case NoSuchFileException missing -> "there is no " + missing.getFile();
            case NotDirectoryException file -> file.getFile() + " is not a folder";
            case IOException failure -> failure.toString();
            default -> throw exception;
        };
        command.getErr().println("murmur schema: " + message);
        return exception instanceof InvalidRegistry ? FOUND : CommandLine.ExitCode.USAGE;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do.");
    }
}
