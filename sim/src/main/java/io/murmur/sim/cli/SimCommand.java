package io.murmur.sim.cli;

import io.murmur.protocol.gossip.GossipSettings;
import io.murmur.sim.engine.TimingKind;
import io.murmur.sim.oracle.Rumor;
import io.murmur.sim.oracle.Theory;
import io.murmur.sim.report.Bar;
import io.murmur.sim.report.Distribution;
import io.murmur.sim.report.Json;
import io.murmur.sim.report.Table;
import io.murmur.sim.run.Options;
import io.murmur.sim.run.Play;
import io.murmur.sim.run.Progress;
import io.murmur.sim.run.Result;
import io.murmur.sim.scenario.Scenario;
import io.murmur.sim.scenario.ScenarioException;
import io.murmur.sim.scenario.ScenarioReader;
import io.murmur.sim.scenario.Topology;
import io.murmur.sim.signal.Signals;
import io.murmur.telemetry.AgentResource;
import io.murmur.telemetry.Build;
import io.murmur.telemetry.ExportSettings;
import io.murmur.telemetry.Pipeline;
import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Simulates a swarm with the very code that runs in production. */
@Command(
        name = "murmur sim",
        mixinStandardHelpOptions = true,
        versionProvider = SimCommand.Version.class,
        sortOptions = false,
        description =
                "Simulates a swarm of agents, up to millions, in one process: the same protocol code that an agent"
                        + " runs, on a virtual network and in virtual time. One seed, one run, on any number of threads.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:every invariant and expectation held", "1:one did not", "2:the command or scenario is wrong"
        })
public final class SimCommand implements Callable<Integer> {
    private static final Duration EXPORT_INTERVAL = Duration.ofSeconds(5);
    private static final int AGENTS_USUAL = 1_000_000;
    private static final int AGENTS_MAX = 16_000_000;
    private static final int FANOUT_USUAL = 3;

    @Spec
    @Nullable
    CommandSpec spec;

    @Option(
            names = "--agents",
            paramLabel = "N",
            description = "Agents, in the end where a share joins each round; 1,000,000 unless a scenario says otherwise.")
    @Nullable
    Integer agents;

    @Option(names = "--fanout", paramLabel = "K", description = "Contacts per round; 0 lets agents tune it. Default 3.")
    @Nullable
    Integer fanout;

    @Option(
            names = "--topology",
            paramLabel = "KIND",
            description = "flat (default): all know all; hierarchical: a tree of groups of about 100.")
    @Nullable
    Topology topology;

    @Option(
            names = "--timing",
            paramLabel = "KIND",
            description = "lockstep (default): rounds, as the literature has them; network: latencies and timers.")
    @Nullable
    TimingKind timing;

    @Option(names = "--loss", paramLabel = "SHARE", description = "Share of datagrams lost, 0 to 1. Default 0.")
    @Nullable
    Double loss;

    @Option(
            names = "--scenario",
            paramLabel = "FILE",
            description = "A scenario file, or the name of a ready one: workload, faults and expectations.")
    @Nullable
    String scenario;

    @Option(names = "--seed", paramLabel = "S", description = "Seed of all luck. Default 1, or the scenario's.")
    @Nullable
    Long seed;

    @Option(
            names = "--runs",
            paramLabel = "R",
            defaultValue = "1",
            description = "Runs, with seeds from S on. Default 1.")
    int runs;

    @Option(
            names = "--threads",
            paramLabel = "T",
            description = "Threads; no result depends on it. Default: all cores.")
    @Nullable
    Integer threads;

