package io.murmur.sim.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.murmur.hierarchical.agent.FormationSettings;
import io.murmur.hierarchical.agent.Hierarchy;
import io.murmur.hierarchical.agent.HierarchySettings;
import io.murmur.protocol.agent.Agent;
import io.murmur.protocol.merkle.Hasher;
import io.murmur.protocol.state.Entry;
import io.murmur.protocol.state.Scope;
import io.murmur.sim.network.Cut;
import io.murmur.sim.network.Zone;
import io.murmur.sim.scenario.Scenario;
import io.murmur.sim.scenario.Topology;
import io.murmur.sim.scenario.Tuning;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Nobody collects what was deleted as long as a part of the swarm may come back that has not heard of it. */
class WholenessScenarioTest {
    private static final long SEED = 23;
    private static final int AGENTS = 300;
    private static final long SECOND = 1_000_000_000L;
    private static final int ROUNDS_PER_SECOND = 5;
    private static final long RETENTION_MILLIS = 31_000;
    /** Rounds after which what is deleted would be collected where all agree and all are there, and some more. */
    private static final int RETENTION = 36 * ROUNDS_PER_SECOND;
    /** Rounds in which everybody knows: a silent group is missed after 5 s, and two levels report and are answered. */
    private static final int NOTICED = 14 * ROUNDS_PER_SECOND;
    /** Rounds in which everybody knows that all are back: that is said only after another 30 s. */
    private static final int REASSURED = 45 * ROUNDS_PER_SECOND;

    private static final Zone ZONE = new Zone(200, AGENTS);
    private static final byte[] DELETED = {1};
    private static final byte[] INSIDE = {2};
    private static final byte[] OUTSIDE = {3};
    private static final byte[] VALUE = {9};

    private static Swarm formed(long forgetNanos) {
        Scenario scenario = Scenario.update(AGENTS, 0, TimingKind.LOCKSTEP, 0).withTopology(Topology.HIERARCHICAL);
        HierarchySettings lan = Objects.requireNonNull(scenario.hierarchy());
        FormationSettings formation = lan.formation();
        HierarchySettings hierarchy = new HierarchySettings(
                lan.spread(),
                lan.election(),
                new FormationSettings(
                        formation.groupMax(),
                        formation.groupMin(),
                        formation.reportNanos(),
                        formation.vanishedNanos(),
                        formation.orphanNanos(),
                        formation.nearNanos(),
                        forgetNanos,
                        formation.tellings(),
                        formation.relays()),
                lan.priority(),
                lan.intervalNanos());
        Plan plan = new Plan(
                AGENTS,
                AGENTS,
                new Tuning(RETENTION_MILLIS, 0, 0, 0, 0).settings(0),
                hierarchy,
                TimingKind.LOCKSTEP,
                SEED,
                2,
                64,
                scenario.network().weather(SEED));
        return new Swarm(plan, (first, count) -> (agent, now, event) -> {});
    }

    private static Swarm formed() {
        return formed(FormationSettings.lan().forgetNanos());
    }

    private static void pass(Swarm swarm, int rounds) {
        for (int round = 0; round < rounds; round++) {
            swarm.advance();
        }
    }

    private static void cut(Swarm swarm) {
        swarm.weather(swarm.plan().weather().with(new Cut.Off(ZONE)));
    }

    private static void heal(Swarm swarm) {
        swarm.weather(swarm.plan().weather());
    }

    private static Agent agent(Swarm swarm, int index) {
        return Objects.requireNonNull(swarm.agent(index));
    }

    private static @Nullable Entry held(Swarm swarm, int index, byte[] key) {
        return agent(swarm, index).state().get(Scope.SWARM.place(key, new Hasher()));
    }

    private static boolean whole(Swarm swarm, int index) {
        return ((Hierarchy) agent(swarm, index).extension()).whole();
    }

    private static List<Integer> running(Swarm swarm) {
        return IntStream.range(0, AGENTS).filter(swarm::running).boxed().toList();
    }

    private static long saying(Swarm swarm, boolean whole) {
        return running(swarm).stream()
                .filter(index -> whole(swarm, index) == whole)
                .count();
    }

    private static long tombstones(Swarm swarm, int end) {
        return IntStream.range(0, end)
                .filter(swarm::running)
                .mapToObj(index -> held(swarm, index, DELETED))
                .filter(entry -> entry != null && entry.isTombstone())
                .count();
    }

