package io.murmur.hierarchical.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.murmur.protocol.roster.Address;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class DescriptorProperties {
    /** Who was told of a few nodes only is told of all as soon as somebody sees that it knows less. */
    @Property
    void theWholeReplacesTheBriefAndNeverTheOtherWayRound(
            @ForAll @IntRange(max = Descriptor.NODES_MAX) int nodes, @ForAll @IntRange(min = 1) int number) {
        List<Contact> contacts = IntStream.rangeClosed(1, nodes)
                .mapToObj(id -> new Contact(id, new Address(0, id, 1)))
                .toList();
        Descriptor whole = new Descriptor(9, 1, 3, number, contacts);
        Descriptor brief = whole.brief();
        if (brief.nodes().size() == nodes) {
            assertEquals(whole, brief);
        } else {
            assertTrue(whole.isAfter(brief));
            assertNotEquals(whole.fingerprint(), brief.fingerprint());
            assertEquals(contacts.subList(0, Descriptor.BRIEF_NODES), brief.nodes());
        }
    }

    /** What others answer is believed as far as it is what the leader lists, which names fingerprints. */
    @Property
    void descriptorsWithOtherNodesHaveOtherFingerprints(
            @ForAll("nodes") List<Contact> nodes, @ForAll("nodes") List<Contact> others) {
        long fingerprint = new Descriptor(9, 1, 3, 2, nodes).fingerprint();
        assertEquals(nodes.equals(others), fingerprint == new Descriptor(9, 1, 3, 2, others).fingerprint());
        if (nodes.size() > 1) {
            List<Contact> turned = new ArrayList<>(nodes);
            Collections.swap(turned, 0, nodes.size() - 1);
            assertNotEquals(fingerprint, new Descriptor(9, 1, 3, 2, turned).fingerprint(), "another leads");
        }
    }

    /** Few of each, so that two lists often differ by little. */
    @Provide
    Arbitrary<List<Contact>> nodes() {
        Arbitrary<Address> addresses = Combinators.combine(
                        Arbitraries.longs().between(0, 1),
                        Arbitraries.longs().between(0, 1),
                        Arbitraries.integers().between(1, 2))
                .as(Address::new);
        return Combinators.combine(Arbitraries.longs().between(1, 3), addresses)
                .as(Contact::new)
                .list()
                .uniqueElements()
                .ofMaxSize(3);
    }
}
