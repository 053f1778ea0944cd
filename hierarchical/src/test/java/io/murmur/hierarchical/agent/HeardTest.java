package io.murmur.hierarchical.agent;

import static io.murmur.hierarchical.agent.Scene.contact;
import static io.murmur.hierarchical.agent.Scene.group;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.murmur.hierarchical.agent.Neighbours.Neighbour;
import io.murmur.hierarchical.tree.Contact;
import io.murmur.hierarchical.tree.Descriptor;
import io.murmur.hierarchical.tree.Directory;
import io.murmur.hierarchical.tree.Place;
import io.murmur.hierarchical.tree.Summary;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Whom the leader of a unit counts when it divides it: agent 0, to whom two of three groups report beside its own. */
class HeardTest {
    private static final HierarchySettings SETTINGS = HierarchySettings.lan();
    private static final long UNIT = 50;
    private static final Summary SUMMARY = new Summary(80, 1, 0, 0, 0, 0, 1, false);

    private final Bench bench = new Bench(1, 1);
    private final List<Descriptor> groups = List.of(group(60, 0, 0), group(61, 0, 1), group(62, 0, 2), group(63, 0, 3));
    private final Place place =
            new Place(List.of(groups.getFirst(), group(UNIT, 1, 0)), List.of(Directory.of(UNIT, 1, groups)));
    private final Ranks ranks = new Ranks(bench.local, SETTINGS, Keeper.FORGETFUL, Sharing.NONE, place);
    private final Summaries summaries = new Summaries(bench.local, ranks, SETTINGS);
    private final Neighbours neighbours = new Neighbours(bench.local, ranks, summaries);

    HeardTest() {
        report(61);
        report(62);
    }

    private void report(long group) {
        summaries.children(1).report(group, SUMMARY, bench.local.nowNanos());
    }

    private static Set<Contact> contacts(List<Neighbour> members) {
        return members.stream().map(Neighbour::contact).collect(Collectors.toSet());
    }

    @Test
    void whoseGroupReports() {
        assertEquals(Set.of(contact(0), contact(1), contact(2)), contacts(neighbours.heard(1)));
        assertEquals(3, summaries.heard(1));
    }

    @Test
    void notWhoseGroupWasListedAndIsSilent() {
        bench.pass(SETTINGS.formation().reportNanos());
        report(62);
        bench.pass(SETTINGS.formation().reportNanos() + 1);
        assertEquals(Set.of(contact(0), contact(2)), contacts(neighbours.heard(1)));
    }

    /** Who is to join another unit is told so even if it was not heard of. */
    @Test
    void butAllForAMerger() {
        assertEquals(4, neighbours.all(1).size());
    }
}
