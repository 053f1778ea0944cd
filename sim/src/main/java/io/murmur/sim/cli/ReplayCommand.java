package io.murmur.sim.cli;

import io.murmur.sim.report.Json;
import io.murmur.sim.report.Table;
import io.murmur.sim.report.TraceTree;
import io.murmur.sim.run.Options;
import io.murmur.sim.run.Result;
import io.murmur.sim.scenario.Scenario;
import io.murmur.sim.signal.Choice;
import io.murmur.sim.signal.Recorder;
import io.murmur.sim.signal.Signals;
import io.murmur.sim.signal.Window;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs a simulation again and shows every operation of some agents in some rounds as a span. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description =
                "Runs a simulation again, with the options it was run with, and shows what some agents did in some rounds:"
                        + " every operation as a span, with its whole trace as far as these agents had part in it.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the same run, as far as its hash is known, and all spans shown",
            "1:another run, or some spans were not shown",
            "2:the command or scenario is wrong"
        })
final class ReplayCommand implements Callable<Integer> {
    private static final int SPANS_MAX = 200_000;
    private static final Pattern RANGE = Pattern.compile("(\\d{1,9})(?:\\.\\.(\\d{1,9}))?");
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{16}");

    @Spec
    @Nullable
    CommandSpec spec;

    @Option(
            names = "--agents",
            required = true,
            split = ",",
            paramLabel = "A",
            description = "Whom to look at: indices from 0, or ranges of them such as 20..29.")
    String[] agents = {};

    @Option(
            names = "--rounds",
            required = true,
            paramLabel = "R..S",
            description = "When to look: rounds from 1; 0 is before the first. A single one or a range.")
    String rounds = "";

    @Option(
            names = "--of",
            paramLabel = "FILE",
            description = "The run to see again: what --json wrote. Its options, seed and hash hold unless given here.")
    @Nullable
    Path of;

    @Option(names = "--hash", paramLabel = "H", description = "The hash that the run must have.")
    @Nullable
    String hash;

    @Option(
            names = "--swarm",
            paramLabel = "N",
            description = "Agents of the whole swarm; 1,000,000 unless a scenario says otherwise.")
    @Nullable
    Integer size;

    @Mixin
    SwarmOptions swarm = new SwarmOptions();

    @Override
    public Integer call() throws IOException {
        checkOrder();
        if (of != null) {
            adopt(of);
        }
        swarm.check("--swarm", size);
        if (hash != null && !HASH.matcher(hash).matches()) {
            throw swarm.wrong("--hash " + hash + " is not a run hash, 16 hexadecimal digits");
        }
        Scenario chosen = swarm.scenario(size);
        Options options = swarm.options(swarm.seed(chosen));
        Window window = window(chosen);
        Recorder recorder = new Recorder(SPANS_MAX);
        try (Signals signals =
                new Signals(swarm.subject(chosen, options), Choice.of(window), swarm.receiver(), recorder)) {
            Result result = swarm.play(chosen, options, signals);
            return show(result, chosen.places(), window, recorder);
        }
    }

    /** Options before the word would be those of a run, and have no influence here. */
    private void checkOrder() {
        CommandSpec run = spec().parent();
        if (run != null && !run.commandLine().getParseResult().matchedOptions().isEmpty()) {
            throw swarm.wrong("all options go behind the word replay");
        }
    }

    private int show(Result result, int places, Window window, Recorder recorder) {
        if (swarm.otlp == null) {
            new TraceTree(out(), window, result.options().seed(), places).print(recorder.spans());
        }
        new Table(out()).print(result.tracing());
        if (result.tracing().spansDropped() > 0) {
            String fewer = swarm.otlp == null ? "look at fewer agents or rounds" : "the receiver did not take them";
            out().printf("%,d spans are not shown: %s%n", result.tracing().spansDropped(), fewer);
        }
        String now = HexFormat.of().toHexDigits(result.runHash());
        boolean same = hash == null || hash.equals(now);
        if (hash == null) {
            out().println("Run hash " + now + "; nothing was given to compare it with.");
        } else if (same) {
            out().println("The same run: hash " + now + ".");
        } else {
            out().println("ANOTHER RUN: hash " + now + ", not " + hash + ".");
        }
        out().flush();
        return same && result.tracing().spansDropped() == 0 ? 0 : 1;
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

    /** Takes from a result what is not given. */
    private void adopt(Path file) {
        try {
            Json.Origin origin = Json.origin(file, swarm.seed);
            swarm.adopt(origin.given());
            swarm.seed = origin.seed();
            size = size == null ? origin.agents() : size;
            hash = hash == null ? origin.runHash() : hash;
        } catch (IOException | IllegalArgumentException unusable) {
            throw swarm.wrong("--of " + file + " is no result of a run: " + unusable.getMessage());
        }
    }

    private Window window(Scenario chosen) {
        BitSet chosenAgents = new BitSet();
        for (String each : agents) {
            int[] range = range("--agents", each);
            if (range[1] >= chosen.places()) {
                throw swarm.wrong("--agents " + each + ": there are " + chosen.places() + ", counted from 0");
            }
            chosenAgents.set(range[0], range[1] + 1);
        }
        int[] when = range("--rounds", rounds);
        return new Window(
                chosenAgents, when[0], when[1], chosen.settings().gossip().intervalNanos());
    }

    private int[] range(String option, String text) {
        Matcher matcher = RANGE.matcher(text.strip());
        if (!matcher.matches()) {
            throw swarm.wrong(option + " " + text + " is neither a number nor a range such as 3..5");
        }
        int first = Integer.parseInt(matcher.group(1));
        int last = matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2));
        if (last < first) {
            throw swarm.wrong(option + " " + text + " ends before it begins");
        }
        return new int[] {first, last};
    }
}
