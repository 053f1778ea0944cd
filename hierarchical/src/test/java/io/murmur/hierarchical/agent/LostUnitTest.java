package io.murmur.hierarchical.agent;

import static io.murmur.hierarchical.agent.Scene.AUNT;
import static io.murmur.hierarchical.agent.Scene.COUSIN;
import static io.murmur.hierarchical.agent.Scene.UNIT;
import static io.murmur.hierarchical.agent.Scene.group;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.murmur.hierarchical.tree.Descriptor;
import io.murmur.hierarchical.wire.TreeCodec;
import io.murmur.hierarchical.wire.TreeMessage;
import io.murmur.protocol.roster.Address;
import io.murmur.protocol.testing.RecordingHost;
import io.murmur.protocol.testing.Swarm;
import io.murmur.protocol.wire.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the leader of a group does that hears nothing any more of who leads its unit: agent 0. */
class LostUnitTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long OTHER = UNIT + 1;
    /** Who speaks for that unit. */
    private static final int STEPMOTHER = 50;

    private static final int REPORTS = 8;

    private final Scene scene = Scene.leader();

    /** The unit, for which many speak, first who leads it. */
    private static Descriptor unit() {
        return new Descriptor(
                UNIT, 1, 10, 1, group(UNIT, 1, AUNT, COUSIN, 40, 41, 42, 43).nodes());
    }

    /** Whom the agent told something of a kind since the last time. */
    private List<Address> told(Class<? extends TreeMessage> kind) {
        return scene.rig.host().takeSent().stream()
                .filter(sent -> sent.messages().stream().anyMatch(message -> is(message, kind)))
                .map(RecordingHost.Sent::to)
                .toList();
    }

    private static boolean is(Message message, Class<? extends TreeMessage> kind) {
        return message instanceof Message.Extension said && kind.isInstance(TreeCodec.read(said.body()));
    }

    /** Whom it reports to, being told more often than it reports how far up leaders are heard of. */
    private List<Address> reportsTo(int reach) {
        List<Address> to = new ArrayList<>();
        scene.rig.run(5 * SECOND);
        told(TreeMessage.Report.class);
        while (to.size() < REPORTS) {
            scene.hear(COUSIN, new TreeMessage.Above(1, reach, false, unit()));
            scene.rig.run(SECOND / 2);
            to.addAll(told(TreeMessage.Report.class));
        }
        return to;
    }

    @Test
    void itReportsToTheLeaderThatItIsToldTheUnitHas() {
        assertEquals(Set.of(Swarm.address(AUNT)), Set.copyOf(reportsTo(1)));
    }

    @Test
    void itReportsToAnyWhoSpeakForTheUnitAsLongAsNobodyKnowsOfALeader() {
        List<Address> to = reportsTo(0);
        assertTrue(Set.copyOf(to).size() > 2, "reports to " + to);
    }

    @Test
    void itLooksForTheSwarmWhereThoseAreWhoSpokeForTheUnitThatItWasBelowBefore() {
        scene.hear(COUSIN, new TreeMessage.Merger(UNIT, 9, group(OTHER, 1, STEPMOTHER)));
        assertEquals(OTHER, scene.group(1));
        told(TreeMessage.Hail.class);
        scene.rig.run(15 * SECOND);
        assertEquals(
                Set.of(Swarm.address(STEPMOTHER), Swarm.address(COUSIN)), Set.copyOf(told(TreeMessage.Hail.class)));
    }
}
