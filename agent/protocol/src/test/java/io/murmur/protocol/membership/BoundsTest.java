package io.murmur.protocol.membership;

import static io.murmur.protocol.testing.Swarm.MILLI;
import static io.murmur.protocol.testing.Swarm.SECOND;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.murmur.protocol.agent.Settings;
import io.murmur.protocol.host.Dice;
import io.murmur.protocol.roster.Address;
import io.murmur.protocol.roster.Member;
import io.murmur.protocol.roster.Status;
import io.murmur.protocol.testing.Rig;
import io.murmur.protocol.testing.Swarm;
import io.murmur.protocol.wire.Message;
import org.junit.jupiter.api.Test;

/** What peers make an agent remember of members is bounded, whatever they send. */
class BoundsTest {
    private static final int MEMBERS_MAX = 60;
    private static final int BYTES_MAX = 300_000;

    private static Settings tight() {
        Settings lan = Settings.lan();
        MembershipSettings m = lan.membership();
        return lan.with(new MembershipSettings(
                m.probeIntervalNanos(),
                m.probeTimeoutNanos(),
                m.indirectProbes(),
                m.suspicionScale(),
                m.suspicionFactorMax(),
                m.confirmations(),
                m.eagerProbes(),
                m.awarenessMax(),
                m.joinRetryNanos(),
                m.healIntervalNanos(),
                m.forgetNanos(),
                MEMBERS_MAX));
    }

    private final Rig rig = new Rig(5, tight());

    @Test
    void inventedMembersNeverFillTheMemory() {
        Dice dice = new Dice(3);
        for (int i = 0; i < 6_000; i++) {
            Status status = Status.ofCode(dice.nextInt(4));
            Member invented = new Member(
                    dice.nextLong(), new Address(0, i, 7), dice.nextInt(5), status, "x".repeat(dice.nextInt(64)));
            rig.hear(1, new Message.Update(invented, dice.nextLong()), new Message.Known(invented));
            if (i % 1_000 == 0) {
                rig.run(300 * MILLI).said();
                rig.host().takeEvents();
            }
        }
        assertTrue(rig.agent().roster().size() <= MEMBERS_MAX, rig.agent().roster() + "");
        assertTrue(rig.footprint() <= BYTES_MAX, rig.footprint() + " bytes");
    }

    @Test
    void membersThatComeAndGoNeverFillTheMemory() {
        for (int i = 0; i < 6_000; i++) {
            Member member = Swarm.member(1 + i % 4).with(i / 4, Status.ofCode(i / 4 % 4));
            rig.hear(1, new Message.Update(member, i));
            if (i % 1_000 == 0) {
                rig.run(300 * MILLI).said();
                rig.host().takeEvents();
            }
        }
        assertTrue(rig.footprint() <= BYTES_MAX, rig.footprint() + " bytes");
    }

    @Test
    void askingForProbesNeverFillsTheMemory() {
        for (int i = 0; i < 6_000; i++) {
            rig.hear(1, new Message.PingRequest(i, i, Swarm.address(i % 200)), new Message.Ack(i), new Message.Nack(i));
            if (i % 1_000 == 0) {
                rig.run(100 * MILLI).said();
                rig.host().takeEvents();
            }
        }
        assertTrue(rig.footprint() <= BYTES_MAX, rig.footprint() + " bytes");
    }

    /** Timers cannot be taken back, so what peers say must not make many. */
    @Test
    void suspicionsOfOneMemberAwaitOneTimerEach() {
        for (int i = 0; i < 5_000; i++) {
            rig.hear(1, new Message.Update(Swarm.member(2).with(i, Status.SUSPECT), i));
        }
        assertTrue(rig.timers() <= 200, rig.timers() + " timers");
        rig.run(30 * SECOND);
        assertTrue(rig.timers() <= 20, rig.timers() + " timers");
    }
}
