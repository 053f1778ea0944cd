package io.murmur.sim.report;

import io.murmur.sim.engine.TimingKind;
import io.murmur.sim.oracle.Theory;
import io.murmur.sim.run.Costs;
import io.murmur.sim.run.Growth;
import io.murmur.sim.run.Result;
import io.murmur.sim.run.Updates;
import io.murmur.sim.signal.Red;
import io.murmur.sim.signal.Tracing;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Results for a person: each figure beside what theory says of it, where it says anything. */
public final class Table {
    private static final int TUNED = 3;

    private final PrintWriter out;

    public Table(PrintWriter out) {
        this.out = out;
    }

    /** One run. */
    public void print(Result result) {
        out.printf(
                Locale.ROOT,
                "%s: %,d agents, %s, %s, loss %.0f %%, seed %d, %d threads%n%n",
                result.scenario(),
                result.agents(),
                swarm(result),
                result.timing().name().toLowerCase(Locale.ROOT),
                100 * result.loss(),
                result.options().seed(),
                result.options().threads());
        row("rounds to 50 %", rounds(result.rounds().p50()), "");
        row("rounds to 99 %", rounds(result.rounds().p99()), "");
        row("rounds to 99.99 %", rounds(result.rounds().p9999()), "");
        row("rounds to 100 %", rounds(result.rounds().p100()), theory(result));
        if (result.updates().count() > 1) {
            print(result.updates());
        }
        row("datagrams per agent", number(result.datagramsPerAgent()), datagrams(result));
        row("payloads per agent", number(result.payloadsPerAgent()), "at least 1");
        if (result.costs() != null) {
            print(result.costs());
        }
        if (result.growth() != null) {
            print("groups led and in bounds", result.growth().groups());
            print("one tree", result.growth().tree());
        }
        row("bytes per agent", String.format(Locale.ROOT, "%,.0f", result.bytesPerAgent()), "");
        row("heap bytes per agent", String.format(Locale.ROOT, "%,.0f", result.heapBytesPerAgent()), "");
        row("mail bytes per agent, at the peak", String.format(Locale.ROOT, "%,.0f", result.mailBytesPerAgent()), "");
        row("events", String.format(Locale.ROOT, "%,d", result.events()), "");
        row("CPU per event", String.format(Locale.ROOT, "%.0f ns", result.cpuNanosPerEvent()), "");
        row("wall time", seconds(result.wallSeconds()), "");
        row("the swarm's own time", seconds(result.swarmSeconds()), pace(result));
        row("run hash", Json.hash(result.runHash()), "");
        print(result.tracing());
        red(result);
        out.println();
        verdict(result);
        out.flush();
    }

    private void print(Updates updates) {
        row("updates", String.format(Locale.ROOT, "%,d", updates.count()), "");
        row("rounds of an update, median", rounds(updates.p50()), "");
        row("rounds, 99th percentile", rounds(updates.p99()), "");
        row("rounds, worst", rounds(updates.max()), "");
    }

    private void print(Costs costs) {
        boolean fellQuiet = costs.roundsUntilQuiet() >= 0;
        String quiet = fellQuiet ? "nobody offers or resends any more" : "the run ended before";
        row("rounds until quiet", rounds(costs.roundsUntilQuiet()), quiet);
        row("datagrams per agent until quiet", number(costs.datagramsPerAgentUntilQuiet()), "");
        row("payloads per agent until quiet", number(costs.payloadsPerAgentUntilQuiet()), "at least 1");
        row("datagrams in a round, at most", Integer.toString(costs.datagramsMost()), "of any agent in any round");
        row("of them payloads, at most", Integer.toString(costs.payloadsMost()), "");
        row("datagrams withheld", Long.toString(costs.throttled()), "by agents that had sent all they may");
    }

    private void print(String what, Growth.Landmark landmark) {
        String beside = String.format(
                Locale.ROOT,
                "rounds after the last join; %.1f datagrams, %.0f us of CPU per agent, %.1f s by then",
                landmark.datagramsPerAgent(),
                landmark.cpuMicrosPerAgent(),
                landmark.wallSeconds());
        row(what, rounds(landmark.rounds()), landmark.rounds() < 0 ? "" : beside);
    }

    /** What became of a run's operations. */
    public void print(Tracing tracing) {
        String mode = "tracing " + tracing.mode().name().toLowerCase(Locale.ROOT);
        row("operations", count(tracing.operations()), mode);
        row("operations without a span", count(tracing.operationsWithoutSpan()), "");
        row("spans created", count(tracing.spansCreated()), count(tracing.spansEnded()) + " of them ended");
        row("spans exported", count(tracing.spansExported()), "");
        row("spans dropped", count(tracing.spansDropped()), "meant for a receiver that did not take them");
        row("spans aggregated", count(tracing.spansAggregated()), "counted and not meant for a receiver");
    }

