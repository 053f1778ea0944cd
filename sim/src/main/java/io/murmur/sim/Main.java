package io.murmur.sim;

import io.murmur.sim.cli.SimCommand;
import picocli.CommandLine;

/** Starts {@code murmur sim}. */
public final class Main {
    private Main() {}

    /** Runs the command and exits with its code. */
    public static void main(String[] args) {
        System.exit(command().execute(args));
    }

    static CommandLine command() {
        return new CommandLine(new SimCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    line.getErr().println("murmur sim: " + failure.getMessage());
                    return line.getCommandSpec().exitCodeOnExecutionException();
                });
    }
}