    @Option(
            names = "--partition-size",
            paramLabel = "P",
            defaultValue = "0",
            description = "Agents per partition; no result depends on it.")
    int partitionSize;

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            defaultValue = "protocol",
            description = "protocol (default): the agents themselves; rumor: an abstract model of one bit per agent.")
    Model model = Model.PROTOCOL;

    @Option(names = "--json", paramLabel = "FILE", description = "Writes the result as JSON, too.")
    @Nullable
    Path json;

    @Option(names = "--otlp", paramLabel = "URL", description = "Tells an OTLP receiver over HTTP what the agents do.")
    @Nullable
    String otlp;

    @Option(
            names = "--spans",
            paramLabel = "SHARE",
            defaultValue = "0.001",
            description = "Share of the operations told as spans, with --otlp. Default 0.001.")
    double spans;

    @Option(
            names = "--progress",
            negatable = true,
            description = "Shows a progress bar on standard error. Default: if there is a terminal.")
    @Nullable
    Boolean progress;

    /** What was built. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"murmur " + Build.VERSION};
        }
    }

    /** What is simulated. */
    enum Model {
        PROTOCOL,
        RUMOR
    }

    @Override
    public Integer call() throws IOException {
        check();
        return model == Model.RUMOR ? rumor() : protocol();
    }

    private void check() {
        if (runs < 1 || runs > 1_000_000) {
            throw wrong("--runs " + runs + " is not within 1 to 1000000");
        }
        if (agents != null && (agents < 2 || agents > AGENTS_MAX)) {
            throw wrong("--agents " + agents + " is not within 2 to " + AGENTS_MAX);
        }
        if (fanout != null && (fanout < 0 || fanout > GossipSettings.FANOUT_MAX)) {
            throw wrong("--fanout " + fanout + " is not within 0 to " + GossipSettings.FANOUT_MAX);
        }
        if (loss != null && !(loss >= 0 && loss < 1)) {
            throw wrong("--loss " + loss + " is not a share, 0 to 1 and less than 1");
        }
        if (threads != null && (threads < 1 || threads > 1_024)) {
            throw wrong("--threads " + threads + " is not within 1 to 1024");
        }
        if (!(spans >= 0 && spans <= 1)) {
            throw wrong("--spans " + spans + " is not a share, 0 to 1");
        }
        if (partitionSize < 0) {
            throw wrong("--partition-size " + partitionSize + " is negative");
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec().commandLine(), message);
    }

    private CommandSpec spec() {
        if (spec == null) {
            throw new IllegalStateException("not called by picocli");
        }
        return spec;
    }

    private PrintWriter out() {
        return spec().commandLine().getOut();
    }

    private int protocol() throws IOException {
        Scenario chosen = scenario();
        long first = seed == null ? chosen.seed() : seed;
        List<Result> results = new ArrayList<>();
        for (int run = 0; run < runs; run++) {
            Options options = new Options(first + run, threadsOrAll(), partitionSize);
            results.add(play(chosen, options));
        }
        Table table = new Table(out());
        if (runs == 1) {
            table.print(results.getFirst());
        } else {
            table.print(results);
        }
        if (json != null) {
            Json.write(results, json);
        }
        results.stream().filter(result -> !result.passed()).findFirst().ifPresent(this::replay);
        return results.stream().allMatch(Result::passed) ? 0 : 1;
    }

    private Result play(Scenario chosen, Options options) {
        if (!showsProgress()) {
            return watched(chosen, options, Progress.UNSEEN);
        }
        Bar bar = new Bar(spec().commandLine().getErr());
        try {
            return watched(chosen, options, bar);
        } finally {
            bar.close();
        }
    }

    private Result watched(Scenario chosen, Options options, Progress shown) {
        if (otlp == null) {
            return Play.play(chosen, options, shown);
        }
        int size = options.partitionSize(chosen.places());
        int partitions = (chosen.places() + size - 1) / size;
        ExportSettings export = new ExportSettings(otlp, Map.of(), EXPORT_INTERVAL);
        AgentResource resource = new AgentResource(options.seed(), chosen.name(), "simulation", Build.VERSION);
        Pipeline pipeline = Pipeline.otlp(export, resource);
        try (Signals signals = new Signals(pipeline.openTelemetry(), partitions, spans, options.seed())) {
            Result result = Play.play(chosen, options, shown, signals);
            pipeline.flush();
            return result;
        } finally {
            pipeline.close();
        }
    }

    @SuppressWarnings("SystemConsoleNull") // it is null where standard output is no terminal and JLine is absent
    private boolean showsProgress() {
        Console console = System.console();
        return progress == null ? console != null && console.isTerminal() : progress;
    }

    private Scenario scenario() {
        try {
            return scenario == null ? update() : adapted(ScenarioReader.read(scenario));
        } catch (ScenarioException e) {
            throw wrong(e.getMessage());
        } catch (IllegalArgumentException e) {
            throw wrong(scenario + " with these options: " + e.getMessage());
        }
    }

    private Scenario update() {
        Scenario update = Scenario.update(
                agents == null ? AGENTS_USUAL : agents,
                fanout == null ? FANOUT_USUAL : fanout,
                timing == null ? TimingKind.LOCKSTEP : timing,
                loss == null ? 0 : loss);
        return topology == null ? update : update.withTopology(topology);
    }

    private Scenario adapted(Scenario read) {
        Scenario adapted = agents == null ? read : read.withAgents(agents);
        adapted = fanout == null ? adapted : adapted.withFanout(fanout);
        adapted = topology == null ? adapted : adapted.withTopology(topology);
        adapted = timing == null ? adapted : adapted.withTiming(timing);
        return loss == null ? adapted : adapted.withLoss(loss);
    }

    private int threadsOrAll() {
        return threads == null ? Runtime.getRuntime().availableProcessors() : threads;
    }

    /** Says how to see a failed run again. */
    private void replay(Result failed) {
        StringBuilder command =
                new StringBuilder("./murmur sim --seed " + failed.options().seed());
        append(command, "--scenario", scenario);
        append(command, "--agents", agents);
        append(command, "--fanout", fanout);
        append(command, "--topology", topology == null ? null : topology.name().toLowerCase(Locale.ROOT));
        append(command, "--timing", timing == null ? null : timing.name().toLowerCase(Locale.ROOT));
        append(command, "--loss", loss);
        out().println("Replay it with:  " + command);
        out().flush();
    }

    private static void append(StringBuilder command, String option, @Nullable Object value) {
        if (value != null) {
            command.append(' ').append(option).append(' ').append(value);
        }
    }

    private int rumor() {
        int size = agents == null ? AGENTS_USUAL : agents;
        int contacts = fanout == null || fanout == 0 ? FANOUT_USUAL : fanout;
        double lost = loss == null ? 0 : loss;
        long first = seed == null ? 1 : seed;
        long[] rounds = new long[runs];
        long start = System.nanoTime();
        for (int run = 0; run < runs; run++) {
            rounds[run] = new Rumor(size, contacts, lost, first + run).run().length - 1L;
        }
        double millis = (System.nanoTime() - start) / 1e6 / runs;
        Distribution distribution = Distribution.of(rounds);
        out().printf(
                        Locale.ROOT,
                        "rumor model: %,d agents, fanout %d, loss %.0f %%, %d seeds from %d on%n"
                                + "  rounds to 100 %%: mean %.2f, 99th percentile %d, worst %d (theory %.1f)%n"
                                + "  %.0f ms a run%n",
                        size,
                        contacts,
                        100 * lost,
                        runs,
                        first,
                        distribution.mean(),
                        distribution.p99(),
                        distribution.max(),
                        Theory.rounds(size, contacts),
                        millis);
        out().flush();
        return 0;
    }
}
