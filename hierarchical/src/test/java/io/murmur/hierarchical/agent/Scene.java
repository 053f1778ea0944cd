package io.murmur.hierarchical.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.murmur.hierarchical.election.Kept;
import io.murmur.hierarchical.tree.Contact;
import io.murmur.hierarchical.tree.Descriptor;
import io.murmur.hierarchical.tree.Directory;
import io.murmur.hierarchical.tree.Place;
import io.murmur.hierarchical.wire.ElectionMessage;
import io.murmur.hierarchical.wire.ElectionWriter;
import io.murmur.hierarchical.wire.Electorate;
import io.murmur.hierarchical.wire.Ids;
import io.murmur.hierarchical.wire.Slice;
import io.murmur.hierarchical.wire.TreeCodec;
import io.murmur.hierarchical.wire.TreeMessage;
import io.murmur.protocol.agent.Settings;
import io.murmur.protocol.roster.Address;
import io.murmur.protocol.roster.Roster;
import io.murmur.protocol.state.Scope;
import io.murmur.protocol.testing.Datagram;
import io.murmur.protocol.testing.Rig;
import io.murmur.protocol.testing.Swarm;
import io.murmur.protocol.wire.Bytes;
import io.murmur.protocol.wire.Message;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/** Agent number 0 somewhere in a tree, of which everybody else is played by the test. */
final class Scene {
    static final long GROUP = 1_007;
    static final long UNIT = 2_001;
    /** Those who play: who leads where the agent does not, and leaders of other groups of its unit. */
    static final int LEADER = 1;

    static final int COUSIN = 20;
    static final int AUNT = 30;
    /** Nobody whom the agent knows. */
    static final int STRANGER = 99;

    private static final long SECOND = 1_000_000_000L;

    final Rig rig;
    private final Hierarchy[] hierarchy = new Hierarchy[1];

    /** What is to be seen of the tree and of the group from the agent. */
    private record Sight(TreeView view, Roster roster) {}

    private Scene(int members, Place place, List<Address> seeds) {
        rig = new Rig(
                members,
                Settings.lan(),
                local -> hierarchy[0] =
                        new Hierarchy(local, HierarchySettings.lan(), place, Keeper.FORGETFUL, Sharing.NONE),
                seeds);
    }

    /** One of four members of a group, the leader of which it follows; the group is part of a unit of three. */
    static Scene follower() {
        List<Descriptor> groups =
                List.of(group(GROUP, 0, LEADER, 0), group(GROUP + 1, 0, COUSIN), group(GROUP + 2, 0, AUNT));
        Place place = new Place(
                List.of(groups.getFirst(), group(UNIT, 1, COUSIN, LEADER)), List.of(Directory.of(UNIT, 1, groups)));
        Scene scene = new Scene(4, place, List.of());
        scene.heartbeat(GROUP, LEADER, 0, 1, 2, 3);
        assertEquals(id(LEADER), scene.view().seats().getFirst().leader());
        return scene;
    }

    /** The leader and only member of a group of a unit of three, which {@link #COUSIN} leads. */
    static Scene leader() {
        List<Descriptor> groups = List.of(group(GROUP, 0, 0), group(GROUP + 1, 0, COUSIN), group(GROUP + 2, 0, AUNT));
        Place place = new Place(
                List.of(groups.getFirst(), group(UNIT, 1, 0, COUSIN)), List.of(Directory.of(UNIT, 1, groups)));
        Scene scene = new Scene(1, place, List.of());
        scene.rig.run(3 * SECOND);
        scene.heartbeat(UNIT, COUSIN, 0, COUSIN, AUNT);
        assertEquals(id(COUSIN), scene.view().seats().get(1).leader());
        return scene;
    }

    /** The leader and only member of a group that is a tree of its own; knows one agent that may be of another. */
    static Scene top(int seed) {
        Place place = new Place(List.of(group(GROUP, 0, 0)), List.of());
        Scene scene = new Scene(1, place, List.of(Swarm.address(seed)));
        scene.rig.run(3 * SECOND);
        assertEquals(id(0), scene.view().seats().getFirst().leader());
        return scene;
    }

    /** Looks for a group, and knows one agent that may have some. */
    static Scene seeker(int seed) {
        Scene scene = new Scene(1, Place.NONE, List.of(Swarm.address(seed)));
        scene.rig.run(SECOND / 2);
        return scene;
    }

    /** One of four members of a group that nobody leads; knows one who speaks for the unit above, and a seed. */
    static Scene orphan(int seed) {
        Place place = new Place(List.of(group(GROUP, 0, LEADER, 0), group(UNIT, 1, AUNT)), List.of());
        return new Scene(4, place, List.of(Swarm.address(seed)));
    }

    static long id(int index) {
        return Swarm.member(index).id();
    }

    static Contact contact(int index) {
        return new Contact(id(index), Swarm.address(index));
    }

    /** A group for which these speak. */
    static Descriptor group(long id, int level, int... nodes) {
        return new Descriptor(
                id, level, 1, 1, IntStream.of(nodes).mapToObj(Scene::contact).toList());
    }

    TreeView view() {
        return hierarchy[0].view();
    }

    /** The group at a level, 0 if the agent is a member of none. */
    long group(int level) {
        return view().seats().size() > level ? view().seats().get(level).group() : 0;
    }

    private void heartbeat(long group, int from, int... members) {
        Ids ids = Ids.of(IntStream.of(members).mapToLong(Scene::id).toArray()).sorted();
        hear(
                from,
                new ElectionMessage.Heartbeat(
                        group, 9, id(from), Slice.NONE, 1, SECOND, 1, Ids.NONE, Electorate.of(ids)));
    }

    private void hear(int from, ElectionMessage message) {
        hear(from, Bytes.of(ElectionWriter.write(message)));
    }

    /** What elections must not forget, by group. */
    Map<Long, Kept> kept() {
        return hierarchy[0].kept();
    }

    /** What the agent said about the tree to somebody. */
    List<TreeMessage> told(int index) {
        return rig.saidTo(Swarm.address(index)).stream()
                .filter(Message.Extension.class::isInstance)
                .map(message -> TreeCodec.read(((Message.Extension) message).body()))
                .filter(Objects::nonNull)
                .toList();
    }

    /** A message comes from somebody who says that it is of the agent's group. */
    void hear(int from, TreeMessage message) {
        hear(from, TreeCodec.write(message));
    }

    private void hear(int from, Bytes body) {
        rig.hear(from, Datagram.from(id(from), new Message.Extension(body)).withGroup(group(0), Scope.GROUP));
    }

    /** The message, or the beginning of one, is refused for this reason, and nothing else happens. */
    void refuses(TreeEvent.Reason reason, int from, Bytes body) {
        Sight before = sight();
        rig.said();
        rig.events(TreeEvent.class);
        hear(from, body);
        assertEquals(List.of(new TreeEvent.Refused(id(from), reason)), rig.events(TreeEvent.class));
        assertEquals(before, sight());
        assertEquals(List.of(), rig.said());
    }

    void refuses(TreeEvent.Reason reason, int from, TreeMessage message) {
        refuses(reason, from, TreeCodec.write(message));
    }

    private Sight sight() {
        return new Sight(view(), rig.agent().roster());
    }
}
