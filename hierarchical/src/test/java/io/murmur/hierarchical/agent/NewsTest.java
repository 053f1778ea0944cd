package io.murmur.hierarchical.agent;

import static io.murmur.hierarchical.agent.Scene.AUNT;
import static io.murmur.hierarchical.agent.Scene.COUSIN;
import static io.murmur.hierarchical.agent.Scene.LEADER;
import static io.murmur.hierarchical.agent.Scene.UNIT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.murmur.hierarchical.tree.Contact;
import io.murmur.hierarchical.tree.Descriptor;
import io.murmur.hierarchical.wire.Slice;
import io.murmur.hierarchical.wire.TreeMessage;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What changes above a group comes to its members with the heartbeats of their leader, by way of those who relay them. */
class NewsTest {
    private static final int MATE = 3;
    private static final int OTHER = 2;
    private static final long SECOND = 1_000_000_000L;
    /** Where {@link #OTHER} is among four members in the order of their ids. */
    private static final Slice OTHER_ALONE = Slice.NONE.with(
            (int) Stream.of(0, LEADER, MATE)
                    .filter(index -> Scene.id(index) < Scene.id(OTHER))
                    .count(),
            false);

    private final Scene scene = Scene.follower();

    /** The unit of the agent's group is led by another now. */
    private static TreeMessage.Above above() {
        List<Contact> nodes = List.of(Scene.contact(AUNT), Scene.contact(COUSIN));
        return new TreeMessage.Above(1, 1, true, new Descriptor(UNIT, 1, 2, 1, nodes));
    }

    private Descriptor unit() {
        return scene.view().group(1);
    }

    @Test
    void aMateIsBelievedThatHasJustBroughtAHeartbeat() {
        scene.refuses(TreeEvent.Reason.NOT_THE_LEADER, MATE, above());
        scene.heartbeat(MATE, 2, Slice.NONE);
        scene.hear(MATE, above());
        assertEquals(above().unit(), unit());
        scene.refuses(TreeEvent.Reason.NOT_THE_LEADER, OTHER, above());
    }

    @Test
    void whoRelaysAHeartbeatTellsWhatIsNew() {
        scene.hear(LEADER, above());
        scene.rig.said();
        scene.heartbeat(LEADER, 2, OTHER_ALONE);
        assertEquals(List.of(UNIT), unitsTold());
    }

    @Test
    void butNotForEver() {
        scene.hear(LEADER, above());
        for (int round = 2; round < 8; round++) {
            scene.heartbeat(LEADER, round, OTHER_ALONE);
            scene.rig.run(SECOND / 2);
        }
        scene.rig.said();
        scene.heartbeat(LEADER, 8, OTHER_ALONE);
        assertFalse(scene.view().cutOff());
        assertEquals(List.of(), unitsTold());
    }

    private List<Long> unitsTold() {
        return scene.told(OTHER).stream()
                .map(message -> ((TreeMessage.Above) message).unit())
                .filter(unit -> unit.level() == 1)
                .map(Descriptor::group)
                .toList();
    }
}
