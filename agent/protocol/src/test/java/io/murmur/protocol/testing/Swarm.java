package io.murmur.protocol.testing;

import io.murmur.protocol.agent.Agent;
import io.murmur.protocol.agent.Identity;
import io.murmur.protocol.agent.Outcome;
import io.murmur.protocol.agent.Settings;
import io.murmur.protocol.host.Dice;
import io.murmur.protocol.host.Extension;
import io.murmur.protocol.host.Local;
import io.murmur.protocol.host.Toolkit;
import io.murmur.protocol.roster.Address;
import io.murmur.protocol.roster.Member;
import io.murmur.protocol.roster.Roster;
import io.murmur.protocol.roster.Status;
import io.murmur.protocol.state.Scope;
import io.murmur.protocol.state.State;
import io.murmur.protocol.wire.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * A small swarm in one thread and one virtual time: the same seed gives the same run. Agents are numbered in the order
 * in which they came.
 */
public final class Swarm {
    /** When every swarm begins: in the middle of November 2023. */
    public static final long BEGINNING_NANOS = 1_700_000_000_000_000_000L;

    public static final long MILLI = 1_000_000L;
    public static final long SECOND = 1_000 * MILLI;

    private static final int BUSY_MAX = 100_000;

    private final Settings settings;
    private final long seed;
    private final Network network;
    private final Chronicle chronicle = new Chronicle();
    private final Toolkit tools = Tools.plain(Seals.verifier());
    private final List<Node> nodes = new ArrayList<>();
    private final Map<Address, Integer> places = new HashMap<>();
    private final PriorityQueue<Occurrence> queue =
            new PriorityQueue<>(Comparator.comparingLong(Occurrence::atNanos).thenComparingLong(Occurrence::order));
    private long nowNanos = BEGINNING_NANOS;
    private long order;

    private record Node(Agent agent, Local local, RecordingHost host, int life, boolean runs) {}

    private record Occurrence(long atNanos, long order, int node, int life, Consumer<Agent> what) {}

    public Swarm(Settings settings, long seed) {
        this.settings = settings;
        this.seed = seed;
        this.network = new Network(seed ^ 0x5DEECE66DL);
    }

    /** A swarm of {@code size} agents that know each other from the start. */
    public static Swarm of(int size, Settings settings, long seed) {
        Swarm swarm = new Swarm(settings, seed);
        Roster all = Roster.of(IntStream.range(0, size).mapToObj(Swarm::member).toList());
        for (int i = 0; i < size; i++) {
            swarm.add(all, swarm.emptyState(), List.of());
        }
        return swarm;
    }

    /** A swarm of groups, numbered from 1, of agents that know their mates from the start and nobody else. */
    public static Swarm ofGroups(Settings settings, long seed, int... sizes) {
        Swarm swarm = new Swarm(settings, seed);
        for (int group = 1; group <= sizes.length; group++) {
            int first = swarm.size();
            IntStream mates = IntStream.range(first, first + sizes[group - 1]);
            Roster roster = Roster.of(mates.mapToObj(Swarm::member).toList());
            for (int i = 0; i < sizes[group - 1]; i++) {
                swarm.add(roster, swarm.emptyState(), group);
            }
        }
        return swarm;
    }

    /** What agent number {@code index} is at its first start. */
    public static Member member(int index) {
        long id = (index + 1) * 0x9E3779B97F4A7C15L;
        return new Member(id, address(index), 0, Status.ALIVE, "agent-" + index);
    }

    public static Address address(int index) {
        return new Address(0, 0xFFFF_0A00_0000L + index, 7946);
    }

    public State emptyState() {
        return State.empty(settings.limits());
    }

    /** Starts one more agent, with what it believes from the start; the roster must hold it. Its number. */
    public int add(Roster roster, State state, List<Address> seeds) {
        return add(roster, state, 0, seeds);
    }

    /** Starts one more agent as a member of a group. Its number. */
    public int add(Roster roster, State state, long group) {
        return add(roster, state, group, List.of());
    }

    private int add(Roster roster, State state, long group, List<Address> seeds) {
        int index = nodes.size();
        nodes.add(born(member(index), roster, state, 0, group));
        places.put(address(index), index);
        act(index, agent -> agent.start(nowNanos, seeds));
        return index;
    }

    /** Starts one more agent that knows nobody but seeds. */
    public int join(int... seeds) {
        Roster alone = Roster.of(List.of(member(nodes.size())));
        return add(
                alone,
                emptyState(),
                IntStream.of(seeds).mapToObj(Swarm::address).toList());
    }

    private Node born(Member member, Roster roster, State state, int life, long group) {
        RecordingHost host = new RecordingHost();
        // SplitMix64 walks in steps of one constant: seeds that differ by multiples of it would throw the same numbers
        long luck = new Dice(seed ^ Long.reverse(member.id() + life)).nextLong();
        Identity identity = new Identity(member, Seals.of(member.id()), luck, 0);
        Local[] local = new Local[1];
        Extension.Factory grouping = own -> {
            own.regroup(group, roster);
            local[0] = own;
            return Extension.NONE;
        };
        Agent agent = new Agent(identity, settings, host, tools, roster, state, emptyState(), grouping);
        return new Node(agent, local[0], host, life, true);
    }

    /** Lets an agent open an exchange with one of another group. */
    public void link(int from, int to) {
        Local local = nodes.get(from).local;
        act(from, _ -> {
            local.now(nowNanos);
            local.link(address(to), member(to).id());
        });
    }

