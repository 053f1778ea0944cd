package io.murmur.schema.cli;

import io.murmur.schema.check.Level;
import io.murmur.schema.live.AdminServer;
import io.murmur.schema.live.Ending;
import io.murmur.schema.live.OtlpServer;
import io.murmur.schema.live.Report;
import io.murmur.schema.live.Session;
import io.murmur.schema.registry.Checked;
import io.murmur.schema.registry.Resolved;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code murmur schema live-check}: whether what arrives over OTLP is as the registry declares it. */
@Command(
        name = "live-check",
        description = {
            "Listens for OTLP on loopback, over gRPC and HTTP, and compares what arrives with a registry.",
            "Ends with Ctrl-C, POST /stop on the admin port, or as an option says; fails on violations."
        })
final class LiveCheckCommand implements Callable<Integer> {
    private static final int PORT_MAX = 65_535;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private RegistryOption registry = new RegistryOption();

    @Option(
            names = "--grpc-port",
            paramLabel = "PORT",
            defaultValue = "4317",
            description = "For OTLP over gRPC, 0 for any that is free. Default: ${DEFAULT-VALUE}.")
    private int grpcPort;

    @Option(
            names = "--http-port",
            paramLabel = "PORT",
            defaultValue = "4318",
            description = "For OTLP over HTTP, in binary protobuf. Default: ${DEFAULT-VALUE}.")
    private int httpPort;

    @Option(
            names = "--admin-port",
            paramLabel = "PORT",
            defaultValue = "4320",
            description = "For POST /stop and GET /health. Default: ${DEFAULT-VALUE}.")
    private int adminPort;

    @Option(names = "--seconds", paramLabel = "N", description = "End after so long.")
    private @Nullable Integer seconds;

    @Option(
            names = "--inactivity-timeout",
            paramLabel = "N",
            description = "End when nothing has arrived for so many seconds.")
    private @Nullable Integer inactivity;

    @Option(
            names = "--json",
            description = "Report in the shape of Weaver's live-check, every sample with what was found of it.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        for (int port : new int[] {grpcPort, httpPort, adminPort}) {
            if (port < 0 || port > PORT_MAX) {
                throw new ParameterException(spec.commandLine(), "There is no port " + port + ".");
            }
        }
        Session session = new Session(Resolved.schema(Checked.read(registry.folder())), json);
        Ending ending = new Ending(duration(seconds), duration(inactivity));
        CompletableFuture<Integer> ended = new CompletableFuture<>();
        Thread interrupted = new Thread(() -> interrupted(ending, ended), "interrupted");
        Runtime.getRuntime().addShutdownHook(interrupted);
        int code = ExitCode.SOFTWARE;
        try {
            listen(session, ending);
            code = tell(session.report());
        } finally {
            ended.complete(code);
            forget(interrupted);
        }
        return code;
    }

    private void listen(Session session, Ending ending) throws IOException, InterruptedException {
        try (OtlpServer otlp = new OtlpServer(grpcPort, httpPort, samples -> {
                    ending.active();
                    session.add(samples);
                });
                AdminServer admin = new AdminServer(adminPort, ending)) {
            spec.commandLine()
                    .getErr()
                    .printf(
                            "listening on 127.0.0.1: OTLP over gRPC at %d, over HTTP at %d, admin at %d%n",
                            otlp.grpcPort(), otlp.httpPort(), admin.port());
            spec.commandLine().getErr().flush();
            ending.await();
        }
    }

    private int tell(Report report) throws IOException {
        if (json) {
            report.writeJson(spec.commandLine().getOut());
        } else {
            report.print(spec.commandLine().getOut());
        }
        spec.commandLine().getOut().flush();
        return report.statistics().findings(Level.VIOLATION) > 0 ? Schema.FOUND : 0;
    }

    /** Ctrl-C ends the listening, not the report. */
    private static void interrupted(Ending ending, CompletableFuture<Integer> ended) {
        ending.ask();
        Runtime.getRuntime().halt(ended.join());
    }

    private static void forget(Thread interrupted) {
        try {
            Runtime.getRuntime().removeShutdownHook(interrupted);
        } catch (IllegalStateException running) {
            // it waits for the code, and ends the program with it
        }
    }

    private static @Nullable Duration duration(@Nullable Integer seconds) {
        return seconds == null ? null : Duration.ofSeconds(seconds);
    }
}
