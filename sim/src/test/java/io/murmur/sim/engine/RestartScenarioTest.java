package io.murmur.sim.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.murmur.hierarchical.agent.Hierarchy;
import io.murmur.hierarchical.agent.TreeEvent;
import io.murmur.hierarchical.agent.TreeView;
import io.murmur.hierarchical.election.ElectionEvent;
import io.murmur.protocol.agent.Agent;
import io.murmur.protocol.host.Event;
import io.murmur.protocol.host.Lifecycle;
import io.murmur.protocol.merkle.Hash;
import io.murmur.protocol.merkle.Hasher;
import io.murmur.protocol.state.Scope;
import io.murmur.sim.scenario.Scenario;
import io.murmur.sim.scenario.Topology;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who starts again is of its group again, wherever that has come to; nothing that was kept is forgotten. */
class RestartScenarioTest {
    private static final long SEED = 17;
    private static final int AGENTS = 300;
    private static final int GROUP = 100;
    private static final byte[] KEY = {7};
    private static final byte[] VALUE = {1};
    /** Rounds until leaders have heard of all below them. */
    private static final int CALM = 30;
    /** Rounds until who restarted is settled: probes, elections, and unions above. */
    private static final int SETTLED = 300;

    /** Rounds in which a mate tells what was decreed; an orphan looks for another group only after 50. */
    private static final int TOLD = 20;

    private static final int ORPHANED = 60;

    private static final List<Integer> SEEDS = List.of(0, 1, 2);

    private record Ballot(int agent, long group, long term) {}

    private final Map<Ballot, Long> votes = new ConcurrentHashMap<>();
    private final Queue<String> twice = new ConcurrentLinkedQueue<>();

    private Swarm formed(int agents, int places, int threads) {
        Scenario scenario = Scenario.update(agents, 0, TimingKind.LOCKSTEP, 0).withTopology(Topology.HIERARCHICAL);
        Plan plan = new Plan(
                agents,
                places,
                scenario.settings(),
                scenario.hierarchy(),
                TimingKind.LOCKSTEP,
                SEED,
                threads,
                64,
                scenario.network().weather(SEED));
        return new Swarm(plan, (first, count) -> (agent, now, event) -> watch(agent, event));
    }

    private void watch(int agent, Event event) {
        if (event instanceof TreeEvent.Elected(int level, long group, ElectionEvent.Voted(long term, long candidate))) {
            Long before = votes.put(new Ballot(agent, group, term), candidate);
            if (before != null && before != candidate) {
                twice.add("agent " + agent + " in term " + term + " of level " + level);
            }
        }
    }

    private static void pass(Swarm swarm, int rounds) {
        for (int round = 0; round < rounds; round++) {
            swarm.advance();
        }
    }

    private static Agent agent(Swarm swarm, int index) {
        return Objects.requireNonNull(swarm.agent(index));
    }

    private static TreeView view(Swarm swarm, int index) {
        return ((Hierarchy) agent(swarm, index).extension()).view();
    }

    private static long group(Swarm swarm, int index) {
        return view(swarm, index).seats().getFirst().group();
    }

    private static List<Long> groups(Swarm swarm) {
        return IntStream.range(0, swarm.places())
                .mapToObj(index -> group(swarm, index))
                .toList();
    }

    private static void write(Swarm swarm, int index, Scope scope) {
        swarm.command(index, agent -> agent.put(swarm.nowNanos(), KEY, VALUE, scope));
    }

    private static boolean holds(Swarm swarm, int index, Scope scope) {
        Hash place = scope.place(KEY, new Hasher());
        return agent(swarm, index).state().get(place) != null;
    }

    /** Each group has one leader that acts, and its members hear of it. */
    private static void assertLed(Swarm swarm) {
        Map<Long, Integer> acting = new LinkedHashMap<>();
        for (int index = 0; index < swarm.places(); index++) {
            TreeView.Seat seat = view(swarm, index).seats().getFirst();
            acting.merge(seat.group(), seat.acts(swarm.nowNanos()) ? 1 : 0, Integer::sum);
            assertEquals(Lifecycle.READY, agent(swarm, index).lifecycle(), "agent " + index);
            assertFalse(view(swarm, index).cutOff(), "agent " + index + " hears of no leader at the top");
        }
        acting.forEach((group, leaders) -> assertEquals(1, leaders, "leaders of " + Long.toHexString(group)));
    }

    private static void restart(Swarm swarm, List<Integer> indices, List<Integer> seeds) {
        indices.forEach(index -> swarm.enter(index, seeds, true));
    }

    @Test
    void aSwarmThatRestartsAsAWholeComesBackWithTheSameGroupsAndOneLeaderEach() {
        comesBack(AGENTS);
    }

    @Test
    void groupsThatWouldFitIntoOneComeBackAsTheyWere() {
        comesBack(GROUP + 20);
    }