    /** The group that an agent is a member of. */
    public long group(int index) {
        return nodes.get(index).local.group();
    }

    /** Stops an agent without a word. */
    public void crash(int index) {
        Node node = nodes.get(index);
        nodes.set(index, new Node(node.agent, node.local, node.host, node.life, false));
    }

    /** Starts a crashed agent again, with nothing but its identity. */
    public void restart(int index, long incarnation, int... seeds) {
        restart(index, incarnation, emptyState(), seeds);
    }

    /** Starts a crashed agent again, with its identity and what its disk kept. */
    public void restart(int index, long incarnation, State kept, int... seeds) {
        Member member = member(index).with(incarnation, Status.ALIVE);
        int life = nodes.get(index).life + 1;
        nodes.set(index, born(member, Roster.of(List.of(member)), kept, life, 0));
        List<Address> where = IntStream.of(seeds).mapToObj(Swarm::address).toList();
        act(index, agent -> agent.start(nowNanos, where));
    }

    public int size() {
        return nodes.size();
    }

    public long nowNanos() {
        return nowNanos;
    }

    public Network network() {
        return network;
    }

    public Chronicle chronicle() {
        return chronicle;
    }

    public Toolkit tools() {
        return tools;
    }

    public Agent agent(int index) {
        return nodes.get(index).agent;
    }

    public RecordingHost host(int index) {
        return nodes.get(index).host;
    }

    public boolean runs(int index) {
        return nodes.get(index).runs;
    }

    /** The agents that run. */
    public List<Agent> running() {
        return nodes.stream().filter(Node::runs).map(Node::agent).toList();
    }

    /** Lets something happen to an agent now, and carries out what it asks its host for. */
    public void act(int index, Consumer<Agent> what) {
        Node node = nodes.get(index);
        what.accept(node.agent);
        for (RecordingHost.Alarm alarm : node.host.takeAlarms()) {
            occur(alarm.delayNanos(), index, agent -> agent.fire(nowNanos, alarm.token()));
        }
        for (RecordingHost.Sent sent : node.host.takeSent()) {
            chronicle.sent(nowNanos, index, sent);
            Integer to = places.get(sent.to());
            if (to != null) {
                carry(index, to, sent.bytes());
            }
        }
        node.host.takeEvents().forEach(event -> chronicle.observed(nowNanos, index, event));
    }

    private void carry(int from, int to, Bytes bytes) {
        for (int copies = network.duplicates() ? 2 : 1; copies > 0; copies--) {
            long latency = network.latency(from, to);
            if (latency >= 0) {
                deliver(address(from), to, bytes, latency);
            }
        }
    }

    /** Lets a datagram arrive, whoever sent it. */
    public void deliver(Address from, int to, Bytes bytes, long delayNanos) {
        byte[] array = bytes.toArray();
        occur(delayNanos, to, agent -> agent.receive(nowNanos, from, array, 0, array.length));
    }

    private void occur(long delayNanos, int index, Consumer<Agent> what) {
        queue.add(new Occurrence(nowNanos + delayNanos, order++, index, nodes.get(index).life, what));
    }

    /** Lets a span of time pass. */
    public void run(long nanos) {
        until(() -> false, nanos);
    }

    /** Lets time pass until something is so, at most for a span; whether it became so. */
    public boolean until(BooleanSupplier so, long nanosMax) {
        long end = nowNanos + nanosMax;
        int busy = 0;
        while (!so.getAsBoolean()) {
            Occurrence next = queue.peek();
            if (next == null || next.atNanos > end) {
                nowNanos = end;
                return so.getAsBoolean();
            }
            queue.remove();
            busy = next.atNanos == nowNanos ? busy + 1 : 0;
            if (busy > BUSY_MAX) {
                throw new AssertionError("time stands still: " + next);
            }
            nowNanos = next.atNanos;
            Node node = nodes.get(next.node);
            if (node.runs && node.life == next.life) {
                act(next.node, next.what);
            }
        }
        return true;
    }

    public Outcome put(int index, String key, byte[] value) {
        return put(index, key, value, Scope.SWARM);
    }

    public Outcome put(int index, String key, byte[] value, Scope scope) {
        Outcome[] outcome = new Outcome[1];
        act(index, agent -> outcome[0] = agent.put(nowNanos, bytes(key), value, scope));
        return outcome[0];
    }

    public Outcome put(int index, String key, String value) {
        return put(index, key, bytes(value));
    }

    public Outcome delete(int index, String key) {
        return delete(index, key, Scope.SWARM);
    }

    public Outcome delete(int index, String key, Scope scope) {
        Outcome[] outcome = new Outcome[1];
        act(index, agent -> outcome[0] = agent.delete(nowNanos, bytes(key), scope));
        return outcome[0];
    }

    /** Whether all agents that run hold the same state. */
    public boolean agrees() {
        List<Agent> all = running();
        return all.stream()
                .allMatch(agent -> agent.state().equals(all.getFirst().state()));
    }

    /** Whether all agents that run believe that exactly these agents are alive, and none suspect. */
    public boolean believes(int... alive) {
        return running().stream()
                .allMatch(agent -> agent.roster().live() == alive.length
                        && IntStream.of(alive).allMatch(index -> status(agent, index) == Status.ALIVE));
    }

    /** What an agent believes of another; {@link Status#DEAD} for one it does not know. */
    public static Status status(Agent agent, int index) {
        Member member = agent.roster().find(member(index).id());
        return member == null ? Status.DEAD : member.status();
    }

    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
