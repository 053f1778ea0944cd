package io.murmur.sim.run;

import io.murmur.hierarchical.agent.HierarchySettings;
import io.murmur.protocol.agent.Settings;
import io.murmur.sim.check.Bounds;
import io.murmur.sim.check.Checkers;
import io.murmur.sim.check.NobodySendsTooMuch;
import io.murmur.sim.check.SwarmView;
import io.murmur.sim.check.Violation;
import io.murmur.sim.engine.EventKind;
import io.murmur.sim.engine.EventSink;
import io.murmur.sim.engine.Figures;
import io.murmur.sim.engine.Plan;
import io.murmur.sim.engine.Swarm;
import io.murmur.sim.scenario.Bootstrap;
import io.murmur.sim.scenario.Scenario;
import io.murmur.sim.signal.Tracing;
import io.murmur.sim.signal.Witness;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Plays a scenario: round by round something goes wrong, something is written, time passes, and everybody looks. */
public final class Play {
    private static final int CHECKED_EVERY_ROUND_MAX = 100_000;
    /** After which a tree counts as one that never falls silent. */
    private static final int QUIET_ROUNDS_MAX = 60;

    private static final double NANOS = 1e9;
    private static final double NANOS_PER_MICRO = 1e3;
    private static final String TRACING_ADDS_UP = "tracing adds up";

    private final Scenario scenario;
    private final Options options;
    private final Swarm swarm;
    private final Ledger ledger;
    private final Obituaries obituaries;
    private final Writers writers;
    private final Mishaps mishaps;
    private final Verdicts verdicts;
    private final Checkers checkers;
    private final SwarmView view;
    private final @Nullable NobodySendsTooMuch shares;
    private long disturbed;
    private final Hush hush;
    private boolean begun;
    private long begunRound;
    private boolean settled;
    private Figures before;
    private long wallNanos;
    private long cpuNanos;
    private Growth growth = Growth.NONE;

    private Play(Scenario scenario, Options options, Swarm swarm, Ledger ledger, Obituaries obituaries) {
        this.scenario = scenario;
        this.options = options;
        this.swarm = swarm;
        this.ledger = ledger;
        this.obituaries = obituaries;
        before = swarm.figures();
        hush = new Hush(swarm);
        writers = new Writers(scenario.workload(), swarm, ledger);
        mishaps = new Mishaps(scenario, swarm, obituaries);
        view = new SwarmView(swarm, () -> disturbed);
        verdicts = new Verdicts(scenario, view, swarm, ledger, writers);
        Settings settings = swarm.plan().settings();
        boolean faults = !scenario.faults().isEmpty() || scenario.bootstrap() == Bootstrap.SEEDS;
        shares = shares(scenario.hierarchy());
        checkers = new Checkers(
                Bounds.of(settings, scenario.places(), scenario.network().loss(), faults, scenario.doubted())
                        .withSlowness(shares == null ? 1 : scenario.workload().parts()),
                shares == null ? List.of() : List.of(shares));
    }

    private static @Nullable NobodySendsTooMuch shares(@Nullable HierarchySettings hierarchy) {
        return hierarchy == null
                ? null
                : new NobodySendsTooMuch(
                        hierarchy.spread().payloadsMax(), hierarchy.spread().datagramsMax());
    }

    private static EventSink.Factory sinks(Ledger ledger, Obituaries obituaries, EventSink.Factory watchers) {
        return (first, count) -> {
            EventSink spread = ledger.log().open(first, count);
            EventSink deaths = obituaries.open(first, count);
            EventSink watcher = watchers.open(first, count);
            return (agent, nowNanos, event) -> {
                spread.observe(agent, nowNanos, event);
                deaths.observe(agent, nowNanos, event);
                watcher.observe(agent, nowNanos, event);
            };
        };
    }

    /** Runs a scenario to its end, and says what it has shown. */
    public static Result play(Scenario scenario, Options options, Progress progress) {
        return play(scenario, options, progress, (first, count) -> (agent, nowNanos, event) -> {});
    }

    /** As {@link #play(Scenario, Options, Progress)}, with somebody who watches every event of every agent. */
    public static Result play(Scenario scenario, Options options, Progress progress, EventSink.Factory watchers) {
        return play(scenario, options, progress, Witness.silent(watchers));
    }

    /** As {@link #play(Scenario, Options, Progress)}, with somebody who tells what every agent does. */
    public static Result play(Scenario scenario, Options options, Progress progress, Witness witness) {
        long heap = heap();
        Plan plan = plan(scenario, options);
        Ledger ledger = new Ledger(scenario.steady() && scenario.workload().distinct());
        Obituaries obituaries =
                new Obituaries(plan.places(), plan.settings().gossip().intervalNanos());
        try (Swarm swarm = new Swarm(plan, sinks(ledger, obituaries, witness))) {
            Play play = new Play(scenario, options, swarm, ledger, obituaries);
            play.run(progress);
            return play.result(heap, witness);
        }
    }

