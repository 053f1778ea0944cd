package io.murmur.sidecar.cli;

import io.murmur.sidecar.demo.DemoCommand;
import io.murmur.telemetry.Build;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command that holds the others. */
@Command(
        name = "murmur",
        description = "Gossip beside every workload.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = Murmur.Version.class,
        subcommands = {
            AgentCommand.class,
            MembersCommand.class,
            PutCommand.class,
            GetCommand.class,
            DeleteCommand.class,
            ListCommand.class,
            WatchCommand.class,
            ProofCommand.class,
            ConvergenceCommand.class,
            TreeCommand.class,
            CountCommand.class,
            LeaderCommand.class,
            HealthCommand.class,
            VersionCommand.class,
            DemoCommand.class
        })
public final class Murmur implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    private Murmur() {}

    /** Runs a command line and returns its exit code. */
    public static int run(String... arguments) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        return run(out, err, arguments);
    }

    /** Runs a command line whose output goes elsewhere. */
    public static int run(PrintWriter out, PrintWriter err, String... arguments) {
        CommandLine line = new CommandLine(new Murmur()).setOut(out).setErr(err);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler((exception, command, parsed) -> {
            if (exception instanceof Failure failure) {
                command.getErr().println("murmur: " + failure.getMessage());
                return failure.code();
            }
            throw exception;
        });
        return line.execute(arguments);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do.");
    }

    /** What was built. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"murmur " + Build.VERSION};
        }
    }
}
