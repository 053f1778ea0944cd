package io.murmur.hierarchical.agent;

import static io.murmur.hierarchical.agent.Scene.GROUP;
import static io.murmur.hierarchical.agent.Scene.UNIT;
import static io.murmur.hierarchical.agent.Scene.contact;
import static io.murmur.hierarchical.agent.Scene.group;
import static io.murmur.hierarchical.agent.Scene.id;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.murmur.hierarchical.election.Kept;
import io.murmur.hierarchical.tree.Contact;
import io.murmur.hierarchical.tree.Side;
import io.murmur.hierarchical.tree.Site;
import io.murmur.hierarchical.wire.Ids;
import io.murmur.hierarchical.wire.TreeCodec;
import io.murmur.hierarchical.wire.TreeMessage;
import io.murmur.hierarchical.wire.TreeMessage.Founding;
import io.murmur.hierarchical.wire.TreeMessage.Founding.Half;
import io.murmur.protocol.roster.Address;
import io.murmur.protocol.state.Scope;
import io.murmur.protocol.testing.Datagram;
import io.murmur.protocol.testing.RecordingHost;
import io.murmur.protocol.testing.Swarm;
import io.murmur.protocol.wire.Message;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a member does when it hears that its group is divided: agent 0, on the upper side of every division here. */
class DecreesTest {
    private static final int MATE = 3;
    private static final long NEAR = 5_001;
    private static final long FAR = 5_003;
    private static final long SECOND = 1_000_000_000L;

    private final Scene scene = Scene.follower();

    private static Ids founders(int... members) {
        return Ids.of(IntStream.of(members).mapToLong(Scene::id).toArray()).sorted();
    }

    private static Founding division(long group, boolean upper, long half, long other, int... founders) {
        List<Contact> nodes = List.of(contact(founders[0]));
        return new Founding(
                0,
                group,
                9,
                new Side(Site.of(Swarm.member(0)), upper),
                new Half(half, nodes),
                founders(founders),
                new Half(other, List.of(contact(20))),
                group(UNIT, 1, 20),
                List.of());
    }

    /** As founders of this agent's half are told, and as those of the other. */
    private static Founding near(int... founders) {
        return division(GROUP, true, NEAR, FAR, founders);
    }

    private static Founding far(int... founders) {
        return division(GROUP, false, FAR, NEAR, founders);
    }

    private boolean votes() {
        Kept kept = scene.kept().get(NEAR);
        return kept != null && kept.configuration().contains(id(0));
    }

    @Test
    void aFounderOfItsHalfBeginsWithAVote() {
        scene.hear(MATE, near(1, 0));
        assertEquals(NEAR, scene.group(0));
        assertTrue(votes());
    }

    @Test
    void whoIsNoFounderBeginsWithout() {
        scene.hear(MATE, near(1, 2));
        assertEquals(NEAR, scene.group(0));
        assertFalse(votes());
    }

    @Test
    void whoIsToldOfTheOtherHalfAsNoFounderGoesOverToItsOwnAtOnce() {
        scene.hear(MATE, far(2).brief());
        assertEquals(NEAR, scene.group(0));
        assertFalse(votes());
    }

    @Test
    void whoHearsWhatTheOtherFoundersAreToldWaitsToBeToldThatItIsOne() {
        scene.hear(MATE, far(2));
        assertEquals(GROUP, scene.group(0));
        scene.hear(MATE, near(1, 0));
        assertEquals(NEAR, scene.group(0));
        assertTrue(votes());
    }

    @Test
    void butNotForLong() {
        scene.hear(MATE, far(2));
        scene.rig.run(2 * SECOND);
        assertEquals(NEAR, scene.group(0));
        assertFalse(votes());
    }

    @Test
    void aDecreeIsRelayedToWhomItIsToBeAndNoFurther() {
        Founding decree = near(1, 0);
        scene.hear(
                MATE,
                decree.relayedTo(
                        IntStream.range(50, 66).mapToObj(Scene::contact).toList()));
        scene.rig.run(SECOND / 2);
        Set<Address> most = IntStream.range(50, 50 + FormationSettings.lan().relays())
                .mapToObj(Swarm::address)
                .collect(Collectors.toSet());
        assertEquals(most, sentTo(decree));
    }

    private Set<Address> sentTo(TreeMessage message) {
        Message said = new Message.Extension(TreeCodec.write(message));
        return scene.rig.host().takeSent().stream()
                .filter(sent -> sent.messages().contains(said))
                .map(RecordingHost.Sent::to)
                .collect(Collectors.toSet());
    }

    @Test
    void whoStillSpeaksForAGroupIsToldWhatBecameOfItAndOfWhatItBecame() {
        Founding again = division(NEAR, true, NEAR + 10, FAR + 10, 1, 0);
        scene.hear(MATE, near(1, 0));
        scene.hear(MATE, again);
        assertEquals(NEAR + 10, scene.group(0));
        speaks(MATE, GROUP);
        assertEquals(List.of(near(1, 0), again), scene.told(MATE));
    }

    /** Who knows what both sides are told knows who is a founder. */
    @Test
    void whoIsNoFounderIsToldSoByThoseWhoKnow() {
        scene.hear(MATE, far(2));
        scene.hear(MATE, near(1, 0));
        speaks(2, GROUP);
        assertEquals(List.of(far(2)), scene.told(2));
        speaks(MATE, GROUP);
        assertEquals(List.of(far(2).brief()), scene.told(MATE));
    }

    private void speaks(int index, long group) {
        scene.rig.said();
        scene.rig.hear(index, Datagram.from(id(index), new Message.Digest(1)).withGroup(group, Scope.GROUP));
    }
}
