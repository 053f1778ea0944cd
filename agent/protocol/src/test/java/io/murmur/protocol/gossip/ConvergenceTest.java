package io.murmur.protocol.gossip;

import static io.murmur.protocol.testing.Swarm.MILLI;
import static io.murmur.protocol.testing.Swarm.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.murmur.protocol.agent.Settings;
import io.murmur.protocol.merkle.Hash;
import io.murmur.protocol.state.Scope;
import io.murmur.protocol.testing.Swarm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How far an agent thinks that the swarm agrees, from gossip alone. */
class ConvergenceTest {
    private static Hash key(Swarm swarm) {
        return Scope.SWARM.place(Swarm.bytes("key"), swarm.tools().hasher());
    }

    private static double share(Swarm swarm, int index) {
        Convergence.Estimate estimate = swarm.agent(index).convergence(key(swarm));
        return estimate == null ? 0 : estimate.share();
    }

    private static boolean allHold(Swarm swarm) {
        return swarm.running().stream().allMatch(agent -> agent.state().get(key(swarm)) != null);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 10, 40})
    void theEstimateRisesToOneAndIsNeverOneWhileSomebodyLacksTheEntry(int size) {
        for (long seed = 0; seed < 5; seed++) {
            Swarm swarm = Swarm.of(size, Settings.lan(), seed);
            swarm.network().loss(0.05);
            swarm.run(2 * SECOND);
            swarm.put(1, "key", "value");
            assertEquals(0, share(swarm, 1));
            assertTrue(swarm.until(
                    () -> {
                        boolean sure = false;
                        for (int i = 0; i < size; i++) {
                            sure |= share(swarm, i) == 1;
                        }
                        assertTrue(!sure || allHold(swarm), "somebody is sure too soon");
                        return allHold(swarm);
                    },
                    10 * SECOND));
            assertTrue(swarm.until(() -> share(swarm, 1) == 1, 120 * SECOND), "the writer is never sure");
        }
    }

    @Test
    void theEstimateStaysBelowOneWhileAMemberIsCutOff() {
        Swarm swarm = Swarm.of(10, Settings.lan(), 81);
        swarm.run(SECOND);
        swarm.network().only((from, to) -> from != 9 && to != 9);
        swarm.put(0, "key", "value");
        assertTrue(!swarm.until(() -> share(swarm, 0) == 1, 900 * MILLI));
        assertTrue(share(swarm, 0) > 0.7);
    }

    @Test
    void anAgentAloneAgreesWithItself() {
        Swarm swarm = Swarm.of(1, Settings.lan(), 82);
        swarm.put(0, "key", "value");
        assertEquals(1, share(swarm, 0));
    }

    @Test
    void theEstimateSaysHowOldTheEntryIsAndOnWhatItRests() {
        Swarm swarm = Swarm.of(5, Settings.lan(), 83);
        swarm.put(0, "key", "value");
        swarm.run(3 * SECOND);
        swarm.put(0, "other", "value");
        Convergence.Estimate estimate = swarm.agent(0).convergence(key(swarm));
        assertNotNull(estimate);
        assertTrue(Math.abs(3 * SECOND - estimate.ageNanos()) <= 2 * MILLI);
        assertEquals(4, estimate.samples());
        assertNull(swarm.agent(0).convergence(Hash.ZERO));
    }

    @Test
    void itIsTrackedOnlyIfAskedFor() {
        Settings lan = Settings.lan();
        Swarm swarm = Swarm.of(2, lan.with(lan.gossip().withConvergenceSamples(0)), 84);
        swarm.put(0, "key", "value");
        swarm.run(SECOND);
        assertNull(swarm.agent(0).convergence(key(swarm)));
    }
}
