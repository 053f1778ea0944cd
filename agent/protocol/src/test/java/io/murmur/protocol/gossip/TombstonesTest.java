package io.murmur.protocol.gossip;

import static io.murmur.protocol.testing.Swarm.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.murmur.protocol.agent.Outcome;
import io.murmur.protocol.agent.Settings;
import io.murmur.protocol.host.Event;
import io.murmur.protocol.state.Scope;
import io.murmur.protocol.testing.Swarm;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What was deleted stays deleted, also after nobody remembers the deletion. */
class TombstonesTest {
    /** An hour's retention would make the tests long: two minutes instead. */
    static Settings forgetful() {
        Settings lan = Settings.lan();
        GossipSettings g = lan.gossip();
        return lan.with(new GossipSettings(
                g.fanout(),
                g.intervalNanos(),
                g.newsIntervalNanos(),
                g.hotIntervalNanos(),
                g.quietRounds(),
                g.quietIntervalNanosMax(),
                g.uniformShare(),
                g.newsMax(),
                g.datagramsPerContact(),
                g.repairsPerInterval(),
                g.driftNanosMax(),
                120 * SECOND,
                g.contentBytesMax(),
                g.convergenceSamples()));
    }

    private static boolean holds(Swarm swarm, int index, String key) {
        byte[] bytes = Swarm.bytes(key);
        var entry =
                swarm.agent(index).state().get(Scope.SWARM, bytes, swarm.tools().hasher());
        return entry != null && !entry.isTombstone();
    }

    private static Swarm withKeys(int size, long seed) {
        Swarm swarm = Swarm.of(size, forgetful(), seed);
        for (int i = 0; i < 50; i++) {
            swarm.put(i % size, "key" + i, "value");
        }
        assertTrue(swarm.until(swarm::agrees, 5 * SECOND));
        return swarm;
    }

    @Test
    void tombstonesAreCollectedInTheEndAndEverybodyAgrees() {
        Swarm swarm = withKeys(10, 71);
        for (int i = 0; i < 20; i++) {
            assertTrue(swarm.delete(i % 10, "key" + i) instanceof Outcome.Written);
        }
        assertTrue(swarm.until(swarm::agrees, 5 * SECOND));
        assertEquals(20, swarm.agent(3).state().tombstones());
        swarm.run(100 * SECOND);
        assertEquals(20, swarm.agent(3).state().tombstones(), "too young to go");
        assertTrue(swarm.until(
                () -> swarm.running().stream().allMatch(agent -> agent.state().tombstones() == 0), 120 * SECOND));
        assertTrue(swarm.until(swarm::agrees, 20 * SECOND));
        assertEquals(30, swarm.agent(0).state().size());
        assertTrue(swarm.chronicle()
                .events(Event.TombstonesCollected.class)
                .findAny()
                .isPresent());
    }

    @Test
    void nothingIsCollectedWhileAMemberIsMissing() {
        Swarm swarm = withKeys(6, 72);
        swarm.crash(5);
        swarm.delete(0, "key1");
        swarm.run(600 * SECOND);
        assertEquals(1, swarm.agent(0).state().tombstones());
    }

    /** It left in good order, so the others did not wait for it; it returns with all that was deleted meanwhile. */
    @Test
    void anAgentThatWasAwayBringsNothingDeadBack() {
        Swarm swarm = withKeys(8, 73);
        var held = swarm.agent(7).state();
        swarm.act(7, agent -> agent.leave(swarm.nowNanos()));
        swarm.run(5 * SECOND);
        for (int i = 0; i < 25; i++) {
            swarm.delete(i % 7, "key" + i);
        }
        swarm.put(2, "young", "value");
        swarm.run(400 * SECOND);
        assertEquals(0, swarm.agent(0).state().tombstones());
        swarm.restart(7, 1, held, 0);
        assertTrue(swarm.until(() -> swarm.agrees() && holds(swarm, 7, "young"), 60 * SECOND));
        for (int agent = 0; agent < 8; agent++) {
            for (int i = 0; i < 50; i++) {
                assertEquals(i >= 25, holds(swarm, agent, "key" + i), "key" + i + " at " + agent);
            }
        }
    }

    /** They meet each other before the others, and hold a tombstone that is old enough to be collected. */
    @Test
    void agentsThatWereAwayTogetherBringNothingDeadBack() {
        Swarm swarm = withKeys(8, 76);
        swarm.delete(0, "key49");
        assertTrue(swarm.until(swarm::agrees, 5 * SECOND));
        var held = swarm.agent(7).state();
        for (int away = 6; away < 8; away++) {
            swarm.act(away, agent -> agent.leave(swarm.nowNanos()));
        }
        swarm.run(5 * SECOND);
        for (int i = 0; i < 25; i++) {
            swarm.delete(i % 6, "key" + i);
        }
        swarm.run(400 * SECOND);
        swarm.restart(6, 1, held, 7);
        swarm.restart(7, 1, held, 6);
        swarm.run(3 * SECOND);
        assertTrue(holds(swarm, 7, "key1"), "it has met nobody who knows better");
        swarm.act(7, agent -> agent.seeds(swarm.nowNanos(), List.of(Swarm.address(0))));
        assertTrue(swarm.until(() -> swarm.agrees() && swarm.believes(0, 1, 2, 3, 4, 5, 6, 7), 60 * SECOND));
        for (int agent = 0; agent < 8; agent++) {
            for (int i = 0; i < 49; i++) {
                assertEquals(i >= 25, holds(swarm, agent, "key" + i), "key" + i + " at " + agent);
            }
        }
    }

    /** What it wrote while it was away, after the watermark, is not lost. */
    @Test
    void anAgentThatWasAwayKeepsWhatItWroteLately() {
        Swarm swarm = withKeys(5, 74);
        var held = swarm.agent(4).state();
        swarm.act(4, agent -> agent.leave(swarm.nowNanos()));
        swarm.delete(0, "key1");
        swarm.run(400 * SECOND);
        swarm.restart(4, 1, held);
        swarm.put(4, "late", "value");
        swarm.run(SECOND);
        swarm.restart(4, 2, swarm.agent(4).state(), 0);
        assertTrue(swarm.until(() -> swarm.agrees() && holds(swarm, 0, "late"), 60 * SECOND));
        assertTrue(!holds(swarm, 4, "key1"));
        assertEquals(50, swarm.agent(0).state().size());
    }

    @Test
    void aDeletedKeyMayBeWrittenAgain() {
        Swarm swarm = withKeys(4, 75);
        swarm.delete(0, "key1");
        swarm.run(SECOND);
        swarm.put(3, "key1", "again");
        assertTrue(swarm.until(() -> swarm.agrees() && holds(swarm, 1, "key1"), 5 * SECOND));
        swarm.run(400 * SECOND);
        assertTrue(swarm.agrees() && holds(swarm, 2, "key1"));
        assertNull(swarm.agent(0)
                .state()
                .get(Scope.SWARM, Swarm.bytes("none"), swarm.tools().hasher()));
    }
}
