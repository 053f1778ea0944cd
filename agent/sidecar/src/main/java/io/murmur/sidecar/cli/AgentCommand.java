package io.murmur.sidecar.cli;

import io.murmur.sidecar.config.Config;
import io.murmur.sidecar.config.ConfigException;
import io.murmur.sidecar.config.ConfigReader;
import io.murmur.sidecar.run.Sidecar;
import io.murmur.sidecar.security.Keyring;
import io.murmur.sidecar.store.StoreException;
import io.murmur.telemetry.Build;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "agent",
        description = "Run one agent, until it is asked to stop.",
        footer = {
            "",
            "Try a swarm of two: murmur agent --dev-key",
            "  murmur agent --dev-key --bind 127.0.0.1:7956" + " --api 127.0.0.1:7957 --join 127.0.0.1:7946"
        })
final class AgentCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "Read a configuration; see --print-config.")
    private @Nullable Path file;

    @Option(names = "--print-config", description = "Print a configuration with every knob explained, and end.")
    private boolean print;

    @Option(names = "--check-config", description = "Read the configuration, say what is wrong with it, and end.")
    private boolean check;

    @Option(
            names = "--dev-key",
            description = "For trials: take the swarm's key from ~/.murmur/dev.key, and make that if it is not there.")
    private boolean devKey;

    @Option(names = "--name", paramLabel = "NAME", description = "agent.name")
    private @Nullable String name;

    @Option(names = "--zone", paramLabel = "LABELS", description = "agent.zone, such as eu-west/1a/rack-7")
    private @Nullable String zone;

    @Option(names = "--bind", paramLabel = "HOST:PORT", description = "agent.bind")
    private @Nullable String bind;

    @Option(names = "--api", paramLabel = "HOST:PORT", description = "api.bind")
    private @Nullable String api;

    @Option(names = "--join", paramLabel = "HOST:PORT", arity = "1..*", description = "agent.join")
    private List<String> join = new ArrayList<>();

    @Option(names = "--topology", paramLabel = "SHAPE", description = "swarm.topology: flat or hierarchical")
    private @Nullable String topology;

    @Option(names = "--data-dir", paramLabel = "DIR", description = "store.dataDir")
    private @Nullable String dataDir;

    @Override
    public Integer call() throws InterruptedException {
        if (print) {
            out().print(ConfigReader.documented());
            out().flush();
            return 0;
        }
        Config config = config();
        if (check) {
            out().println("the configuration is good");
            return 0;
        }
        Sidecar sidecar = start(config);
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            sidecar.leave();
            ended.countDown();
        }));
        var served = sidecar.api();
        out().println("murmur " + sidecar.node() + (served == null ? "" : ", API at http:/" + served.bound()));
        ended.await();
        return 0;
    }

    private Sidecar start(Config config) throws InterruptedException {
        try {
            Keyring keyring = Keys.of(config, devKey, spec.commandLine().getErr());
            return Sidecar.start(config, keyring, Build.VERSION, List.of());
        } catch (StoreException | IOException | IllegalArgumentException e) {
            throw new Failure(Failure.MISUSE, String.valueOf(e.getMessage()));
        }
    }

    private Config config() {
        Map<String, String> environment = new HashMap<>(System.getenv());
        warn(environment);
        override(environment, "agent.name", name);
        override(environment, "agent.zone", zone);
        override(environment, "agent.bind", bind);
        override(environment, "api.bind", api);
        override(environment, "store.dataDir", dataDir);
        override(environment, "swarm.topology", topology);
        override(environment, "agent.join", join.isEmpty() ? null : String.join(",", join));
        try {
            return file == null ? ConfigReader.read("defaults", "", environment) : ConfigReader.read(file, environment);
        } catch (ConfigException e) {
            throw new Failure(Failure.MISUSE, "the configuration is wrong\n" + e.getMessage());
        }
    }

    private void warn(Map<String, String> environment) {
        ConfigReader.unused(environment)
                .forEach((variable, why) -> spec.commandLine()
                        .getErr()
                        .println("murmur: the variable " + variable + " sets nothing: " + why));
    }

    private static void override(Map<String, String> environment, String path, @Nullable String value) {
        if (value != null) {
            environment.put(ConfigReader.variable(path), value);
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
