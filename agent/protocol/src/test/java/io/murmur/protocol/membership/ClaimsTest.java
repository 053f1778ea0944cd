package io.murmur.protocol.membership;

import static io.murmur.protocol.testing.Swarm.MILLI;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.murmur.protocol.agent.Settings;
import io.murmur.protocol.host.Event;
import io.murmur.protocol.roster.Member;
import io.murmur.protocol.roster.Status;
import io.murmur.protocol.testing.Rig;
import io.murmur.protocol.testing.Swarm;
import io.murmur.protocol.wire.Message;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What one agent makes of what it is told about members. */
class ClaimsTest {
    private final Rig rig = new Rig(5, Settings.lan());

    private Member held(int index) {
        Member member = rig.agent().roster().find(Swarm.member(index).id());
        assertNotNull(member);
        return member;
    }

    private static Message.Update claim(int index, long incarnation, Status status) {
        return claim(index, incarnation, status, 1);
    }

    private static Message.Update claim(int index, long incarnation, Status status, int source) {
        return new Message.Update(
                Swarm.member(index).with(incarnation, status),
                Swarm.member(source).id());
    }

    @Test
    void theLaterIncarnationWinsAndWithinOneTheGraverStatus() {
        rig.hear(1, claim(2, 3, Status.ALIVE));
        assertEquals(3, held(2).incarnation());
        rig.hear(1, claim(2, 2, Status.DEAD));
        assertEquals(Status.ALIVE, held(2).status());
        rig.hear(1, claim(2, 3, Status.DEAD));
        assertEquals(Status.DEAD, held(2).status());
        rig.hear(1, claim(2, 3, Status.ALIVE));
        assertEquals(Status.DEAD, held(2).status());
        rig.hear(1, claim(2, 4, Status.ALIVE));
        assertEquals(Status.ALIVE, held(2).status());
    }

    @Test
    void claimsAboutUnknownDeadAreIgnored() {
        for (Status gone : List.of(Status.DEAD, Status.LEFT)) {
            rig.hear(1, claim(9, 0, gone));
            assertNull(rig.agent().roster().find(Swarm.member(9).id()));
        }
        rig.hear(1, claim(9, 0, Status.ALIVE));
        assertEquals(Status.ALIVE, held(9).status());
    }

    @Test
    void aClaimAgainstThisAgentIsRefutedWithAHigherIncarnation() {
        for (Status contrary : List.of(Status.SUSPECT, Status.DEAD, Status.LEFT)) {
            long before = held(0).incarnation();
            rig.hear(1, claim(0, before, contrary));
            assertEquals(Swarm.member(0).with(before + 1, Status.ALIVE), held(0));
            assertEquals(List.of(new Event.Refuted(before + 1)), rig.events(Event.Refuted.class));
        }
    }

    @Test
    void anOldClaimAgainstThisAgentNeedsNoAnswer() {
        rig.hear(1, claim(0, 4, Status.SUSPECT));
        assertEquals(5, held(0).incarnation());
        rig.hear(1, claim(0, 4, Status.DEAD), claim(0, 5, Status.ALIVE));
        assertEquals(5, held(0).incarnation());
    }

    /** Nothing is higher than the highest number, and no claim may make an agent fail. */
    @Test
    void aClaimWithTheHighestIncarnationDoesNoHarm() {
        for (Status status : Status.values()) {
            rig.hear(1, claim(0, Long.MAX_VALUE, status));
            rig.hear(1, claim(0, Long.MAX_VALUE - 1, status));
        }
        assertEquals(Status.ALIVE, held(0).status());
        assertTrue(held(0).incarnation() >= 0);
    }

    /** Nobody answers this agent, so it is one of two accusers itself: half of the logarithmic way down. */
    @Test
    void aSuspectThatFewAccuseHasLongToObject() {
        Rig few = new Rig(20, Settings.lan());
        few.hear(1, claim(2, 0, Status.SUSPECT));
        few.run(2_500 * MILLI);
        assertEquals(Status.SUSPECT, few.status(2));
        few.run(2_700 * MILLI);
        assertEquals(Status.DEAD, few.status(2));
    }

