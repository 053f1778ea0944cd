package io.murmur.sim.scenario;

import io.murmur.hierarchical.agent.HierarchySettings;
import io.murmur.protocol.agent.Settings;
import io.murmur.protocol.gossip.GossipSettings;
import io.murmur.protocol.host.Allowance;
import io.murmur.sim.engine.TimingKind;
import io.murmur.sim.oracle.Theory;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All of a run but its luck and its threads.
 *
 * @param name what it is replayed by
 * @param agents that run from the start
 * @param places agents that can ever be, those that join later included; at least {@code agents}
 * @param topology whether all know all, or form a tree of groups
 * @param fanout contacts per round; 0 for tuned by the agents
 * @param seed of all luck, unless another one is asked for
 * @param roundsMax rounds after which it ends at the latest
 */
public record Scenario(
        String name,
        int agents,
        int places,
        Bootstrap bootstrap,
        Topology topology,
        int fanout,
        TimingKind timing,
        long seed,
        int roundsMax,
        Tuning tuning,
        Network network,
        Workload workload,
        List<Fault> faults,
        Expectations expectations) {
    /** The name of the scenario without a file. */
    public static final String UPDATE = "update";

    private static final int FANOUT_USUAL = 3;
    /** After which a formed tree is quiet. */
    private static final int SETTLE_ROUNDS = 30;
    /** Between two comparisons of states, where news comes along the tree. */
    private static final long QUIET_NANOS = 8_000_000_000L;

    private static final int AGENTS_MAX = 1 << 24;

    public Scenario {
        if (agents < 1 || agents > AGENTS_MAX || places < agents || places > AGENTS_MAX) {
            throw new IllegalArgumentException(agents + " agents in " + places + " places");
        }
        if (roundsMax < 1 || fanout < 0) {
            throw new IllegalArgumentException("fanout " + fanout + ", at most " + roundsMax + " rounds");
        }
        if (topology == Topology.FLAT && faults.stream().anyMatch(Fault::needsTree)) {
            throw new IllegalArgumentException("leaders or zones in a flat swarm");
        }
        faults = List.copyOf(faults);
    }

    /** One update of a random agent, followed until all agents hold it. */
    public static Scenario update(int agents, int fanout, TimingKind timing, double loss) {
        return new Scenario(
                UPDATE,
                agents,
                agents,
                Bootstrap.KNOWN,
                Topology.FLAT,
                fanout,
                timing,
                1,
                roundsMax(agents, fanout, loss),
                Tuning.NONE,
                Network.LAN.withLoss(loss),
                Workload.ONE_UPDATE,
                List.of(),
                Expectations.ARRIVAL);
    }

    private static int roundsMax(int agents, int fanout, double loss) {
        return Theory.roundsMax(agents, fanout > 0 ? fanout : FANOUT_USUAL, loss);
    }

    /**
     * With another number of agents: from the start, and as many to join as before; or, where a share of those that run
     * joins round by round, in the end.
     */
    public Scenario withAgents(int number) {
        if (faults.stream().anyMatch(fault -> fault instanceof Fault.Join join && join.share() > 0)) {
            return grownTo(number);
        }
        int rounds = Math.max(roundsMax, roundsMax(number, fanout, network.loss()));
        return new Scenario(
                name,
                number,
                number + places - agents,
                bootstrap,
                topology,
                fanout,
                timing,
                seed,
                rounds,
                tuning,
                network,
                workload,
                faults,
                expectations);
    }

    private Scenario grownTo(int number) {
        List<Fault> longer = faults.stream()
                .map(fault -> fault instanceof Fault.Join join ? join.until(agents, number) : fault)
                .toList();
        int end = longer.stream().mapToInt(Fault::to).max().orElse(0);
        return new Scenario(
                name,
                agents,
                number,
                bootstrap,
                topology,
                fanout,
                timing,
                seed,
                roundsMax + Math.max(0, end - calmFrom()),
                tuning,
                network,
                workload,
                longer,
                expectations);
    }

    public Scenario withFanout(int contacts) {
        return new Scenario(
                name,
                agents,
                places,
                bootstrap,
                topology,
                contacts,
                timing,
                seed,
                roundsMax,
                tuning,
                network,
                workload,
                faults,
                expectations);
    }

    /** In that topology; in a tree the writing begins once its leaders are elected. */
    public Scenario withTopology(Topology kind) {
        int settle = kind == Topology.HIERARCHICAL && topology == Topology.FLAT ? SETTLE_ROUNDS : 0;
        return new Scenario(
                name,
                agents,
                places,
                bootstrap,
                kind,
                fanout,
                timing,
                seed,
                roundsMax + settle,
                tuning,
                network,
                workload.later(settle),
                faults,
                expectations);
    }

    public Scenario withTiming(TimingKind kind) {
        return new Scenario(
                name,
                agents,
                places,
                bootstrap,
                topology,
                fanout,
                kind,
                seed,
                roundsMax,
                tuning,
                network,
                workload,
                faults,
                expectations);
    }

    public Scenario withLoss(double share) {
        return new Scenario(
                name,
                agents,
                places,
                bootstrap,
                topology,
                fanout,
                timing,
                seed,
                Math.max(roundsMax, roundsMax(agents, fanout, share)),
                tuning,
                network.withLoss(share),
                workload,
                faults,
                expectations);
    }

    /** The settings of all agents; in a tree what each of them may send is bounded by the tree's settings. */
    public Settings settings() {
        Settings tuned = tuning.settings(fanout);
        HierarchySettings tree = hierarchy();
        if (tree == null) {
            return tuned;
        }
        GossipSettings gossip = tuned.gossip().withQuiet(0, QUIET_NANOS);
        Allowance allowance = tree.spread().allowance(gossip.intervalNanos());
        return new Settings(gossip, tuned.membership(), tuned.limits(), allowance, tuned.leaveNanos());
    }

    /** Those about the tree; null where there is none. */
    public @Nullable HierarchySettings hierarchy() {
        return topology == Topology.FLAT ? null : tuning.hierarchy();
    }

    /** Whether the same agents run all the time. */
    public boolean steady() {
        return bootstrap == Bootstrap.KNOWN && faults.stream().noneMatch(Fault::changesPopulation);
    }

    /** Whether so many answers are missed at some time that agents doubt themselves: datagrams are lost, or half of all crash. */
    public boolean doubted() {
        double crashes = faults.stream().mapToDouble(this::crashes).sum();
        return network.loss() > 0 || faults.stream().anyMatch(Fault::severs) || 2 * crashes >= agents;
    }

    private double crashes(Fault fault) {
        return fault instanceof Fault.Crash crash && crash.of() == Fault.Victims.AGENTS
                ? crash.count() + crash.share() * agents
                : 0;
    }

    /** The round from which on nothing goes wrong any more. */
    public int faultsOver() {
        return faults.stream().mapToInt(Fault::to).max().orElse(0);
    }

    /** The round from which on nothing is written and nothing goes wrong any more. */
    public int calmFrom() {
        return Math.max(faultsOver(), workload.perRound() == 0 ? 0 : workload.to());
    }
}
