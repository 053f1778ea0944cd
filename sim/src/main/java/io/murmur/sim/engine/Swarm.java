package io.murmur.sim.engine;

import io.murmur.hierarchical.agent.Hierarchy;
import io.murmur.hierarchical.agent.HierarchySettings;
import io.murmur.hierarchical.agent.Keeper;
import io.murmur.hierarchical.agent.Sharing;
import io.murmur.hierarchical.tree.Place;
import io.murmur.protocol.agent.Agent;
import io.murmur.protocol.agent.Identity;
import io.murmur.protocol.agent.Outcome;
import io.murmur.protocol.host.Extension;
import io.murmur.protocol.host.Signer;
import io.murmur.protocol.host.Toolkit;
import io.murmur.protocol.merkle.Hasher;
import io.murmur.protocol.roster.Address;
import io.murmur.protocol.roster.Roster;
import io.murmur.protocol.state.Entry;
import io.murmur.protocol.state.Scope;
import io.murmur.protocol.state.State;
import io.murmur.protocol.state.Version;
import io.murmur.sim.chance.Mix;
import io.murmur.sim.network.Weather;
import io.murmur.sim.network.Zone;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * All agents, and what can be done to them from outside between two intervals. Not for more than one thread; the threads
 * that work inside are its own.
 */
public final class Swarm implements AutoCloseable {
    /** When every simulation begins, in nanoseconds since the Unix epoch: 2026-01-01T00:00:00Z. */
    public static final long EPOCH_NANOS = 1_767_225_600_000_000_000L;

    private final Plan plan;
    private final Population population;
    private final Partition.Layout layout;
    private final Partition[] partitions;
    private final ChunkPool chunks = new ChunkPool();
    private final Crew crew;
    private final Timing timing;
    private final Seals seals;
    private final Sharing sharing = new SharedKnowledge();
    private final State empty;
    private @Nullable FormedTree tree;
    /** Of agents that started again with what was kept of them. */
    private final Map<Integer, Memory> memories = new HashMap<>();

    private boolean whole = true;
    private long disturbed;

    /** Makes and starts the agents. */
    public Swarm(Plan plan, EventSink.Factory sinks) {
        this.plan = plan;
        population = new Population(plan.seed(), plan.weather().regions());
        layout = new Partition.Layout(plan.places(), plan.partitionSize());
        timing = switch (plan.timing()) {
            case LOCKSTEP -> new Lockstep(EPOCH_NANOS, intervalNanos(), plan.weather());
            case NETWORK -> new Continuous(EPOCH_NANOS, intervalNanos(), plan.weather());
        };
        partitions = new Partition[layout.partitions()];
        crew = new Crew(Math.min(plan.threads(), partitions.length), partitions, chunks);
        for (int i = 0; i < partitions.length; i++) {
            EventSink sink = sinks.open(layout.first(i), layout.count(i));
            partitions[i] = new Partition(layout, i, timing.slots(), timing, sink, crew.caller());
        }
        timing.begin(partitions, crew);
        seals = new Seals(Mix.of(plan.seed(), 0x5EA1));
        empty = State.empty(plan.settings().limits());
        equip();
        populate();
    }

    private void equip() {
        SharedEntries.Memory entries = new SharedEntries.Memory();
        SharedTransitions transitions = new SharedTransitions();
        SharedMembers members = new SharedMembers(plan.places());
        for (Partition partition : partitions) {
            Hasher hasher = new Hasher();
            SharedEntries decoder =
                    new SharedEntries(entries, hasher, plan.settings().limits());
            Signer signer = content -> seals.seal(population.id(partition.current()), content);
            partition.equip(new Toolkit(hasher, decoder, transitions, seals, members), signer);
        }
    }

    private void populate() {
        if (plan.agents() == 0) {
            return;
        }
        HierarchySettings hierarchy = plan.hierarchy();
        FormedTree formed = hierarchy == null ? null : new FormedTree(population, hierarchy, sharing, plan.agents());
        tree = formed;
        Roster everybody = formed == null ? population.roster(0, plan.agents()) : Roster.empty();
        timing.command();
        crew.each(partition -> {
            for (int place = 0; place < partition.count(); place++) {
                int index = partition.first() + place;
                if (index < plan.agents()) {
                    Roster roster = formed == null ? everybody : formed.roster(index);
                    Extension.Factory extension = formed == null ? Extension.Factory.NONE : formed.of(index);
                    settle(partition, place, 0, Version.NEVER, roster, empty, extension);
                    partition.act(place, nowNanos(), agent -> agent.start(nowNanos(), List.of()));
                }
            }
        });
    }

