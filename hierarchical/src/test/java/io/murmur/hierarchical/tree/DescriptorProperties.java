package io.murmur.hierarchical.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.murmur.protocol.roster.Address;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
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
}
