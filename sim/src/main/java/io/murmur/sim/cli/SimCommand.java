package io.murmur.sim.cli;

import io.murmur.sim.oracle.Rumor;
import io.murmur.sim.oracle.Theory;
import io.murmur.sim.report.Distribution;
import io.murmur.sim.report.Json;
import io.murmur.sim.report.Table;
import io.murmur.sim.run.Options;
import io.murmur.sim.run.Result;
import io.murmur.sim.scenario.Scenario;
import io.murmur.sim.signal.Choice;
import io.murmur.sim.signal.Signals;
import io.murmur.sim.signal.TracingMode;
import io.murmur.sim.signal.Witness;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Simulates a swarm with the very code that runs in production. */
@Command(
        name = "murmur sim",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        subcommands = ReplayCommand.class,
        description =
                "Simulates a swarm of agents, up to millions, in one process: the same protocol code that an agent"
                        + " runs, on a virtual network and in virtual time. One seed, one run, on any number of threads.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:every invariant and expectation held", "1:one did not", "2:the command or scenario is wrong"
        })
public final class SimCommand implements Callable<Integer> {
    @Spec
    @Nullable
    CommandSpec spec;

    @Option(
            names = "--agents",
            paramLabel = "N",
            description =
                    "Agents, in the end where a share joins each round; 1,000,000 unless a scenario says otherwise.")
    @Nullable
    Integer agents;

    @Mixin
    SwarmOptions swarm = new SwarmOptions();

    @Option(
            names = "--runs",
            paramLabel = "R",
            defaultValue = "1",
            description = "Runs, with seeds from S on. Default 1.")
    int runs;

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            defaultValue = "protocol",
            description = "protocol (default): the agents themselves; rumor: an abstract model of one bit per agent.")
    Model model = Model.PROTOCOL;

    @Option(names = "--json", paramLabel = "FILE", description = "Writes the result as JSON, too.")
    @Nullable
    Path json;

    @Option(
            names = "--tracing",
            paramLabel = "MODE",
            description = "off (default); counted: every operation in the metrics; sampled (default with --otlp): a"
                    + " share of them spans, too; all: each a span, and a bounded sample exported.")
    @Nullable
    TracingMode tracing;

    @Option(
            names = "--spans",
            paramLabel = "SHARE",
            defaultValue = "0.001",
            description = "Share of the traces that become spans, with --tracing sampled. Default 0.001.")
    double spans;

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
            throw swarm.wrong("--runs " + runs + " is not within 1 to 1000000");
        }
        swarm.check("--agents", agents);
        if (!(spans >= 0 && spans <= 1)) {
            throw swarm.wrong("--spans " + spans + " is not a share, 0 to 1");
        }
        if (tracing == TracingMode.OFF && swarm.otlp != null) {
            throw swarm.wrong("--tracing off tells nothing, and --otlp says whom to tell");
        }
    }

    private PrintWriter out() {
        if (spec == null) {
            throw new IllegalStateException("not called by picocli");
        }
        return spec.commandLine().getOut();
    }

    private int protocol() throws IOException {
        Scenario chosen = swarm.scenario(agents);
        List<Result> results = new ArrayList<>();
        for (int run = 0; run < runs; run++) {
            results.add(play(chosen, swarm.options(swarm.seed(chosen) + run)));
        }
        Table table = new Table(out());
        if (runs == 1) {
            table.print(results.getFirst());
        } else {
            table.print(results);
        }
        if (json != null) {
            Json.write(results, swarm.given(agents), json);
        }
        results.stream().filter(result -> !result.passed()).findFirst().ifPresent(this::replay);
        return results.stream().allMatch(Result::passed) ? 0 : 1;
    }

    private Result play(Scenario chosen, Options options) {
        Choice choice = choice();
        if (choice == null) {
            return swarm.play(chosen, options, Witness.silent((first, count) -> (agent, nowNanos, event) -> {}));
        }
        try (Signals signals = new Signals(swarm.subject(chosen, options), choice, swarm.receiver(), null)) {
            return swarm.play(chosen, options, signals);
        }
    }

    private @Nullable Choice choice() {
        TracingMode usual = swarm.otlp == null ? TracingMode.OFF : TracingMode.SAMPLED;
        return switch (tracing == null ? usual : tracing) {
            case OFF -> null;
            case COUNTED -> Choice.counted();
            case SAMPLED -> Choice.sampled(spans);
            case ALL -> Choice.all();
        };
    }

    /** Says how to see a failed run again. */
    private void replay(Result failed) {
        StringBuilder command =
                new StringBuilder("./murmur sim --seed " + failed.options().seed());
        swarm.given(agents)
                .forEach((option, value) ->
                        command.append(" --").append(option).append(' ').append(value));
        out().println("Replay it with:  " + command);
        out().flush();
    }

    private int rumor() {
        int size = agents == null ? SwarmOptions.AGENTS_USUAL : agents;
        Integer fanout = swarm.fanout;
        int contacts = fanout == null || fanout == 0 ? SwarmOptions.FANOUT_USUAL : fanout;
        double lost = swarm.loss == null ? 0 : swarm.loss;
        long first = swarm.seed == null ? 1 : swarm.seed;
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
