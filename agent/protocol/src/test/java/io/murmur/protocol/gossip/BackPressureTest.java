package io.murmur.protocol.gossip;

import static io.murmur.protocol.testing.Swarm.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.murmur.protocol.agent.Outcome;
import io.murmur.protocol.agent.Settings;
import io.murmur.protocol.host.Event;
import io.murmur.protocol.host.Refusal;
import io.murmur.protocol.state.Limits;
import io.murmur.protocol.testing.Swarm;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A writer that is too fast is told so; what was accepted is never lost. */
class BackPressureTest {
    private static final Outcome BUSY = new Outcome.Refused(Refusal.BUSY);

    @Test
    void aWriterThatIsTooFastIsToldToWaitAndNothingAcceptedIsLost() {
        Swarm swarm = Swarm.of(5, Settings.lan(), 21);
        swarm.run(SECOND);
        List<String> accepted = new ArrayList<>();
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            Outcome outcome = swarm.put(0, "key" + i, "v");
            if (outcome instanceof Outcome.Written) {
                accepted.add("key" + i);
            } else {
                assertEquals(BUSY, outcome);
                refused++;
            }
        }
        assertTrue(refused > 0);
        assertEquals(
                refused,
                swarm.chronicle().count(Event.WriteRefused.class, refusal -> refusal.reason() == Refusal.BUSY));
        assertTrue(swarm.until(swarm::agrees, 20 * SECOND));
        assertEquals(accepted.size(), swarm.agent(4).state().size());
        assertTrue(swarm.put(0, "later", "v") instanceof Outcome.Written, "it may write again");
    }

    /** There is nobody to pass anything on to, so nothing waits for it. */
    @Test
    void anAgentAloneIsNeverBusy() {
        Swarm swarm = Swarm.of(1, Settings.lan(), 22);
        for (int i = 0; i < 20; i++) {
            for (int j = 0; j < 1_000; j++) {
                assertTrue(swarm.put(0, "key" + i + "-" + j, "v") instanceof Outcome.Written, "write " + i + "-" + j);
            }
            swarm.run(SECOND);
        }
    }

    @Test
    void whatAnAgentWroteAloneReachesWhoeverComes() {
        Swarm swarm = new Swarm(Settings.lan(), 23);
        swarm.join();
        for (int i = 0; i < 500; i++) {
            swarm.put(0, "key" + i, "v");
        }
        swarm.run(30 * SECOND);
        swarm.join(0);
        assertTrue(swarm.until(() -> swarm.agent(1).state().size() == 500, 5 * SECOND));
    }

    @Test
    void aFullStateRefusesAndChangesNothing() {
        Limits tight = new Limits(8, 10, 3, 1_000);
        Settings lan = Settings.lan();
        Swarm swarm =
                Swarm.of(2, new Settings(lan.gossip(), lan.membership(), tight, lan.allowance(), lan.leaveNanos()), 24);
        for (int i = 0; i < 3; i++) {
            assertTrue(swarm.put(0, "k" + i, "v") instanceof Outcome.Written);
        }
        assertEquals(new Outcome.Refused(Refusal.FULL), swarm.put(0, "k3", "v"));
        assertEquals(new Outcome.Refused(Refusal.KEY_SIZE), swarm.put(0, "", "v"));
        assertEquals(new Outcome.Refused(Refusal.KEY_SIZE), swarm.put(0, "123456789", "v"));
        assertEquals(new Outcome.Refused(Refusal.VALUE_SIZE), swarm.put(0, "k0", "12345678901"));
        assertEquals(3, swarm.agent(0).state().size());
        assertEquals(4, swarm.chronicle().events(Event.WriteRefused.class).count());
    }
}
