package io.murmur.sim.cli;

import io.murmur.protocol.gossip.GossipSettings;
import io.murmur.sim.engine.TimingKind;
import io.murmur.sim.report.Bar;
import io.murmur.sim.run.Options;
import io.murmur.sim.run.Play;
import io.murmur.sim.run.Progress;
import io.murmur.sim.run.Result;
import io.murmur.sim.scenario.Scenario;
import io.murmur.sim.scenario.ScenarioException;
import io.murmur.sim.scenario.ScenarioReader;
import io.murmur.sim.scenario.Topology;
import io.murmur.sim.signal.Subject;
import io.murmur.sim.signal.Witness;
import io.murmur.telemetry.ExportSettings;
import java.io.Console;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What is simulated, but for the number of agents, and how: the same for a run and for its replay. */
final class SwarmOptions {
    /** Agents, unless something else says how many. */
    static final int AGENTS_USUAL = 1_000_000;

    static final int FANOUT_USUAL = 3;

    private static final int AGENTS_MAX = 16_000_000;
    private static final int THREADS_MAX = 1_024;
    private static final Duration EXPORT_INTERVAL = Duration.ofSeconds(5);

    @Spec(Spec.Target.MIXEE)
    @Nullable
    CommandSpec spec;

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
            names = "--until",
            paramLabel = "END",
            description = "In a tree: quiet (default): nobody offers or resends any more; held: all hold the update.")
    Options.@Nullable End end;

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

    @Option(names = "--otlp", paramLabel = "URL", description = "Tells an OTLP receiver over HTTP what the agents do.")
    @Nullable
    String otlp;

    @Option(
            names = "--progress",
            negatable = true,
            description = "Shows a progress bar on standard error. Default: if there is a terminal.")
    @Nullable
    Boolean progress;

    /**
     * Looks at the options before anything is done.
     *
     * @param agents how many, and the option that says so
     */
    void check(String option, @Nullable Integer agents) {
        if (agents != null && (agents < 2 || agents > AGENTS_MAX)) {
            throw wrong(option + " " + agents + " is not within 2 to " + AGENTS_MAX);
        }
        if (fanout != null && (fanout < 0 || fanout > GossipSettings.FANOUT_MAX)) {
            throw wrong("--fanout " + fanout + " is not within 0 to " + GossipSettings.FANOUT_MAX);
        }
        if (loss != null && !(loss >= 0 && loss < 1)) {
            throw wrong("--loss " + loss + " is not a share, 0 to 1 and less than 1");
        }
        if (threads != null && (threads < 1 || threads > THREADS_MAX)) {
            throw wrong("--threads " + threads + " is not within 1 to " + THREADS_MAX);
        }
        if (partitionSize < 0) {
            throw wrong("--partition-size " + partitionSize + " is negative");
        }
    }

    /** What is said to somebody whose command makes no sense. */
    ParameterException wrong(String message) {
        return new ParameterException(spec().commandLine(), message);
    }

    private CommandSpec spec() {
        if (spec == null) {
            throw new IllegalStateException("not called by picocli");
        }
        return spec;
    }

    /** The scenario that the options describe. */
    Scenario scenario(@Nullable Integer agents) {
        try {
            return scenario == null ? update(agents) : adapted(ScenarioReader.read(scenario), agents);
        } catch (ScenarioException e) {
            throw wrong(e.getMessage());
        } catch (IllegalArgumentException e) {
            throw wrong(scenario + " with these options: " + e.getMessage());
        }
    }

    private Scenario update(@Nullable Integer agents) {
        Scenario update = Scenario.update(
                agents == null ? AGENTS_USUAL : agents,
                fanout == null ? FANOUT_USUAL : fanout,
                timing == null ? TimingKind.LOCKSTEP : timing,
                loss == null ? 0 : loss);
        return topology == null ? update : update.withTopology(topology);
    }

    private Scenario adapted(Scenario read, @Nullable Integer agents) {
        Scenario adapted = agents == null ? read : read.withAgents(agents);
        adapted = fanout == null ? adapted : adapted.withFanout(fanout);
        adapted = topology == null ? adapted : adapted.withTopology(topology);
        adapted = timing == null ? adapted : adapted.withTiming(timing);
        return loss == null ? adapted : adapted.withLoss(loss);
    }

    /** The options that say what happens, as they were given: with them and the seed a run can be had again. */
    Map<String, String> given(@Nullable Integer agents) {
        Map<String, String> given = new LinkedHashMap<>();
        note(given, "scenario", scenario);
        note(given, "agents", agents);
        note(given, "fanout", fanout);
        note(given, "topology", topology);
        note(given, "timing", timing);
        note(given, "loss", loss);
        note(given, "until", end);
        return given;
    }

    /** Takes what is not given here from options that were given for another run. */
    void adopt(Map<String, String> earlier) {
        scenario = scenario == null ? earlier.get("scenario") : scenario;
        fanout = fanout == null ? read(earlier, "fanout", Integer::valueOf) : fanout;
        topology = topology == null ? read(earlier, "topology", word -> Topology.valueOf(constant(word))) : topology;
        timing = timing == null ? read(earlier, "timing", word -> TimingKind.valueOf(constant(word))) : timing;
        loss = loss == null ? read(earlier, "loss", Double::valueOf) : loss;
        end = end == null ? read(earlier, "until", word -> Options.End.valueOf(constant(word))) : end;
    }

    private static <T> @Nullable T read(Map<String, String> earlier, String option, Function<String, T> parser) {
        String value = earlier.get(option);
        return value == null ? null : parser.apply(value);
    }

    private static String constant(String word) {
        return word.toUpperCase(Locale.ROOT);
    }

    private static void note(Map<String, String> given, String option, @Nullable Object value) {
        if (value != null) {
            given.put(option, value instanceof Enum<?> kind ? kind.name().toLowerCase(Locale.ROOT) : value.toString());
        }
    }

    /** The seed of the first run. */
    long seed(Scenario chosen) {
        return seed == null ? chosen.seed() : seed;
    }

    /** How a scenario is run with a seed. */
    Options options(long runSeed) {
        return new Options(
                runSeed,
                threads == null ? Runtime.getRuntime().availableProcessors() : threads,
                partitionSize,
                end == null ? Options.End.QUIET : end);
    }

    /** What signals of a run are about. */
    Subject subject(Scenario chosen, Options options) {
        int size = options.partitionSize(chosen.places());
        return new Subject(chosen.name(), options.seed(), (chosen.places() + size - 1) / size);
    }

    /** Where signals go; null if nowhere. */
    @Nullable
    ExportSettings receiver() {
        return otlp == null ? null : new ExportSettings(otlp, Map.of(), EXPORT_INTERVAL);
    }

    /** Runs a scenario, with a bar where one is wanted. */
    Result play(Scenario chosen, Options options, Witness witness) {
        if (!showsProgress()) {
            return Play.play(chosen, options, Progress.UNSEEN, witness);
        }
        Bar bar = new Bar(spec().commandLine().getErr());
        try {
            return Play.play(chosen, options, bar, witness);
        } finally {
            bar.close();
        }
    }

    @SuppressWarnings("SystemConsoleNull") // it is null where standard output is no terminal and JLine is absent
    private boolean showsProgress() {
        Console console = System.console();
        return progress == null ? console != null && console.isTerminal() : progress;
    }
}
