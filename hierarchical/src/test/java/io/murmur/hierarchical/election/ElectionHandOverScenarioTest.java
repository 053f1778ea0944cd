package io.murmur.hierarchical.election;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.murmur.hierarchical.testing.Group;
import io.murmur.hierarchical.testing.Links;
import io.murmur.hierarchical.testing.Node;
import io.murmur.hierarchical.wire.ElectionMessage;
import io.murmur.hierarchical.wire.Ids;
import java.util.function.LongToIntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who leads next: successors, deputies, priorities. */
class ElectionHandOverScenarioTest {
    private static final int RUNS = 40;
    private static final long GAP_NANOS_MAX = 60 * Links.MILLI;

    private static Group settled(long seed, int size, LongToIntFunction priority) {
        Group group = new Group(seed, size, Group.Traits.of(priority, _ -> 1));
        assertTrue(group.runUntil(group::agrees, 4 * Group.SECOND));
        group.runFor(Group.SECOND);
        return group;
    }

    @Test
    void aLeaderThatLeavesIsSucceededWithoutAPause() {
        for (long seed = 0; seed < RUNS; seed++) {
            Group group = settled(seed, 10, _ -> 50);
            Node old = group.leader().orElseThrow();
            long successor = old.election().deputies().at(0);
            long before = group.nowNanos();
            old.leave();
            assertFalse(old.acts());
            assertTrue(group.runUntil(() -> group.leader().isPresent(), GAP_NANOS_MAX), "seed " + seed);
            assertEquals(successor, group.leader().orElseThrow().id);
            assertTrue(group.nowNanos() - before <= GAP_NANOS_MAX);
            group.runFor(5 * Group.SECOND);
            assertEquals(successor, group.leader().orElseThrow().id);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 9, 10, 17, 47, 62, 77, 100, 127, 128})
    void groupsOfAllSizesAreHandedOverWithoutAPause(int size) {
        for (long seed = 0; seed < 3; seed++) {
            Group group = settled(seed, size, _ -> 50);
            long successor = group.leader().orElseThrow().election().deputies().at(0);
            group.leader().orElseThrow().leave();
            assertTrue(group.runUntil(() -> group.leader().isPresent(), GAP_NANOS_MAX), "seed " + seed);
            assertEquals(successor, group.leader().orElseThrow().id);
        }
    }

    @Test
    void aSuccessorThatIsGoneCostsADeputysTurn() {
        for (long seed = 0; seed < RUNS; seed++) {
            Group group = settled(seed, 10, _ -> 50);
            Node old = group.leader().orElseThrow();
            group.node(old.election().deputies().at(0)).crash();
            old.leave();
            assertTrue(group.runUntil(() -> group.leader().isPresent(), 500 * Links.MILLI), "seed " + seed);
        }
    }

    @Test
    void theFirstDeputyThatLivesTakesOver() {
        for (long seed = 0; seed < RUNS; seed++) {
            for (int gone = 0; gone < 3; gone++) {
                Group group = settled(seed, 10, _ -> 50);
                Node old = group.leader().orElseThrow();
                Ids deputies = old.election().deputies();
                assertEquals(ElectionMessage.DEPUTIES_MAX, deputies.size());
                for (int i = 0; i < gone; i++) {
                    group.node(deputies.at(i)).crash();
                }
                old.crash();
                assertTrue(group.runUntil(group::agrees, 2 * Group.SECOND));
                assertEquals(deputies.at(gone), group.leader().orElseThrow().id, "seed " + seed);
            }
        }
    }

    @Test
    void deputiesAreNamedByPriority() {
        Group group = settled(1, 10, id -> (int) id * 5);
        Node leader = group.leader().orElseThrow();
        Ids deputies = leader.election().deputies();
        for (int i = 1; i < deputies.size(); i++) {
            assertTrue(deputies.at(i) < deputies.at(i - 1), deputies.toString());
        }
    }

    @Test
    void aClearlyHigherPriorityIsHandedTheLeadWithoutAPause() {
        for (long seed = 0; seed < RUNS; seed++) {
            Group group = settled(seed, 5, id -> id == 3 ? 50 : 20);
            group.node(3).crash();
            assertTrue(group.runUntil(() -> group.leader().filter(Node::up).isPresent(), 3 * Group.SECOND));
            group.node(3).restart();
            assertTrue(group.runUntil(() -> group.leader().isEmpty(), 10 * Group.SECOND), "nobody handed over");
            assertTrue(group.runUntil(() -> group.leader().isPresent(), GAP_NANOS_MAX), "seed " + seed);
            assertEquals(3, group.leader().orElseThrow().id);
        }
    }

    @Test
    void aLittleHigherPriorityUnseatsNobody() {
        Group group = settled(2, 5, id -> 50 + (int) id);
        Node leader = group.leader().orElseThrow();
        group.runFor(20 * Group.SECOND);
        assertTrue(leader.acts());
    }

    @Test
    void higherPriorityStandsEarlier() {
        int won = 0;
        for (long seed = 0; seed < RUNS; seed++) {
            Group group = new Group(seed, 5, Group.Traits.of(id -> id == 2 ? 100 : 0, _ -> 1));
            assertTrue(group.runUntil(group::agrees, 4 * Group.SECOND));
            won += group.leader().orElseThrow().id == 2 ? 1 : 0;
        }
        assertEquals(RUNS, won);
    }

    @Test
    void whoLeavesNeverStandsAgain() {
        Group group = settled(8, 3, _ -> 50);
        Node leaving = group.leader().orElseThrow();
        leaving.leave();
        assertTrue(group.runUntil(() -> group.leader().isPresent(), Group.SECOND));
        group.leader().orElseThrow().crash();
        assertTrue(group.runUntil(() -> group.leader().isPresent(), 3 * Group.SECOND));
        assertFalse(leaving.acts());
    }
}
