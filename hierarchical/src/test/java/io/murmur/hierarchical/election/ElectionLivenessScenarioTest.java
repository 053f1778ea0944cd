package io.murmur.hierarchical.election;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.murmur.hierarchical.testing.Group;
import io.murmur.hierarchical.testing.Links;
import io.murmur.hierarchical.testing.Node;
import io.murmur.protocol.host.Dice;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody leads whenever a majority can talk, and nobody else does. */
class ElectionLivenessScenarioTest {
    private static final int RUNS = 40;
    /** Leases run out, drift included, and a few candidacies may collide. */
    private static final long BOUND_NANOS = 4 * Group.SECOND;

    private static Group settled(long seed, int size) {
        Dice rates = new Dice(seed);
        double[] rate = rates(size, rates);
        Group group = new Group(seed, size, Group.Traits.of(_ -> 50, id -> rate[(int) id]));
        assertTrue(group.runUntil(group::agrees, BOUND_NANOS), "seed " + seed + " elects nobody");
        group.runFor(Group.SECOND);
        return group;
    }

    private static double[] rates(int size, Dice dice) {
        double[] rate = new double[size + 1];
        for (int i = 0; i <= size; i++) {
            rate[i] = 0.9 + 0.2 * dice.nextDouble();
        }
        return rate;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 10, 128})
    void aNewGroupElectsALeader(int size) {
        for (long seed = 0; seed < (size > 10 ? 3 : RUNS); seed++) {
            settled(seed, size);
        }
    }

    @Test
    void whatIsLeftOfAGroupElectsALeaderIfItIsAMajority() {
        for (long seed = 0; seed < RUNS; seed++) {
            Group group = settled(seed, 7);
            for (int i = 0; i < 3; i++) {
                group.leader().orElseThrow().crash();
                assertTrue(group.runUntil(group::agrees, BOUND_NANOS), "seed " + seed + ", crash " + i);
            }
            group.leader().orElseThrow().crash();
            group.runFor(Group.SECOND);
            assertFalse(group.runUntil(() -> group.leader().isPresent(), 5 * Group.SECOND), "a minority leads");
        }
    }

    @Test
    void aMajorityElectsInSpiteOfLoss() {
        for (long seed = 0; seed < RUNS; seed++) {
            Group group = settled(seed, 5);
            group.links().loss = 0.2;
            group.links().duplicates = 0.1;
            group.leader().orElseThrow().crash();
            assertTrue(group.runUntil(() -> group.leader().isPresent(), 2 * BOUND_NANOS), "seed " + seed);
        }
    }

    @Test
    void aLeaderThatIsCutOffHasSteppedDownBeforeAnotherLeads() {
        for (long seed = 0; seed < RUNS; seed++) {
            Group group = settled(seed, 5);
            Node old = group.leader().orElseThrow();
            cutOff(group, old);
            assertTrue(group.runUntil(() -> old.election().state() != ElectionState.LEADER, BOUND_NANOS));
            assertTrue(group.leader().isEmpty(), "seed " + seed + ": somebody led before it stepped down");
            assertTrue(group.runUntil(() -> group.leader().isPresent(), BOUND_NANOS));
            assertTrue(old.events.stream()
                    .anyMatch(event -> event instanceof ElectionEvent.SteppedDown down
                            && down.reason() == ElectionEvent.Reason.LEASE_ENDED));
        }
    }

    /** The worst that drift can do: what the leader takes for its lease is longest, and what followers do is shortest. */
    @Test
    void theSlowestLeaderHasSteppedDownBeforeTheFastestFollowersElect() {
        int slow = 0;
        for (long seed = 0; seed < RUNS; seed++) {
            Group group = new Group(seed, 5, Group.Traits.of(id -> id == 1 ? 100 : 0, id -> id == 1 ? 0.9 : 1.1));
            assertTrue(group.runUntil(group::agrees, BOUND_NANOS));
            group.runFor(Group.SECOND);
            Node old = group.leader().orElseThrow();
            cutOff(group, old);
            assertTrue(group.runUntil(
                    () -> group.nodes().stream().anyMatch(node -> node != old && node.acts()), BOUND_NANOS));
            assertFalse(old.acts(), "seed " + seed);
            slow += old.id == 1 ? 1 : 0;
        }
        assertTrue(slow > RUNS / 2, "the slow one hardly ever led");
    }

    /** It is heard, and hears nobody: the followers' leases go on until it gives up by itself. */
    @Test
    void aLeaderThatHearsNobodyStepsDown() {
        Group group = settled(4, 5);
        Node old = group.leader().orElseThrow();
        group.nodes().forEach(node -> group.links().cut(node.id, old.id));
        assertTrue(
                group.runUntil(() -> group.leader().filter(node -> node != old).isPresent(), BOUND_NANOS));
    }

    private static void cutOff(Group group, Node node) {
        Set<Long> others = new HashSet<>();
        group.nodes().forEach(each -> others.add(each.id));
        others.remove(node.id);
        group.links().part(Set.of(node.id), others);
    }

    @Test
    void aMemberThatComesBackRaisesNoTermAndUnseatsNobody() {
        for (long seed = 0; seed < RUNS; seed++) {
            Group group = settled(seed, 5);
            Node leader = group.leader().orElseThrow();
            Node lonely = group.node(leader.id % 5 + 1);
            cutOff(group, lonely);
            group.runFor(20 * Group.SECOND);
            assertTrue(lonely.events.stream().anyMatch(event -> event instanceof ElectionEvent.Asked));
            group.links().mend();
            assertEquals(leader.election().term(), lonely.election().term());
            long term = leader.election().term();
            group.runFor(3 * Group.SECOND);
            assertTrue(leader.acts(), "seed " + seed);
            assertEquals(term, leader.election().term());
            assertTrue(group.agrees());
        }
    }

    @Test
    void aMemberInAHigherTermIsTakenInByALeaderAboveIt() {
        Group group = settled(9, 3);
        Node leader = group.leader().orElseThrow();
        Node ahead = group.node(leader.id % 3 + 1);
        ahead.crash();
        ahead.keep(40, Kept.NOBODY);
        ahead.restart();
        assertTrue(group.runUntil(group::agrees, BOUND_NANOS));
        assertTrue(group.leader().orElseThrow().election().term() > 40);
    }

    @Test
    void followersWithoutALeadersHeartbeatAskEverLess() {
        Group group = settled(3, 5);
        group.node(1).crash();
        group.node(2).crash();
        group.node(3).crash();
        group.runFor(5 * Group.SECOND);
        long before = group.datagrams();
        group.runFor(10 * Group.SECOND);
        long perSecond = (group.datagrams() - before) / 10;
        assertTrue(perSecond > 0 && perSecond < 60, perSecond + " datagrams a second");
    }

    @Test
    void aHeartbeatIsOneDatagramAndItsAnswerForEachMember() {
        Group group = new Group(5, 50, Group.Traits.even());
        group.runFor(2 * Group.SECOND);
        long before = group.datagrams();
        group.runFor(3 * Group.SECOND);
        assertEquals(2 * 49 * 6, group.datagrams() - before);
    }

    @Test
    void leasesAreLostToLatencyAboveThemAndFoundAgain() {
        Group group = settled(6, 5);
        group.links().latencyNanosMin = 900 * Links.MILLI;
        group.links().latencyNanosMax = 1_200 * Links.MILLI;
        assertTrue(group.runUntil(() -> group.leader().isEmpty(), BOUND_NANOS));
        group.runFor(Group.SECOND);
        group.links().latencyNanosMin = Links.MILLI;
        group.links().latencyNanosMax = 2 * Links.MILLI;
        assertTrue(group.runUntil(group::agrees, 2 * BOUND_NANOS));
    }
}