    private void comesBack(int agents) {
        try (Swarm swarm = formed(agents, agents, 2)) {
            pass(swarm, CALM);
            write(swarm, 5, Scope.GROUP);
            pass(swarm, CALM);
            List<Long> before = groups(swarm);
            int size = Collections.frequency(before, before.getFirst());
            long term = view(swarm, 0).seats().getFirst().term();
            List<Integer> all = IntStream.range(0, agents).boxed().toList();
            all.forEach(swarm::crash);
            restart(swarm, all, SEEDS);
            assertEquals(before, groups(swarm), "each is at once what it was");
            pass(swarm, SETTLED);
            assertEquals(before, groups(swarm));
            assertLed(swarm);
            assertEquals(List.of(), List.copyOf(twice));
            assertTrue(view(swarm, 0).seats().getFirst().term() > term, "another leader means another term");
            for (int index = 0; index < agents; index++) {
                assertEquals(index < size, holds(swarm, index, Scope.GROUP), "agent " + index);
                assertEquals(size, agent(swarm, index).roster().live(), "mates of agent " + index);
                assertEquals(1, view(swarm, index).place().top());
            }
        }
    }

    @Test
    void whoRestartsFindsItsGroupAndWhatItHeldAtOnce() {
        try (Swarm swarm = formed(AGENTS, AGENTS, 2)) {
            pass(swarm, CALM);
            write(swarm, 205, Scope.GROUP);
            pass(swarm, CALM);
            List<Long> before = groups(swarm);
            List<Integer> some = List.of(200, 250, 299); // the leader of the group among them
            some.forEach(swarm::crash);
            pass(swarm, 10);
            restart(swarm, some, SEEDS);
            assertEquals(before, groups(swarm));
            some.forEach(index -> assertTrue(holds(swarm, index, Scope.GROUP)));
            pass(swarm, SETTLED);
            assertEquals(before, groups(swarm));
            assertLed(swarm);
            some.forEach(index -> assertTrue(holds(swarm, index, Scope.GROUP)));
            assertEquals(List.of(), List.copyOf(twice));
        }
    }

    @Test
    void whoWasAwayWhileItsGroupDividedIsOfOneOfTheHalves() {
        int joining = 60;
        try (Swarm swarm = formed(GROUP, GROUP + joining, 2)) {
            pass(swarm, CALM);
            long old = group(swarm, 0);
            write(swarm, 5, Scope.GROUP);
            pass(swarm, CALM);
            List<Integer> away = List.of(3, 40, 97);
            away.forEach(swarm::crash);
            for (int index = GROUP; index < GROUP + joining; index++) {
                swarm.enter(index, List.of(10 + index % 20));
                swarm.advance();
            }
            pass(swarm, SETTLED);
            assertNotEquals(old, group(swarm, 0), "the group has divided");
            restart(swarm, away, SEEDS);
            away.forEach(index -> assertEquals(old, group(swarm, index)));
            pass(swarm, TOLD);
            assertEquals(2, new TreeSet<>(groups(swarm)).size());
            away.forEach(index -> assertTrue(holds(swarm, index, Scope.GROUP), "agent " + index));
            pass(swarm, SETTLED);
            assertLed(swarm);
            assertEquals(2, new TreeSet<>(groups(swarm)).size());
            assertEquals(List.of(), List.copyOf(twice));
        }
    }

    @Test
    void whoseGroupIsGoneForGoodIsTakenInByAnother() {
        try (Swarm swarm = formed(AGENTS, AGENTS, 2)) {
            pass(swarm, CALM);
            long old = group(swarm, 0);
            List<Integer> gone = IntStream.range(0, GROUP).boxed().toList();
            gone.forEach(swarm::crash);
            pass(swarm, CALM);
            List<Integer> survivors = List.of(50, 51);
            restart(swarm, survivors, List.of(150, 250));
            pass(swarm, SETTLED);
            survivors.forEach(index -> {
                assertNotEquals(old, group(swarm, index));
                assertFalse(view(swarm, index).cutOff());
                assertEquals(Lifecycle.READY, agent(swarm, index).lifecycle());
            });
        }
    }

    @Test
    void whereMostAreGoneForGoodTheRestBeginAnew() {
        int agents = 9;
        try (Swarm swarm = formed(agents, agents + 1, 2)) {
            pass(swarm, CALM);
            long old = group(swarm, 0);
            List<Integer> all = IntStream.range(0, agents).boxed().toList();
            all.forEach(swarm::crash);
            List<Integer> kept = List.of(2, 3, 4, 5);
            restart(swarm, kept, SEEDS);
            pass(swarm, 10);
            kept.forEach(index -> assertEquals(old, group(swarm, index)));
            pass(swarm, ORPHANED);
            swarm.enter(agents, kept);
            pass(swarm, TOLD);
            assertTrue(view(swarm, agents).seats().isEmpty(), "nobody comes into a group that may be no more");
            pass(swarm, 2 * SETTLED);
            assertEquals(group(swarm, 2), group(swarm, agents));
            List<Long> led = new ArrayList<>();
            for (int index : kept) {
                led.add(group(swarm, index));
                assertFalse(view(swarm, index).cutOff(), "agent " + index);
            }
            assertEquals(1, new TreeSet<>(led).size());
            assertNotEquals(old, led.getFirst());
        }
    }

    @Test
    void restartsHappenTheSameWayOnAnyNumberOfThreads() {
        assertEquals(restarted(1), restarted(3));
    }

    private long restarted(int threads) {
        try (Swarm swarm = formed(AGENTS, AGENTS, threads)) {
            pass(swarm, CALM);
            List<Integer> some = IntStream.range(0, AGENTS)
                    .filter(index -> index % 2 == 0)
                    .boxed()
                    .toList();
            some.forEach(swarm::crash);
            restart(swarm, some, List.of(1, 3, 5));
            pass(swarm, CALM);
            return swarm.hash();
        }
    }
}
