package io.murmur.hierarchical.election;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.murmur.hierarchical.testing.Group;
import io.murmur.hierarchical.testing.Node;
import io.murmur.hierarchical.wire.Ids;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who counts: the configuration follows the members that hosts see, but only as a majority agrees. */
class ElectionConfigurationScenarioTest {
    private static Group settled(long seed, int size, int strangers) {
        Group group = new Group(seed, size, strangers, Group.Traits.even());
        assertTrue(group.runUntil(() -> group.leader().isPresent(), 4 * Group.SECOND));
        group.runFor(Group.SECOND);
        return group;
    }

    private static void tellAll(Group group, Ids seen) {
        group.nodes().forEach(node -> node.members(seen));
    }

    @Test
    void aMinorityThatBuriedTheOthersElectsNobody() {
        for (long seed = 0; seed < 40; seed++) {
            Group group = settled(seed, 5, 0);
            long old = group.leader().orElseThrow().id;
            long mate = old % 5 + 1;
            Set<Long> minority = Set.of(old, mate);
            Set<Long> majority = new HashSet<>(Set.of(1L, 2L, 3L, 4L, 5L));
            majority.removeAll(minority);
            group.links().part(minority, majority);
            minority.forEach(id -> group.node(id).members(Ids.of(old, mate)));
            group.runFor(20 * Group.SECOND);
            minority.forEach(id -> assertFalse(group.node(id).acts()));
            assertTrue(majority.contains(group.leader().orElseThrow().id), "seed " + seed);
            group.links().mend();
            tellAll(group, Group.ids(5));
            group.runFor(2 * Group.SECOND);
            assertTrue(group.agrees());
        }
    }

    /** Two of three were a majority once; the group has grown to five since, and one of the two knows it. */
    @Test
    void whoMissedChangesIsNotElectedInAConfigurationThatIsOver() {
        for (long seed = 0; seed < 40; seed++) {
            Group group = settled(seed, 3, 2);
            Node leader = group.leader().orElseThrow();
            long mate = leader.id % 3 + 1;
            long late = mate % 3 + 1;
            group.links().part(Set.of(late), Set.of(leader.id, mate, 4L, 5L));
            tellAll(group, Group.ids(5));
            assertTrue(group.runUntil(
                    () -> leader.election().configuration().members().size() == 5, 4 * Group.SECOND));
            group.runFor(Group.SECOND);
            group.links().mend();
            group.links().part(Set.of(late, mate), Set.of(leader.id, 4L, 5L));
            group.runFor(10 * Group.SECOND);
            assertTrue(leader.acts(), "seed " + seed);
        }
    }

    @Test
    void theGroupGrowsAndShrinksToWhatItsLeaderSees() {
        Group group = settled(3, 4, 5);
        tellAll(group, Group.ids(9));
        group.runFor(4 * Group.SECOND);
        Node leader = group.leader().orElseThrow();
        assertEquals(Group.ids(9), leader.election().configuration().members());
        assertTrue(group.agrees());
        Ids fewer = Ids.of(leader.id, leader.id % 9 + 1, (leader.id + 1) % 9 + 1);
        tellAll(group, fewer);
        group.runFor(4 * Group.SECOND);
        assertEquals(fewer.sorted(), leader.election().configuration().members());
        assertTrue(leader.acts());
    }

    /** The dead count until the configuration is without them, and then no longer. */
    @Test
    void aMajorityMayGoOnWithoutItsDead() {
        Group group = settled(7, 5, 0);
        Node leader = group.leader().orElseThrow();
        group.node(leader.id % 5 + 1).crash();
        group.node((leader.id + 1) % 5 + 1).crash();
        Ids living = Ids.of(group.nodes().stream()
                .filter(Node::up)
                .mapToLong(node -> node.id)
                .toArray());
        tellAll(group, living);
        group.runFor(3 * Group.SECOND);
        assertEquals(living, leader.election().configuration().members());
        leader.crash();
        assertTrue(group.runUntil(group::agrees, 3 * Group.SECOND));
    }

    @Test
    void whoIsNoMemberNeitherStandsNorLeads() {
        Group group = settled(5, 3, 1);
        Node stranger = group.node(4);
        stranger.members(Group.ids(4));
        group.runFor(5 * Group.SECOND);
        assertEquals(ElectionState.FOLLOWER, stranger.election().state());
        assertEquals(0, stranger.election().term());
    }

    @Test
    void aMemberThatLostItsDiskIsCountedAndDoesNotVote() {
        Group group = settled(6, 3, 0);
        tellAll(group, Group.ids(3));
        Node leader = group.leader().orElseThrow();
        Node lost = group.node(leader.id % 3 + 1);
        lost.restartWithoutDisk();
        group.runFor(Group.SECOND);
        assertEquals(leader.id, lost.election().leader());
        group.node((leader.id + 1) % 3 + 1).crash();
        group.runFor(2 * Group.SECOND);
        assertTrue(leader.acts(), "its acknowledgements count");
        leader.crash();
        leader.restart();
        assertFalse(group.runUntil(() -> group.leader().isPresent(), 8 * Group.SECOND), "its vote was counted");
    }

    @Test
    void aRestartedMemberVotesForNobodyBeforeWhatItMayHaveGrantedIsOver() {
        for (long seed = 0; seed < 40; seed++) {
            Group group = settled(seed, 3, 0);
            Node leader = group.leader().orElseThrow();
            group.links().part(Set.of(leader.id), Set.of(leader.id % 3 + 1, (leader.id + 1) % 3 + 1));
            group.nodes().stream().filter(node -> node != leader).forEach(Node::restart);
            assertTrue(group.runUntil(
                    () -> group.leader().filter(node -> node != leader).isPresent(), 4 * Group.SECOND));
            assertFalse(leader.acts());
        }
    }
}