    private void settle(
            Partition partition,
            int place,
            long incarnation,
            long lastVersion,
            Roster roster,
            State state,
            Extension.Factory extension) {
        int index = partition.first() + place;
        Identity identity = new Identity(
                population.member(index, incarnation),
                partition.signer(),
                population.dice(index, incarnation),
                lastVersion);
        Agent agent =
                new Agent(identity, plan.settings(), partition, partition.tools(), roster, state, empty, extension);
        partition.settle(place, agent);
    }

    // --- what can be done to an agent ------------------------------------------------------------------------------

    /** Has an agent write a value; null if it does not run. */
    public @Nullable Outcome put(int index, byte[] key, byte[] value) {
        Outcome[] outcome = new Outcome[1];
        command(index, agent -> outcome[0] = agent.put(nowNanos(), key, value, Scope.SWARM));
        return outcome[0];
    }

    /** Has an agent delete a key; null if it does not run. */
    public @Nullable Outcome delete(int index, byte[] key) {
        Outcome[] outcome = new Outcome[1];
        command(index, agent -> outcome[0] = agent.delete(nowNanos(), key, Scope.SWARM));
        return outcome[0];
    }

    /** Has an agent leave gracefully. */
    public void leave(int index) {
        command(index, agent -> agent.leave(nowNanos()));
    }

    /** Gives an agent a datagram that no agent sent. */
    public void inject(int index, int allegedSender, byte[] bytes) {
        Address from = Population.address(allegedSender);
        command(index, agent -> agent.receive(nowNanos(), from, bytes, 0, bytes.length));
    }

    /** Ends an agent without a word. */
    public void crash(int index) {
        disturbed = rounds();
        partitionOf(index).stop(placeOf(index));
    }

    /**
     * Starts an agent that knows nobody but seeds: for the first time, or anew with the incarnation and the version that
     * its host kept, and nothing else.
     */
    public void enter(int index, List<Integer> seeds) {
        enter(index, seeds, false);
    }

    /**
     * As {@link #enter(int, List)}.
     *
     * @param kept whether its host also kept what it held, whom it knew, and its group and elections
     */
    public void enter(int index, List<Integer> seeds, boolean kept) {
        Partition partition = partitionOf(index);
        Agent before = partition.agent(placeOf(index));
        long incarnation = 0;
        long lastVersion = Version.NEVER;
        State state = empty;
        Keeper keeper = Keeper.FORGETFUL;
        List<Address> addresses = new ArrayList<>();
        seeds.forEach(seed -> addresses.add(Population.address(seed)));
        if (before != null && kept) {
            keeper = keeper(index, before);
            addresses.addAll(Memory.peers(before));
        }
        if (before != null) {
            state = kept ? before.state() : empty;
            incarnation = 1
                    + Objects.requireNonNull(before.roster().find(before.id())).incarnation();
            lastVersion = before.lastVersion();
        }
        Roster alone = Roster.of(List.of(population.member(index, incarnation)));
        settle(partition, placeOf(index), incarnation, lastVersion, alone, state, newcomer(keeper));
        command(index, agent -> agent.start(nowNanos(), addresses));
    }

    /** What its host has kept for an agent that starts again. */
    private Keeper keeper(int index, Agent before) {
        if (!(before.extension() instanceof Hierarchy hierarchy)) {
            return Keeper.FORGETFUL;
        }
        Memory memory = memories.computeIfAbsent(index, first -> new Memory());
        memory.take(hierarchy);
        return memory;
    }

    /** Of an agent that knows nothing of the tree yet. */
    private Extension.Factory newcomer(Keeper keeper) {
        HierarchySettings hierarchy = plan.hierarchy();
        return hierarchy == null
                ? Extension.Factory.NONE
                : local -> new Hierarchy(local, hierarchy, Place.NONE, keeper, sharing);
    }

    /** Has an agent do something, if it runs. */
    void command(int index, Consumer<Agent> deed) {
        disturbed = rounds();
        timing.command();
        Partition partition = partitionOf(index);
        partition.lend(crew.caller());
        partition.act(placeOf(index), nowNanos(), deed);
    }

