package io.murmur.protocol.gossip;

import static io.murmur.protocol.testing.Swarm.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.murmur.protocol.host.Dice;
import io.murmur.protocol.host.Event;
import io.murmur.protocol.state.Entry;
import io.murmur.protocol.state.Scope;
import io.murmur.protocol.state.Version;
import io.murmur.protocol.testing.Swarm;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Groups forget what they deleted on their own; what is deleted for the swarm stays deleted all the same. */
class GroupTombstonesTest {
    private static final int SIZE = 3;
    private final Dice dice = new Dice(5);

    private static @Nullable Entry held(Swarm swarm, int index, Scope scope, String key) {
        return swarm.agent(index)
                .state()
                .get(scope, Swarm.bytes(key), swarm.tools().hasher());
    }

    /** Two groups that hold the same keys for the swarm, and each the same of its own. */
    private Swarm twoGroups(long seed) {
        Swarm swarm = Swarm.ofGroups(TombstonesTest.forgetful(), seed, SIZE, SIZE);
        for (int i = 0; i < 20; i++) {
            swarm.put(i % (2 * SIZE), "key" + i, "value");
            swarm.put(0, "own" + i, new byte[9], Scope.GROUP);
            swarm.put(SIZE, "own" + i, new byte[9], Scope.GROUP);
        }
        swarm.run(2 * SECOND);
        link(swarm, 10);
        assertTrue(agree(swarm));
        return swarm;
    }

    private void link(Swarm swarm, int times) {
        for (int i = 0; i < times; i++) {
            int one = dice.nextInt(SIZE);
            int other = SIZE + dice.nextInt(SIZE);
            boolean there = dice.nextInt(2) == 0;
            swarm.link(there ? one : other, there ? other : one);
            swarm.run(2 * SECOND);
        }
    }

    private static boolean agree(Swarm swarm) {
        return swarm.running().stream()
                .allMatch(agent -> agent.state()
                        .root(Scope.SWARM, swarm.tools().hasher())
                        .equals(swarm.agent(0)
                                .state()
                                .root(Scope.SWARM, swarm.tools().hasher())));
    }

    /** The other group hears of the deletion when nobody remembers it any more. */
    @Test
    void whatOneGroupDeletedAndForgotIsDroppedByTheOtherAndNeverComesBack() {
        Swarm swarm = twoGroups(61);
        for (int i = 0; i < 10; i++) {
            swarm.delete(i % SIZE, "key" + i);
        }
        swarm.run(400 * SECOND);
        assertNull(held(swarm, 0, Scope.SWARM, "key1"));
        swarm.chronicle().clear();
        link(swarm, 20);
        assertTrue(agree(swarm));
        for (int agent = 0; agent < 2 * SIZE; agent++) {
            for (int i = 0; i < 20; i++) {
                assertEquals(i < 10, held(swarm, agent, Scope.SWARM, "key" + i) == null, "key" + i + " at " + agent);
                assertTrue(held(swarm, agent, Scope.GROUP, "own" + i) != null, "own" + i + " at " + agent);
            }
        }
        assertEquals(
                0,
                swarm.chronicle().observations().stream()
                        .filter(seen -> seen.agent() < SIZE && seen.event() instanceof Event.EntryApplied)
                        .count());
    }

    /** A group's own deletions raise its watermark; whoever compares with it has nothing to repair and nothing to drop. */
    @Test
    void groupsThatForgetApartStillAgree() {
        Swarm swarm = twoGroups(62);
        swarm.delete(0, "own1", Scope.GROUP);
        swarm.run(400 * SECOND);
        long raised = swarm.agent(1).state().watermark();
        assertTrue(raised > Version.NEVER);
        swarm.chronicle().clear();
        link(swarm, 10);
        assertEquals(0, swarm.chronicle().count(Event.RepairBegan.class, _ -> true));
        assertTrue(IntStream.range(SIZE, 2 * SIZE)
                .allMatch(agent -> swarm.agent(agent).state().watermark() == Version.NEVER));
        swarm.put(SIZE, "key1", "again");
        swarm.put(0, "key2", "again");
        swarm.run(SECOND);
        link(swarm, 10);
        assertTrue(agree(swarm));
        assertEquals(20, swarm.agent(SIZE).state().size(Scope.GROUP));
    }

    /** While a member of its group is missing an agent could not raise its watermark, and follows none from elsewhere. */
    @Test
    void aGroupThatIsNotWholeDropsNothingForAnother() {
        Swarm swarm = twoGroups(63);
        swarm.delete(0, "key1");
        swarm.run(SECOND);
        swarm.crash(2 * SIZE - 1);
        swarm.run(400 * SECOND);
        assertNull(held(swarm, 0, Scope.SWARM, "key1"));
        link(swarm, 5);
        for (int agent = SIZE; agent < 2 * SIZE - 1; agent++) {
            assertTrue(held(swarm, agent, Scope.SWARM, "key1") != null);
            assertEquals(Version.NEVER, swarm.agent(agent).state().watermark());
        }
        assertNull(held(swarm, 0, Scope.SWARM, "key1"));
    }

    /** That an agent of another group holds the same says nothing of what the own group has heard. */
    @Test
    void agreementWithAnotherGroupIsNoReasonToForget() {
        Swarm swarm = Swarm.ofGroups(TombstonesTest.forgetful(), 64, 1, 1);
        swarm.put(0, "own", new byte[9], Scope.GROUP);
        swarm.delete(0, "own", Scope.GROUP);
        for (int i = 0; i < 100; i++) {
            swarm.link(0, 1);
            swarm.run(4 * SECOND);
        }
        assertEquals(1, swarm.agent(0).state().tombstones());
        assertEquals(Version.NEVER, swarm.agent(0).state().watermark());
    }
}
