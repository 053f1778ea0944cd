package io.murmur.hierarchical.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.murmur.hierarchical.tree.Contact;
import io.murmur.hierarchical.tree.Descriptor;
import io.murmur.hierarchical.tree.Directory;
import io.murmur.hierarchical.tree.Place;
import io.murmur.hierarchical.wire.TreeMessage;
import io.murmur.protocol.host.Reply;
import io.murmur.protocol.state.Scope;
import io.murmur.protocol.testing.Swarm;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Whom an agent believes about the groups of its unit: agent 0, whom mate 1 told what the unit lists. */
class ListingsTest {
    private static final long UNIT = 50;
    private static final long STRANGER = Swarm.member(9).id();
    private static final Descriptor HELD = group(60, 1);
    private static final Descriptor LISTED = group(61, 2, 3);

    private final Bench bench = new Bench(1, 3);
    private final Ranks ranks = new Ranks(
            bench.local,
            HierarchySettings.lan(),
            Keeper.FORGETFUL,
            Sharing.NONE,
            Place.NONE.with(Directory.of(UNIT, 1, List.of(HELD))));
    private final Directories directories = new Directories(bench.local, ranks, HierarchySettings.lan());

    ListingsTest() {
        TreeMessage.Index index = new TreeMessage.Index(1, UNIT, List.of(HELD.fingerprint(), LISTED.fingerprint()));
        directories.index(index, Swarm.member(1).id(), new Reply(bench.local, Swarm.address(1), Scope.GROUP));
        bench.host.takeEvents();
    }

    /** The second one that its leader wrote. */
    private static Descriptor group(long id, int... nodes) {
        List<Contact> contacts = Arrays.stream(nodes)
                .mapToObj(index -> new Contact(Swarm.member(index).id(), Swarm.address(index)))
                .toList();
        return new Descriptor(id, 0, 4, 2, contacts);
    }

    private void listed(long from, Descriptor... groups) {
        directories.listing(new TreeMessage.Listing(1, UNIT, List.of(groups)), from);
    }

    private Directory directory() {
        return Objects.requireNonNull(ranks.place().directory(1));
    }

    private void refuses(Descriptor... groups) {
        Directory before = directory();
        listed(STRANGER, groups);
        assertEquals(
                List.of(new TreeEvent.Refused(STRANGER, TreeEvent.Reason.NOT_THE_LEADER)), bench.host.takeEvents());
        assertEquals(before.digest(), directory().digest());
        assertNull(directory().find(LISTED.group()));
    }

    @Test
    void takesWhatTheLeaderListsFromAnybody() {
        listed(STRANGER, LISTED);
        assertEquals(LISTED, directory().find(LISTED.group()));
        assertEquals(List.of(), bench.host.takeEvents());
    }

    @Test
    void refusesWhatOthersSayOfAGroupUnderTheNumberThatTheLeaderLists() {
        refuses(group(61, 9, 3));
        refuses(group(61, 3, 2));
        refuses(group(61));
    }

    @Test
    void refusesAllWhereOneIsNotWhatTheLeaderLists() {
        refuses(LISTED, group(62, 9));
    }
}