    /** Has run for so long that everybody would collect. */
    private static void ripen(Swarm swarm) {
        swarm.put(5, DELETED, VALUE);
        pass(swarm, REASSURED + RETENTION);
        assertEquals(AGENTS, saying(swarm, true));
    }

    @Test
    void everybodySoonKnowsThatAGroupIsOutOfReachAndThatItIsBack() {
        try (Swarm swarm = formed()) {
            pass(swarm, REASSURED);
            assertEquals(AGENTS, saying(swarm, true));
            cut(swarm);
            pass(swarm, NOTICED);
            assertEquals(AGENTS, saying(swarm, false));
            pass(swarm, RETENTION);
            assertEquals(AGENTS, saying(swarm, false));
            heal(swarm);
            pass(swarm, NOTICED + REASSURED);
            assertEquals(AGENTS, saying(swarm, true));
        }
    }

    @Test
    void whatEitherSideWroteIsThereOnReturnAndWhatIsDeletedStaysDeleted() {
        try (Swarm swarm = formed()) {
            ripen(swarm);
            cut(swarm);
            swarm.put(250, INSIDE, VALUE);
            swarm.put(150, OUTSIDE, VALUE);
            swarm.delete(5, DELETED);
            pass(swarm, 3 * RETENTION);
            assertEquals(ZONE.first(), tombstones(swarm, ZONE.first()), "who still remember the deletion");
            heal(swarm);
            pass(swarm, NOTICED + REASSURED);
            for (int index = 0; index < AGENTS; index++) {
                assertNotNull(held(swarm, index, INSIDE), "written in the zone, at agent " + index);
                assertNotNull(held(swarm, index, OUTSIDE), "written outside, at agent " + index);
                Entry deleted = held(swarm, index, DELETED);
                assertTrue(deleted == null || deleted.isTombstone(), "deleted, at agent " + index);
            }
            pass(swarm, 2 * RETENTION);
            for (int index = 0; index < AGENTS; index++) {
                assertEquals(null, held(swarm, index, DELETED), "collected, at agent " + index);
                assertNotNull(held(swarm, index, INSIDE));
                assertNotNull(held(swarm, index, OUTSIDE));
            }
        }
    }

    @Test
    void whoLeadsNextWaitsForTheGroupAsWell() {
        try (Swarm swarm = formed()) {
            ripen(swarm);
            cut(swarm);
            swarm.delete(5, DELETED);
            pass(swarm, 2 * NOTICED);
            int leader = leader(swarm);
            swarm.leave(leader);
            pass(swarm, NOTICED);
            swarm.crash(leader); // it has left, so that nobody counts as dead
            pass(swarm, 2 * RETENTION);
            assertTrue(leader(swarm) != leader);
            assertEquals(
                    0,
                    running(swarm).stream()
                            .mapToInt(index -> agent(swarm, index).roster().dead())
                            .sum());
            assertEquals(AGENTS - 1, saying(swarm, false));
            assertEquals(ZONE.first() - 1, tombstones(swarm, ZONE.first()));
        }
    }

    /** Who leads the unit of all groups. */
    private static int leader(Swarm swarm) {
        return running(swarm).stream()
                .filter(index -> {
                    var seats =
                            ((Hierarchy) agent(swarm, index).extension()).view().seats();
                    return seats.size() > 1 && seats.get(1).acts(swarm.nowNanos());
                })
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aGroupThatNeverComesBackIsForgotten() {
        try (Swarm swarm = formed(60 * SECOND)) {
            ripen(swarm);
            cut(swarm);
            swarm.delete(5, DELETED);
            pass(swarm, RETENTION);
            assertEquals(ZONE.first(), tombstones(swarm, ZONE.first()));
            pass(swarm, NOTICED + 60 * ROUNDS_PER_SECOND + REASSURED + RETENTION);
            assertEquals(0, tombstones(swarm, ZONE.first()));
            assertFalse(whole(swarm, ZONE.first()), "who is cut off cannot know");
        }
    }

    @Test
    void aMemberThatCountsAsDeadIsWaitedForByAllGroups() {
        try (Swarm swarm = formed()) {
            ripen(swarm);
            swarm.delete(5, DELETED);
            swarm.crash(299);
            pass(swarm, NOTICED + 10 * ROUNDS_PER_SECOND);
            assertEquals(AGENTS - 1, saying(swarm, false));
        }
    }
}