    private Partition partitionOf(int index) {
        return partitions[layout.partitionOf(index)];
    }

    private int placeOf(int index) {
        return index % layout.partitionSize();
    }

    // --- time and weather ------------------------------------------------------------------------------------------

    /** Brings to its end what was begun between two intervals, as far as it belongs to the last one. */
    public void settle() {
        timing.settle();
    }

    /** Lets one gossip interval pass. */
    public void advance() {
        timing.advance();
    }

    public void weather(Weather weather) {
        disturbed = rounds();
        whole = weather.cuts().isEmpty();
        timing.weather(weather);
    }

    public long nowNanos() {
        return timing.nowNanos();
    }

    /** Gossip intervals that have passed. */
    public long rounds() {
        return timing.rounds();
    }

    private long intervalNanos() {
        return plan.settings().gossip().intervalNanos();
    }

    // --- what is to be seen ----------------------------------------------------------------------------------------

    /** Places for agents. */
    public int places() {
        return plan.places();
    }

    public Plan plan() {
        return plan;
    }

    public Population population() {
        return population;
    }

    /** The agent of an index in its present or last life; null before its first. */
    public @Nullable Agent agent(int index) {
        return partitionOf(index).agent(placeOf(index));
    }

    public boolean running(int index) {
        return partitionOf(index).running(placeOf(index));
    }

    /** How many lives the agent of an index has begun, modulo 256. */
    public int life(int index) {
        return partitionOf(index).life(placeOf(index));
    }

    /** Who leads the groups of a tree at first; nobody in a flat swarm. */
    public List<Integer> leaders() {
        FormedTree formed = tree;
        return formed == null
                ? List.of()
                : IntStream.range(0, formed.groups())
                        .map(formed::firstOf)
                        .boxed()
                        .toList();
    }

    /** The zones of a tree, each of neighbouring agents: units of level 1, or tenths where there is only one of those. */
    public List<Zone> zones() {
        FormedTree formed = tree;
        return formed == null
                ? List.of()
                : IntStream.range(0, formed.units())
                        .mapToObj(unit -> new Zone(
                                formed.firstOf(formed.firstGroupOf(unit)),
                                formed.firstOf(formed.firstGroupOf(unit + 1))))
                        .toList();
    }

    /** Whether nothing cuts the swarm in two. */
    public boolean whole() {
        return whole;
    }

    /** The round of the last thing that was done to an agent or to the weather. */
    public long disturbed() {
        return disturbed;
    }

    /** The most datagrams that ever waited for one agent in one step, or timers per agent in any partition. */
    public long longestQueue() {
        long longest = 0;
        for (Partition partition : partitions) {
            longest = Math.max(longest, partition.tally().longestQueue);
            longest = Math.max(longest, partition.timers().size() / partition.count());
        }
        return longest;
    }

    /** Datagrams that an agent has sent so far. */
    public int sent(int index) {
        return partitionOf(index).sent(placeOf(index));
    }

    /** Datagrams with entries that an agent has sent so far. */
    public int payloads(int index) {
        return partitionOf(index).payloads(placeOf(index));
    }

    /** Whether an entry is sealed by the owner it names. */
    public boolean genuine(Entry entry) {
        return seals.genuine(entry);
    }

    public Figures figures() {
        Tally sum = new Tally();
        for (Partition partition : partitions) {
            sum.add(partition.tally());
        }
        return new Figures(sum, chunks.bytes(), crew.cpuNanos());
    }

    /** A fingerprint of the whole run up to now: of every input of every agent, and of what each holds now. */
    public long hash() {
        long[] sums = new long[partitions.length];
        crew.each(partition -> sums[partition.index()] = fingerprint(partition));
        long hash = plan.seed();
        long sum = 0;
        for (long each : sums) {
            sum += each;
        }
        return Mix.of(hash, sum);
    }

    private static long fingerprint(Partition partition) {
        long sum = partition.tally().fingerprint();
        for (int place = 0; place < partition.count(); place++) {
            Agent agent = partition.agent(place);
            if (agent != null) {
                long held = Mix.of(agent.state().root().prefix(), agent.roster().digest(), agent.lastVersion());
                sum += Mix.of(partition.first() + place, held, partition.sent(place));
            }
        }
        return sum;
    }

    @Override
    public void close() {
        crew.close();
    }
}
