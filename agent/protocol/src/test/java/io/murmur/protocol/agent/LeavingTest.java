package io.murmur.protocol.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.murmur.protocol.host.Extension;
import io.murmur.protocol.host.Lifecycle;
import io.murmur.protocol.testing.Rig;
import org.junit.jupiter.api.Test;

/** How long an agent stays that said that it goes. */
class LeavingTest {
    private static final Settings SETTINGS = Settings.lan();

    private boolean missed = true;
    private final Rig rig = new Rig(8, SETTINGS, _ -> new Extension() {
        @Override
        public boolean mayStop() {
            return !missed;
        }
    });

    LeavingTest() {
        rig.run(SETTINGS.leaveNanos());
        rig.agent().leave(rig.nowNanos());
    }

    private void isLeavingUntil(long nanos) {
        rig.run(nanos - 1);
        assertEquals(Lifecycle.LEAVING, rig.agent().lifecycle());
        rig.run(1);
    }

    @Test
    void whomNobodyNeedsIsGoneWhenTheTimeToLeaveIsOver() {
        missed = false;
        isLeavingUntil(SETTINGS.leaveNanos());
        assertEquals(Lifecycle.LEFT, rig.agent().lifecycle());
    }

    @Test
    void whoIsNeededStaysAndIsGoneSoonAfterOthersManage() {
        isLeavingUntil(3 * SETTINGS.leaveNanos());
        missed = false;
        isLeavingUntil(SETTINGS.leaveNanos());
        assertEquals(Lifecycle.LEFT, rig.agent().lifecycle());
    }

    @Test
    void whoIsNeededForEverIsGoneInTheEnd() {
        assertTrue(Agent.LEAVE_ATTEMPTS > 1);
        isLeavingUntil(Agent.LEAVE_ATTEMPTS * SETTINGS.leaveNanos());
        assertEquals(Lifecycle.LEFT, rig.agent().lifecycle());
    }
}