    @Test
    void confirmationsByOthersShortenTheTimeToObject() {
        Rig confirmed = new Rig(20, Settings.lan());
        confirmed.hear(1, claim(2, 0, Status.SUSPECT, 1));
        for (int accuser = 3; accuser < 6; accuser++) {
            confirmed.hear(accuser, claim(2, 0, Status.SUSPECT, accuser));
        }
        confirmed.run(700 * MILLI);
        assertEquals(Status.SUSPECT, confirmed.status(2));
        confirmed.run(100 * MILLI);
        assertEquals(Status.DEAD, confirmed.status(2));
    }

    @Test
    void oneAccuserThatRepeatsItselfConfirmsNothing() {
        Rig repeated = new Rig(20, Settings.lan());
        for (int i = 0; i < 10; i++) {
            repeated.hear(1, claim(2, 0, Status.SUSPECT, 1));
        }
        repeated.run(1_100 * MILLI);
        assertEquals(Status.SUSPECT, repeated.status(2));
    }

    @Test
    void whoeverObjectsInTimeLives() {
        rig.hear(1, claim(2, 0, Status.SUSPECT)).hear(2, claim(2, 1, Status.ALIVE, 2));
        rig.run(600 * MILLI);
        assertEquals(Status.ALIVE, held(2).status());
    }

    @Test
    void whoCountsAsGoneIsToldSo() {
        rig.hear(1, claim(2, 0, Status.DEAD));
        rig.said();
        rig.hear(2, new Message.Digest(1));
        assertTrue(rig.saidTo(Swarm.address(2)).contains(claim(2, 0, Status.DEAD, 0)));
    }

    @Test
    void aPingForAnotherAgentIsNotAnswered() {
        rig.hear(1, new Message.Ping(7, Swarm.member(3).id()));
        assertTrue(rig.saidTo(Swarm.address(1)).stream().noneMatch(Message.Ack.class::isInstance));
        rig.hear(1, new Message.Ping(8, Swarm.member(0).id()));
        assertTrue(rig.saidTo(Swarm.address(1)).contains(new Message.Ack(8)));
    }

    @Test
    void aRelayPassesTheAnswerOnAndSaysSoWhenThereIsNone() {
        rig.hear(1, new Message.PingRequest(40, Swarm.member(2).id(), Swarm.address(2)));
        Message.Ping ping = rig.saidTo(Swarm.address(2)).stream()
                .filter(Message.Ping.class::isInstance)
                .map(Message.Ping.class::cast)
                .findFirst()
                .orElseThrow();
        assertEquals(Swarm.member(2).id(), ping.target());
        rig.hear(2, new Message.Ack(ping.sequence()));
        assertEquals(List.of(new Message.Ack(40)), rig.saidTo(Swarm.address(1)));
        rig.hear(1, new Message.PingRequest(41, Swarm.member(3).id(), Swarm.address(3)));
        rig.said();
        rig.run(200 * MILLI);
        assertTrue(rig.saidTo(Swarm.address(1)).contains(new Message.Nack(41)));
    }

    /** Others may ask for help, not take an agent's own eyes. */
    @Test
    void requestsOfOthersDoNotKeepAnAgentFromProbing() {
        for (int i = 0; i < 200; i++) {
            rig.hear(1, new Message.PingRequest(i, Swarm.member(50 + i).id(), Swarm.address(50 + i)));
        }
        rig.said();
        boolean own = rig.run(150 * MILLI).said().stream()
                .anyMatch(message -> message instanceof Message.Ping ping && isMember(ping.target()));
        for (int i = 0; i < 20; i++) {
            for (int j = 0; j < 50; j++) {
                rig.hear(1, new Message.PingRequest(j, Swarm.member(50 + j).id(), Swarm.address(50 + j)));
            }
            rig.said();
            own |= rig.run(100 * MILLI).said().stream()
                    .anyMatch(message -> message instanceof Message.Ping ping && isMember(ping.target()));
        }
        assertTrue(own, "the agent probes nobody");
    }

    private static boolean isMember(long id) {
        for (int i = 1; i < 5; i++) {
            if (Swarm.member(i).id() == id) {
                return true;
            }
        }
        return false;
    }
}
