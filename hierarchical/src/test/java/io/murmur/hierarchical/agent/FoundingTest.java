package io.murmur.hierarchical.agent;

import static io.murmur.hierarchical.agent.Scene.GROUP;
import static io.murmur.hierarchical.agent.Scene.LEADER;
import static io.murmur.hierarchical.agent.Scene.UNIT;
import static io.murmur.hierarchical.agent.Scene.contact;
import static io.murmur.hierarchical.agent.Scene.group;
import static io.murmur.hierarchical.agent.Scene.id;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.murmur.hierarchical.tree.Side;
import io.murmur.hierarchical.tree.Site;
import io.murmur.hierarchical.wire.Ids;
import io.murmur.hierarchical.wire.TreeCodec;
import io.murmur.hierarchical.wire.TreeMessage;
import io.murmur.protocol.roster.Address;
import io.murmur.protocol.testing.Swarm;
import io.murmur.protocol.wire.Message;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whom agent 0, one of four that found a group, tells of the decree that divides its old one. */
class FoundingTest {
    private static final long INTERVAL = 200_000_000L;

    private final Scene scene = Scene.follower();

    /** All four are on the side of the new group. */
    private static TreeMessage.Founding decree(int first) {
        long[] founders = IntStream.range(0, 4).mapToLong(Scene::id).sorted().toArray();
        return new TreeMessage.Founding(
                0,
                GROUP,
                9,
                new Side(Site.of(Swarm.member(0)), true),
                3_001,
                contact(first),
                Ids.of(founders),
                group(UNIT, 1, LEADER));
    }

    private List<Integer> told(TreeMessage.Founding decree) {
        scene.rig.said();
        scene.hear(LEADER, decree);
        scene.rig.run(INTERVAL);
        Message said = new Message.Extension(TreeCodec.write(decree));
        List<Address> receivers = scene.rig.host().takeSent().stream()
                .filter(sent -> sent.messages().contains(said))
                .map(sent -> sent.to())
                .toList();
        return IntStream.range(0, 4)
                .filter(index -> receivers.contains(Swarm.address(index)))
                .boxed()
                .toList();
    }

    @Test
    void whoLeadsTheNewGroupFirstTellsTheOthers() {
        assertEquals(List.of(1, 2, 3), told(decree(0)));
    }

    @Test
    void whoHasNobodyBelowItTellsNobody() {
        assertEquals(List.of(), told(decree(LEADER)));
    }
}
