package io.murmur.hierarchical.election;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.murmur.hierarchical.testing.Group;
import io.murmur.hierarchical.testing.Node;
import io.murmur.hierarchical.wire.ElectionMessage;
import io.murmur.hierarchical.wire.Ids;
import io.murmur.hierarchical.wire.Stamp;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Members that are none any more learn it, and hosts say once what they see. */
class ElectionRemovalScenarioTest {
    private static final int RUNS = 20;

    private static Group settled(long seed, int size, int strangers) {
        Group group = new Group(seed, size, strangers, Group.Traits.even());
        assertTrue(group.runUntil(group::agrees, 4 * Group.SECOND));
        group.runFor(Group.SECOND);
        return group;
    }

    private static void allButSee(Group group, Node out, Ids seen) {
        group.nodes().stream().filter(node -> node != out).forEach(node -> node.members(seen));
    }

    private static Node removed(Group group, int size) {
        Node leader = group.leader().orElseThrow();
        Node out = group.node(leader.id % size + 1);
        allButSee(group, out, Group.ids(size).without(out.id));
        assertTrue(group.runUntil(() -> !leader.election().configuration().contains(out.id), 2 * Group.SECOND));
        return out;
    }

    private static boolean did(Node node, Class<? extends ElectionEvent> what) {
        return node.events.stream().anyMatch(what::isInstance);
    }

    @Test
    void whoWasRemovedLearnsItAndFallsSilent() {
        for (long seed = 0; seed < RUNS; seed++) {
            for (int size : new int[] {4, 20}) {
                Group group = settled(seed, size, 0);
                Node out = removed(group, size);
                assertTrue(group.runUntil(() -> did(out, ElectionEvent.Removed.class), 3 * Group.SECOND));
                out.events.clear();
                group.runFor(10 * Group.SECOND);
                assertFalse(did(out, ElectionEvent.Asked.class), "seed " + seed);
            }
        }
    }

    @Test
    void whoIsWantedAgainTakesPartAgain() {
        for (long seed = 0; seed < RUNS; seed++) {
            Group group = settled(seed, 3, 0);
            Node out = removed(group, 3);
            assertTrue(group.runUntil(() -> did(out, ElectionEvent.Removed.class), 3 * Group.SECOND));
            allButSee(group, out, Group.ids(3));
            assertTrue(group.runUntil(
                    () -> out.election().configuration().contains(out.id)
                            && out.election().leader() == group.leader().orElseThrow().id,
                    3 * Group.SECOND));
            group.runFor(Group.SECOND);
            Node leader = group.leader().orElseThrow();
            group.nodes().stream().filter(node -> node != out && node != leader).forEach(Node::leave);
            leader.crash();
            assertTrue(group.runUntil(out::acts, 3 * Group.SECOND), "seed " + seed);
        }
    }

    @Test
    void aRemovalThatIsOutOfDateUnseatsNobody() {
        Group group = settled(1, 4, 0);
        Node out = removed(group, 4);
        Node leader = group.leader().orElseThrow();
        Stamp without = leader.election().configuration().stamp();
        allButSee(group, out, Group.ids(4));
        assertTrue(group.runUntil(group::agrees, 3 * Group.SECOND));
        group.runFor(2 * Group.SECOND);
        out.events.clear();
        out.election()
                .receive(
                        out.clockNanos(),
                        leader.id,
                        new ElectionMessage.Removal(Group.ID, without.term(), without.number()));
        assertFalse(did(out, ElectionEvent.Removed.class));
        assertTrue(did(out, ElectionEvent.Refused.class));
    }

    /** The same view twice, or one that was told when nobody could act on it, needs no reminder. */
    @Test
    void whatHostsSawBeforeOrDuringAPartitionNeedsNotBeToldAgain() {
        for (long seed = 0; seed < RUNS; seed++) {
            Group group = settled(seed, 5, 2);
            Set<Long> side = new HashSet<>(Set.of(1L, 2L, 6L));
            Set<Long> other = new HashSet<>(Set.of(3L, 4L, 5L, 7L));
            group.links().part(side, other);
            side.forEach(a -> side.forEach(b -> group.links().cut(a, b)));
            other.forEach(a -> other.forEach(b -> group.links().cut(a, b)));
            group.nodes().forEach(node -> node.members(Group.ids(7)));
            group.runFor(5 * Group.SECOND);
            group.links().mend();
            group.runFor(8 * Group.SECOND);
            assertEquals(
                    Group.ids(7),
                    group.leader().orElseThrow().election().configuration().members());
            assertTrue(group.agrees(), "seed " + seed);
        }
    }
}
