package io.murmur.hierarchical.election;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.murmur.hierarchical.testing.Group;
import io.murmur.hierarchical.testing.Links;
import io.murmur.hierarchical.testing.Node;
import io.murmur.protocol.host.Dice;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How much any one member sends, however large its group is and whatever happens in it, and what relays are good for. */
class ElectionTrafficScenarioTest {
    private static final int CALM_MAX = 12;
    private static final int EVER_MAX = 24;
    private static final int RUNS = 5;

    private static Group founded(long seed, int size) {
        Dice dice = new Dice(seed);
        return new Group(
                seed,
                size,
                Group.Traits.of(_ -> dice.nextInt(9), id -> 0.9 + 0.2 * new Dice(seed * 1_000 + id).nextDouble()));
    }

    private static Group settled(long seed, int size) {
        Group group = founded(seed, size);
        assertTrue(group.runUntil(group::agrees, 4 * Group.SECOND), "seed " + seed + " elects nobody");
        group.runFor(Group.SECOND);
        return group;
    }

    private static List<Node> relays(Group group) {
        group.countAnew();
        group.runFor(600 * Links.MILLI);
        return group.nodes().stream().filter(node -> node.passed() > 0).toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 9, 10, 50, 100, 128})
    void inCalmNobodySendsMoreThanADozenIn200Milliseconds(int size) {
        Group group = settled(size, size);
        group.countAnew();
        group.runFor(5 * Group.SECOND);
        assertTrue(group.busiest() > 0 && group.busiest() <= CALM_MAX, group.busiest() + " datagrams");
    }

    @ParameterizedTest
    @ValueSource(ints = {9, 10, 50, 100, 128})
    void whateverHappensNobodySendsMoreThanTwoDozenIn200Milliseconds(int size) {
        for (long seed = 0; seed < RUNS; seed++) {
            Group group = founded(seed, size);
            assertTrue(group.runUntil(group::agrees, 4 * Group.SECOND));
            group.leader().orElseThrow().leave();
            group.runFor(2 * Group.SECOND);
            relays(group).forEach(Node::crash);
            group.runFor(Group.SECOND);
            group.leader().ifPresent(Node::crash);
            group.runFor(3 * Group.SECOND);
            group.links().loss = 0.2;
            group.links().duplicates = 0.2;
            group.nodes().stream().filter(node -> !node.up()).forEach(Node::restart);
            group.runFor(3 * Group.SECOND);
            assertTrue(group.busiest() <= EVER_MAX, "seed " + seed + ": " + group.busiest() + " datagrams");
        }
    }

    /** Half of the members are cut off and ask in vain; then all come back at once. */
    @ParameterizedTest
    @ValueSource(ints = {10, 100})
    void aPartitionThatHealsFloodsNobody(int size) {
        Group group = settled(3, size);
        Set<Long> side = new HashSet<>();
        Set<Long> other = new HashSet<>();
        group.nodes().forEach(node -> (node.id % 2 == 0 ? side : other).add(node.id));
        group.links().part(side, other);
        group.runFor(5 * Group.SECOND);
        group.links().mend();
        assertTrue(group.runUntil(group::agrees, 4 * Group.SECOND));
        assertTrue(group.busiest() <= EVER_MAX, group.busiest() + " datagrams");
    }

    @Test
    void aLargeGroupHasAboutAsManyRelaysAsEachHasMembersToTell() {
        List<Node> relays = relays(settled(1, 101));
        assertEquals(10, relays.size());
        relays.forEach(relay -> assertEquals(9, relay.passed()));
    }

    /** Every second heartbeat would do: a member that misses two in a row asks for votes. */
    @Test
    void relaysThatDieCostTheOthersAHeartbeatAtMost() {
        for (long seed = 0; seed < RUNS; seed++) {
            Group group = settled(seed, 100);
            Node leader = group.leader().orElseThrow();
            group.nodes().forEach(node -> node.events.clear());
            for (int i = 0; i < 4; i++) {
                relays(group).forEach(Node::crash);
                group.runFor(Group.SECOND);
            }
            assertTrue(leader.acts(), "seed " + seed);
            assertFalse(group.nodes().stream()
                    .flatMap(node -> node.events.stream())
                    .anyMatch(event -> event instanceof ElectionEvent.Asked));
        }
    }

    @Test
    void aLeaderThatLosesAllRelaysAtOnceIsHeardWithinTheRound() {
        Group group = settled(2, 100);
        relays(group).forEach(Node::crash);
        group.countAnew();
        group.runFor(700 * Links.MILLI);
        List<Node> others = group.nodes().stream().filter(Node::up).toList();
        assertEquals(91, others.size());
        assertTrue(others.stream().mapToInt(Node::passed).sum() >= 81, "a slice was left without a heartbeat");
    }
}
