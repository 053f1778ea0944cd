package io.murmur.protocol.agent;

import static io.murmur.protocol.testing.Swarm.MILLI;
import static io.murmur.protocol.testing.Swarm.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.murmur.protocol.testing.Swarm;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Same inputs, same outputs: every byte sent and every event observed. */
class DeterminismTest {
    private static List<Object> life(long seed) {
        Swarm swarm = Swarm.of(12, Settings.lan(), seed);
        swarm.join(0, 1);
        swarm.network().loss(0.1);
        for (int i = 0; i < 100; i++) {
            swarm.put(i % 12, "key" + i % 30, "value" + i);
            swarm.run(20 * MILLI);
        }
        swarm.crash(3);
        swarm.delete(5, "key1");
        swarm.network().only((from, to) -> from % 2 == to % 2);
        swarm.run(20 * SECOND);
        swarm.network().whole();
        swarm.restart(3, 1, 0);
        swarm.put(7, "long", new byte[12_000]);
        swarm.act(8, agent -> agent.leave(swarm.nowNanos()));
        swarm.run(20 * SECOND);
        return swarm.chronicle().transcript();
    }

    @Test
    void theSameInputsGiveTheSameDatagramsAndEvents() {
        List<Object> first = life(1);
        assertTrue(first.size() > 10_000, first.size() + " lines");
        assertEquals(first, life(1));
    }

    @Test
    void anotherSeedGivesAnotherLife() {
        assertNotEquals(life(1), life(2));
    }
}
