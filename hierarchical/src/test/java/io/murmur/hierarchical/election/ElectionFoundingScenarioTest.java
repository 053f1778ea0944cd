package io.murmur.hierarchical.election;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.murmur.hierarchical.testing.Group;
import io.murmur.hierarchical.testing.Links;
import io.murmur.hierarchical.testing.Node;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Groups that are founded all at once, and who leads them first. */
class ElectionFoundingScenarioTest {
    private static final int RUNS = 20;
    private static final long BOUND_NANOS = 4 * Group.SECOND;

    /** Before anybody else would stand: two round trips for the votes, one for a heartbeat, each through relays. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 10, 50, 100})
    void whoIsFirstLeadsAfterAFewRoundTrips(int size) {
        for (long seed = 0; seed < RUNS; seed++) {
            long first = 1 + seed % size;
            Group group = new Group(seed, size, Group.Traits.ledBy(_ -> first));
            assertTrue(group.runUntil(() -> group.leader().isPresent(), 25 * Links.MILLI), "seed " + seed);
            assertEquals(first, group.leader().orElseThrow().id);
            assertTrue(group.runUntil(group::agrees, 250 * Links.MILLI), "seed " + seed);
            assertEquals(1, group.leader().orElseThrow().election().term());
        }
    }

    /** The founders hear of it one after the other; nobody who hears it soon competes with the first. */
    @Test
    void whoIsFirstLeadsThoughTheOthersBeginLater() {
        for (long seed = 0; seed < RUNS; seed++) {
            Group group = new Group(seed, 60, Group.Traits.ledBy(_ -> 3));
            group.nodes().stream().filter(node -> node.id > 20).forEach(Node::crash);
            group.runFor(600 * Links.MILLI);
            group.nodes().stream().filter(node -> node.id > 20).forEach(Node::restart);
            assertTrue(group.runUntil(group::agrees, Group.SECOND), "seed " + seed);
            assertEquals(3, group.leader().orElseThrow().id);
        }
    }

    /** After the lease that they granted it. */
    @Test
    void othersTakeOverIfWhoIsFirstDoesNotRun() {
        for (long seed = 0; seed < RUNS; seed++) {
            Group group = new Group(seed, 10, Group.Traits.ledBy(_ -> 3));
            group.node(3).crash();
            assertTrue(group.runUntil(group::agrees, 5 * Group.SECOND / 2), "seed " + seed);
            assertNotEquals(3, group.leader().orElseThrow().id);
        }
    }

    @Test
    void whoIsFirstIsAnyMemberOnceTheGroupWasLed() {
        Group group = new Group(1, 5, Group.Traits.ledBy(_ -> 3));
        assertTrue(group.runUntil(group::agrees, Group.SECOND));
        group.node(3).crash();
        assertTrue(group.runUntil(() -> group.leader().isPresent(), BOUND_NANOS));
        Node next = group.leader().orElseThrow();
        group.node(3).restart();
        group.runFor(BOUND_NANOS);
        assertTrue(next.acts());
        assertTrue(group.node(3).events.stream()
                .filter(event -> event instanceof ElectionEvent.Asked)
                .allMatch(event -> ((ElectionEvent.Asked) event).term() == 1));
    }

    @Test
    void foundersWhoDisagreeAboutWhoIsFirstElectOneAllTheSame() {
        for (long seed = 0; seed < RUNS; seed++) {
            Group group = new Group(seed, 7, Group.Traits.ledBy(id -> id));
            assertTrue(group.runUntil(group::agrees, BOUND_NANOS), "seed " + seed);
        }
    }
}
