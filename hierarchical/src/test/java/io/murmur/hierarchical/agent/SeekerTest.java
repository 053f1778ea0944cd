package io.murmur.hierarchical.agent;

import static io.murmur.hierarchical.agent.Scene.AUNT;
import static io.murmur.hierarchical.agent.Scene.COUSIN;
import static io.murmur.hierarchical.agent.Scene.contact;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.murmur.hierarchical.wire.TreeMessage;
import io.murmur.protocol.roster.Address;
import io.murmur.protocol.testing.RecordingHost;
import io.murmur.protocol.testing.Swarm;
import io.murmur.protocol.wire.Message;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Whom an agent asks for a group where the first does not answer: one that is asked by many answers few. */
class SeekerTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long MILLI = 1_000_000L;

    /** Whom the agent asks to be a member of their groups within some seconds. */
    private static Set<Address> asked(Scene scene, int seconds) {
        scene.rig.run(seconds * SECOND);
        return scene.rig.host().takeSent().stream()
                .filter(sent -> sent.messages().stream().anyMatch(Message.Join.class::isInstance))
                .map(RecordingHost.Sent::to)
                .collect(Collectors.toSet());
    }

    private static List<?> classes(List<Message> messages) {
        return messages.stream().map(Message::getClass).toList();
    }

    @Test
    void whoIsNewAsksThoseTooWhoWereNamedBeside() {
        Scene scene = Scene.seeker(COUSIN);
        scene.rig.said();
        while (scene.rig.said().isEmpty()) {
            scene.rig.run(MILLI);
        }
        scene.hear(COUSIN, new TreeMessage.Referral(0, List.of(contact(COUSIN), contact(AUNT))));
        assertEquals(List.of(Message.Join.class), classes(scene.rig.saidTo(Swarm.address(COUSIN))), "for it is near");
        assertEquals(Set.of(Swarm.address(COUSIN), Swarm.address(AUNT)), asked(scene, 20));
    }

    @Test
    void whoseGroupIsLostAsksSeedsAsWellAsTheTree() {
        Set<Address> asked = asked(Scene.orphan(COUSIN), 40); // and mates that it believes dead
        assertTrue(asked.containsAll(List.of(Swarm.address(COUSIN), Swarm.address(AUNT))), "only " + asked);
    }
}
