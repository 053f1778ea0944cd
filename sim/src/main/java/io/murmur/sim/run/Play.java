package io.murmur.sim.run;

import io.murmur.protocol.agent.Settings;
import io.murmur.sim.check.Bounds;
import io.murmur.sim.check.Checkers;
import io.murmur.sim.check.SwarmView;
import io.murmur.sim.check.Violation;
import io.murmur.sim.engine.EventSink;
import io.murmur.sim.engine.Figures;
import io.murmur.sim.engine.Plan;
import io.murmur.sim.engine.Swarm;
import io.murmur.sim.scenario.Bootstrap;
import io.murmur.sim.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;

/** Plays a scenario: round by round something goes wrong, something is written, time passes, and everybody looks. */
public final class Play {
    private static final int CHECKED_EVERY_ROUND_MAX = 100_000;

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
    private long disturbed;
    private boolean begun;
    private Figures before;
    private long wallNanos;
    private long cpuNanos;

    private Play(Scenario scenario, Options options, Swarm swarm, Ledger ledger, Obituaries obituaries) {
        this.scenario = scenario;
        this.options = options;
        this.swarm = swarm;
        this.ledger = ledger;
        this.obituaries = obituaries;
        before = swarm.figures();
        writers = new Writers(scenario.workload(), swarm, ledger);
        mishaps = new Mishaps(scenario, swarm, obituaries);
        view = new SwarmView(swarm, () -> disturbed);
        verdicts = new Verdicts(scenario, view, swarm, ledger, writers);
        Settings settings = swarm.plan().settings();
        boolean faults = !scenario.faults().isEmpty() || scenario.bootstrap() == Bootstrap.SEEDS;
        checkers = new Checkers(
                Bounds.of(settings, scenario.places(), scenario.network().loss(), faults));
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
        long heap = heap();
        Plan plan = plan(scenario, options);
        Ledger ledger = new Ledger(scenario.steady() && scenario.workload().distinct());
        Obituaries obituaries =
                new Obituaries(plan.places(), plan.settings().gossip().intervalNanos());
        try (Swarm swarm = new Swarm(plan, sinks(ledger, obituaries, watchers))) {
            Play play = new Play(scenario, options, swarm, ledger, obituaries);
            play.run(progress);
            return play.result(heap);
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
        boolean small = scenario.places() <= CHECKED_EVERY_ROUND_MAX;
        boolean settled = false;
        while (!settled && swarm.rounds() < scenario.roundsMax()) {
            round();
            ledger.look(swarm);
            verdicts.look(mishaps);
            if (small) {
                checkers.look(view);
            }
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
            before = swarm.figures();
            wallNanos = 0;
        }
        swarm.advance();
        wallNanos += System.nanoTime() - wall;
        cpuNanos += swarm.figures().cpuNanos() - cpu;
    }

    private Result result(long heapBefore) {
        double perAgent = 1.0 / scenario.agents();
        long mailBytes = swarm.figures().mailBytes();
        double heapBytes = Math.max(0, heap() - heapBefore - mailBytes) * perAgent;
        if (scenario.places() > CHECKED_EVERY_ROUND_MAX) {
            checkers.look(view);
        }
        Figures figures = swarm.figures();
        double nanos = 1e9;
        return new Result(
                scenario.name(),
                scenario.agents(),
                scenario.fanout(),
                scenario.timing(),
                scenario.network().loss(),
                options,
                ledger.slowest(),
                swarm.rounds(),
                (figures.sent() - before.sent()) * perAgent,
                (figures.payloads() - before.payloads()) * perAgent,
                (figures.bytesSent() - before.bytesSent()) * perAgent,
                heapBytes,
                mailBytes * perAgent,
                figures.inputs(),
                (double) cpuNanos / Math.max(1, figures.inputs()),
                wallNanos / nanos,
                swarm.rounds() * swarm.plan().settings().gossip().intervalNanos() / nanos,
                swarm.hash(),
                violations());
    }

    private List<Violation> violations() {
        List<Violation> all = new ArrayList<>(checkers.violations());
        if (scenario.expectations().noLiveDeclaredDead()) {
            all.addAll(obituaries.violations());
        }
        all.addAll(verdicts.violations());
        return List.copyOf(all);
    }
}