    private void red(Result result) {
        if (result.tracing().red().isEmpty()) {
            return;
        }
        out.printf(
                Locale.ROOT,
                "%n  %-34s %16s %12s %14s %10s %10s %10s%n",
                "spans",
                "count",
                "errors",
                "per second",
                "median ms",
                "p99 ms",
                "max ms");
        for (Red red : result.tracing().red()) {
            out.printf(
                    Locale.ROOT,
                    "  %-34s %,16d %,12d %,14.0f %10.3f %10.3f %10.3f%n",
                    red.name() + " (" + red.kind().name().toLowerCase(Locale.ROOT) + ")",
                    red.count(),
                    red.errors(),
                    red.count() / result.swarmSeconds(),
                    millis(red.p50Nanos()),
                    millis(red.p99Nanos()),
                    millis(red.maxNanos()));
        }
    }

    private static double millis(long nanos) {
        return nanos / 1e6;
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private void verdict(Result result) {
        if (result.passed()) {
            out.println("Every invariant and expectation held.");
            return;
        }
        out.println("VIOLATED:");
        result.violations().forEach(violation -> out.println("  " + violation));
    }

    /** Several runs of one scenario. */
    public void print(List<Result> results) {
        Distribution rounds = Distribution.ofRounds(results);
        Result first = results.getFirst();
        out.printf(
                Locale.ROOT,
                "%s: %,d agents, %s, %s, loss %.0f %%, %d seeds from %d on%n%n",
                first.scenario(),
                first.agents(),
                swarm(first),
                first.timing().name().toLowerCase(Locale.ROOT),
                100 * first.loss(),
                rounds.runs(),
                first.options().seed());
        row("rounds to 100 %, mean", number(rounds.mean()), theory(first));
        row("rounds to 100 %, 99th percentile", rounds(rounds.p99()), "");
        row("rounds to 100 %, worst", rounds(rounds.max()), "");
        row("datagrams per agent, mean", number(mean(results, Field.DATAGRAMS)), datagrams(first));
        row("payloads per agent, mean", number(mean(results, Field.PAYLOADS)), "at least 1");
        if (first.costs() != null) {
            costs(results.stream().map(Result::costs).filter(Objects::nonNull).toList());
        }
        out.println();
        results.stream().filter(result -> !result.passed()).forEach(this::verdict);
        out.flush();
    }

    private void costs(List<Costs> all) {
        double datagrams = all.stream()
                .mapToDouble(Costs::datagramsPerAgentUntilQuiet)
                .average()
                .orElseThrow();
        double payloads = all.stream()
                .mapToDouble(Costs::payloadsPerAgentUntilQuiet)
                .average()
                .orElseThrow();
        int most = all.stream().mapToInt(Costs::datagramsMost).max().orElseThrow();
        int carrying = all.stream().mapToInt(Costs::payloadsMost).max().orElseThrow();
        row("datagrams until quiet, mean", number(datagrams), "");
        row("payloads until quiet, mean", number(payloads), "at least 1");
        row("datagrams in a round, at most", Integer.toString(most), "of any agent in any round");
        row("of them payloads, at most", Integer.toString(carrying), "");
    }

    private enum Field {
        DATAGRAMS,
        PAYLOADS
    }

    private static double mean(List<Result> results, Field field) {
        return results.stream()
                .mapToDouble(result -> switch (field) {
                    case DATAGRAMS -> result.datagramsPerAgent();
                    case PAYLOADS -> result.payloadsPerAgent();
                })
                .average()
                .orElseThrow();
    }

    private static String swarm(Result result) {
        String contacts = result.fanout() == 0 ? "tuned" : Integer.toString(result.fanout());
        return result.costs() == null ? "fanout " + contacts : "a tree of groups";
    }

    private static String theory(Result result) {
        if (result.costs() != null) {
            int payloads = result.costs().payloadsMax();
            int least = Theory.tellingRoundsLeast(result.agents(), payloads);
            return "no way below " + least + " with " + payloads + " payloads a round";
        }
        int fanout = result.fanout() == 0 ? TUNED : result.fanout();
        return String.format(
                Locale.ROOT,
                "theory %.1f without loss; no way below %d",
                Theory.rounds(result.agents(), fanout),
                Theory.roundsLeast(result.agents(), fanout));
    }

    private static String datagrams(Result result) {
        if (result.timing() != TimingKind.LOCKSTEP
                || result.fanout() == 0
                || result.rounds().p100() < 0) {
            return "";
        }
        return String.format(
                Locale.ROOT, "digests and answers alone %d", 2L * result.fanout() * result.elapsedRounds());
    }

    private static String pace(Result result) {
        double pace = result.swarmSeconds() / result.wallSeconds();
        return pace >= 1
                ? String.format(Locale.ROOT, "simulated %.1f times as fast", pace)
                : String.format(Locale.ROOT, "simulated %.1f times as slowly", 1 / pace);
    }

    private void row(String name, String value, String beside) {
        out.printf(Locale.ROOT, "  %-34s %16s   %s%n", name, value, beside);
    }

    private static String rounds(long rounds) {
        return rounds < 0 ? "never" : Long.toString(rounds);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    private static String seconds(double value) {
        return String.format(Locale.ROOT, "%.2f s", value);
    }
}