    private static Plan plan(Scenario scenario, Options options) {
        return new Plan(
                scenario.bootstrap() == Bootstrap.KNOWN ? scenario.agents() : 0,
                scenario.places(),
                scenario.settings(),
                scenario.hierarchy(),
                scenario.timing(),
                options.seed(),
                options.threads(),
                options.partitionSize(scenario.places()),
                scenario.network().weather(options.seed()));
    }

    private static long heap() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private void run(Progress progress) {
        while (!settled && swarm.rounds() < scenario.roundsMax()) {
            round();
            ledger.look(swarm);
            verdicts.look(mishaps);
            grow();
            check();
            progress.passed(swarm.rounds(), scenario.roundsMax(), ledger.holders(), ledger.live());
            settled = swarm.rounds() > scenario.calmFrom() && verdicts.settled();
        }
    }

    private void round() {
        long cpu = swarm.figures().cpuNanos();
        long wall = System.nanoTime();
        boolean struck = mishaps.strike();
        boolean wrote = writers.write();
        if (struck || wrote) {
            disturbed = swarm.rounds();
        }
        if (wrote && !begun) {
            begun = true;
            begunRound = swarm.rounds();
            before = swarm.figures();
            wallNanos = 0;
        }
        swarm.settle();
        checkers.glance(view); // what was just done belongs to the last interval
        swarm.advance();
        wallNanos += System.nanoTime() - wall;
        cpuNanos += swarm.figures().cpuNanos() - cpu;
    }

    /** Notes when the tree was there. */
    private void grow() {
        if (verdicts.areGroups() && growth.groups().rounds() < 0) {
            growth = new Growth(landmark(), growth.tree());
        }
        if (verdicts.isOneTree() && growth.tree().rounds() < 0) {
            growth = new Growth(growth.groups(), landmark());
        }
    }

    private Growth.Landmark landmark() {
        Figures now = swarm.figures();
        double agents = scenario.places();
        return new Growth.Landmark(
                swarm.rounds() - scenario.faultsOver(),
                now.sent() / agents,
                now.cpuNanos() / agents / NANOS_PER_MICRO,
                wallNanos / NANOS);
    }

    private void check() {
        hush.listen();
        if (scenario.places() <= CHECKED_EVERY_ROUND_MAX) {
            checkers.look(view);
        }
    }

    /** What the run has shown; in a tree it may go on until nobody speaks of entries any more, for what that costs. */
    private Result result(long heapBefore, Witness witness) {
        checkers.glance(view);
        double perAgent = 1.0 / scenario.places();
        long mailBytes = swarm.figures().mailBytes();
        double heapBytes = Math.max(0, heap() - heapBefore - mailBytes) * perAgent;
        if (scenario.places() > CHECKED_EVERY_ROUND_MAX) {
            checkers.look(view);
        }
        Figures figures = swarm.figures();
        long elapsed = swarm.rounds();
        long hash = swarm.hash();
        List<Violation> missed = verdicts.violations();
        Costs costs = shares == null ? null : costs(shares);
        Tracing tracing = witness.account(swarm.figures().operations());
        return new Result(
                scenario.name(),
                scenario.agents(),
                scenario.fanout(),
                scenario.timing(),
                scenario.network().loss(),
                options,
                ledger.slowest(),
                ledger.distribution(elapsed),
                elapsed,
                (figures.sent() - before.sent()) * perAgent,
                (figures.payloads() - before.payloads()) * perAgent,
                (figures.bytesSent() - before.bytesSent()) * perAgent,
                heapBytes,
                mailBytes * perAgent,
                figures.inputs(),
                (double) cpuNanos / Math.max(1, figures.inputs()),
                wallNanos / NANOS,
                elapsed * swarm.plan().settings().gossip().intervalNanos() / NANOS,
                hash,
                costs,
                scenario.expectations().groupsWithinRounds() > 0 ? growth : null,
                tracing,
                violations(missed, tracing));
    }

    private Costs costs(NobodySendsTooMuch counted) {
        boolean waits = settled && options.end() == Options.End.QUIET;
        for (int i = 0; waits && !hush.quiet() && i < QUIET_ROUNDS_MAX; i++) {
            swarm.advance();
            check();
            checkers.glance(view);
        }
        double perAgent = 1.0 / scenario.places();
        return new Costs(
                settled && hush.quiet() ? hush.round() - begunRound : -1,
                (hush.figures().sent() - before.sent()) * perAgent,
                (hush.figures().payloads() - before.payloads()) * perAgent,
                counted.datagramsMost(),
                counted.payloadsMost(),
                swarm.figures().events(EventKind.THROTTLED),
                counted.payloadsMax());
    }

    private List<Violation> violations(List<Violation> missed, Tracing tracing) {
        List<Violation> all = new ArrayList<>(checkers.violations());
        if (scenario.expectations().noLiveDeclaredDead()) {
            all.addAll(obituaries.violations());
        }
        all.addAll(missed);
        tracing.discrepancies().forEach(found -> all.add(new Violation(TRACING_ADDS_UP, swarm.rounds(), found)));
        return List.copyOf(all);
    }
}
