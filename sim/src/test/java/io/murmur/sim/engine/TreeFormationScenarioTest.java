package io.murmur.sim.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.murmur.hierarchical.agent.Hierarchy;
import io.murmur.hierarchical.agent.TreeView;
import io.murmur.protocol.agent.Agent;
import io.murmur.protocol.host.Lifecycle;
import io.murmur.protocol.state.Scope;
import io.murmur.sim.scenario.Scenario;
import io.murmur.sim.scenario.Topology;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A tree grows from one agent that nobody told anything, and is a tree in the end. */
class TreeFormationScenarioTest {
    private static final int AGENTS = 300;
    private static final int GROUP_MAX = 128;
    private static final double GROWTH = 0.05;
    private static final int CALM_ROUNDS = 300;

    private static Swarm grown(int threads, int partitionSize) {
        Scenario scenario = Scenario.update(AGENTS, 0, TimingKind.LOCKSTEP, 0).withTopology(Topology.HIERARCHICAL);
        Plan plan = new Plan(
                0,
                AGENTS,
                scenario.settings(),
                scenario.hierarchy(),
                TimingKind.LOCKSTEP,
                11,
                threads,
                partitionSize,
                scenario.network().weather(11));
        Swarm swarm = new Swarm(plan, (first, count) -> (agent, now, event) -> {});
        swarm.enter(0, List.of());
        for (int size = 1; size < AGENTS; ) {
            int joining = Math.min(AGENTS - size, Math.max(1, (int) (size * GROWTH)));
            for (int i = 0; i < joining; i++) {
                swarm.enter(size + i, List.of((size * 31 + i * 17) % size, (size * 7 + i) % size));
            }
            size += joining;
            swarm.advance();
        }
        return swarm;
    }

    private static void pass(Swarm swarm, int rounds) {
        for (int round = 0; round < rounds; round++) {
            swarm.advance();
        }
    }

    private static TreeView view(Swarm swarm, int index) {
        Agent agent = Objects.requireNonNull(swarm.agent(index));
        return ((Hierarchy) agent.extension()).view();
    }

    private static Map<Long, List<Integer>> groups(Swarm swarm) {
        Map<Long, List<Integer>> groups = new LinkedHashMap<>();
        for (int index = 0; index < swarm.places(); index++) {
            TreeView view = view(swarm, index);
            assertFalse(view.seats().isEmpty(), "agent " + index + " is of no group");
            groups.computeIfAbsent(view.seats().getFirst().group(), group -> new ArrayList<>())
                    .add(index);
        }
        return groups;
    }

    @Test
    void agentsThatJoinOneByOneFormLedGroupsWithinTheirBounds() {
        try (Swarm swarm = grown(2, 64)) {
            pass(swarm, CALM_ROUNDS);
            Map<Long, List<Integer>> groups = groups(swarm);
            assertTrue(groups.size() >= 3, groups.size() + " groups");
            groups.forEach((group, members) -> {
                assertTrue(members.size() <= GROUP_MAX, members.size() + " members");
                long acting = members.stream()
                        .filter(index -> view(swarm, index).seats().getFirst().acts(swarm.nowNanos()))
                        .count();
                assertEquals(1, acting, "leaders of a group of " + members.size());
            });
            long tops = groups.values().stream()
                    .flatMap(List::stream)
                    .filter(index -> view(swarm, index).seats().size() > 1
                            && view(swarm, index).seats().get(1).acts(swarm.nowNanos()))
                    .count();
            assertEquals(1, tops, "leaders of the unit of all groups");
            for (int index = 0; index < AGENTS; index++) {
                assertEquals(
                        Lifecycle.READY,
                        Objects.requireNonNull(swarm.agent(index)).lifecycle());
                assertFalse(view(swarm, index).cutOff(), "agent " + index + " hears of no leader at the top");
            }
        }
    }

    @Test
    void anUpdateReachesEveryAgentOfATreeThatFormedByItself() {
        try (Swarm swarm = grown(2, 64)) {
            pass(swarm, CALM_ROUNDS);
            swarm.put(7, new byte[] {1}, new byte[40]);
            pass(swarm, 8);
            for (int index = 0; index < AGENTS; index++) {
                Agent agent = Objects.requireNonNull(swarm.agent(index));
                assertEquals(1, agent.state().size(), "agent " + index + " lacks what was written for " + Scope.SWARM);
            }
        }
    }

    @Test
    void aTreeFormsTheSameWayOnAnyNumberOfThreads() {
        try (Swarm one = grown(1, AGENTS);
                Swarm many = grown(3, 37)) {
            assertEquals(one.hash(), many.hash());
        }
    }
}
