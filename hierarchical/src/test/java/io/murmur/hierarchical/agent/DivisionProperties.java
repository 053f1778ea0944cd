package io.murmur.hierarchical.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.murmur.hierarchical.agent.Neighbours.Neighbour;
import io.murmur.hierarchical.election.Configuration;
import io.murmur.hierarchical.election.Kept;
import io.murmur.hierarchical.tree.Contact;
import io.murmur.hierarchical.tree.Descriptor;
import io.murmur.hierarchical.tree.Place;
import io.murmur.hierarchical.tree.Site;
import io.murmur.hierarchical.wire.Ids;
import io.murmur.hierarchical.wire.TreeCodec;
import io.murmur.hierarchical.wire.TreeMessage;
import io.murmur.protocol.testing.RecordingHost;
import io.murmur.protocol.testing.Swarm;
import io.murmur.protocol.wire.Bytes;
import io.murmur.protocol.wire.Message;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Who hears that a group is divided: everybody, once, of its own half; and who hears where the others of it are. */
class DivisionProperties {
    private static final long GROUP = 1_007;
    private static final long INTERVAL = 200 * Swarm.MILLI;

    private static final HierarchySettings SETTINGS = HierarchySettings.lan();

    /**
     * Who was told what, by the leader or one who was to relay it, who was told by the leader where others are, and in how many
     * datagrams of the leader.
     */
    private record Told(List<Telling> tellings, Map<Long, Set<Long>> called, int datagrams) {}

    private record Telling(long member, TreeMessage.Founding decree, boolean relayed) {}

    /** Agent 0 divides a group or unit in which so many have votes, and the first of those speak for it. */
    private static Told divide(int level, int members, int voters) {
        Bench bench = new Bench(1, 1);
        Descriptor group = new Descriptor(
                GROUP,
                level,
                1,
                1,
                IntStream.range(0, Math.min(voters, 16))
                        .mapToObj(Scene::contact)
                        .toList());
        Place place = new Place(
                Stream.concat(
                                IntStream.range(0, level)
                                        .mapToObj(below -> new Descriptor(50 + below, below, 1, 1, group.nodes())),
                                Stream.of(group))
                        .toList(),
                List.of());
        Ranks ranks = new Ranks(bench.local, SETTINGS, Keeper.FORGETFUL, Sharing.NONE, place);
        Ids ids = Ids.of(IntStream.range(0, voters).mapToLong(Scene::id).toArray());
        Kept kept = Kept.fresh(Configuration.founding(ids));
        Post post = new Post(level, GROUP, 0, kept, bench.local, ranks, SETTINGS.election(), 50);
        return tell(bench, new Division(ranks, post, sorted(members)));
    }

    private static List<Neighbour> sorted(int members) {
        return IntStream.range(0, members)
                .mapToObj(index -> new Neighbour(Scene.contact(index), Site.of(Swarm.member(index))))
                .sorted(Comparator.comparing(Neighbour::site))
                .toList();
    }

    private static Told tell(Bench bench, Division division) {
        Tellings tellings = new Tellings(bench.local, SETTINGS);
        division.tell(tellings, SETTINGS.formation().relays());
        for (int i = 0; i < 20; i++) {
            bench.pass(INTERVAL);
            tellings.fire();
        }
        List<RecordingHost.Sent> sent = bench.host.takeSent();
        Told told = new Told(new ArrayList<>(), new HashMap<>(), sent.size());
        sent.forEach(datagram -> take(datagram, told));
        return told;
    }

    private static void take(RecordingHost.Sent sent, Told into) {
        for (Message message : sent.messages()) {
            Bytes body = ((Message.Extension) message).body();
            if (TreeCodec.read(body) instanceof TreeMessage.Founding decree) {
                into.tellings.add(new Telling(member(sent), decree, false));
                decree.relayTo().forEach(to -> into.tellings.add(new Telling(to.id(), decree, true)));
            } else if (TreeCodec.read(body) instanceof TreeMessage.Roll roll) {
                Set<Long> called = into.called.computeIfAbsent(member(sent), nobody -> new HashSet<>());
                roll.members().forEach(member -> called.add(member.id()));
            }
        }
    }

    private static long member(RecordingHost.Sent sent) {
        return IntStream.range(0, 256)
                .filter(index -> Swarm.address(index).equals(sent.to()))
                .mapToLong(Scene::id)
                .findFirst()
                .orElseThrow();
    }

    @Property(tries = 40)
    void everybodyButTheLeaderIsToldOnceOfItsHalf(
            @ForAll @IntRange(min = 0, max = 1) int level,
            @ForAll @IntRange(min = 5, max = 160) int members,
            @ForAll @IntRange(min = 1, max = 128) int voters) {
        List<Telling> told = divide(level, members, Math.min(members, voters)).tellings();
        List<Long> others =
                IntStream.range(1, members).mapToObj(Scene::id).sorted().toList();
        assertEquals(others, told.stream().map(Telling::member).sorted().toList());
        told.forEach(telling -> assertTrue(holds(telling), "of the half that it is in"));
    }

    private static boolean holds(Telling telling) {
        return IntStream.range(0, 256)
                .filter(index -> Scene.id(index) == telling.member())
                .allMatch(index -> telling.decree().side().holds(Site.of(Swarm.member(index))));
    }

    /** Who has no vote in a unit knows nobody there but its leader, and takes the decree from nobody else. */
    @Property(tries = 40)
    void inAUnitOnlyVotersAreToldByOthers(
            @ForAll @IntRange(min = 5, max = 160) int members, @ForAll @IntRange(min = 1, max = 128) int voters) {
        List<Long> voting = IntStream.range(0, voters).mapToObj(Scene::id).toList();
        divide(1, members, Math.min(members, voters)).tellings().stream()
                .filter(Telling::relayed)
                .forEach(telling -> assertTrue(voting.contains(telling.member())));
    }

    @Property(tries = 40)
    void fewDatagramsOfTheLeaderAreEnoughForAGroup(@ForAll @IntRange(min = 129, max = 160) int members) {
        int most = members / (1 + SETTINGS.formation().relays()) + 4;
        assertTrue(divide(0, members, 128).datagrams() <= most);
    }

    /** Whoever is named of a part of a unit may have to lead it, and finds the others. */
    @Property(tries = 40)
    void whoSpeaksForAPartOfAUnitIsToldWhereAllOfItAre(
            @ForAll @IntRange(min = 5, max = 160) int members, @ForAll @IntRange(min = 1, max = 128) int voters) {
        Told told = divide(1, members, Math.min(members, voters));
        for (Telling telling : told.tellings()) {
            for (Contact node : telling.decree().half().nodes()) {
                boolean itself = node.id() == Scene.id(0); // which has known them all along
                assertTrue(itself
                        || told.called().getOrDefault(node.id(), Set.of()).contains(telling.member()));
            }
        }
    }
}
