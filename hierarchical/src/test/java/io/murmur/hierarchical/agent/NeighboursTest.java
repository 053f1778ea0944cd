package io.murmur.hierarchical.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.murmur.hierarchical.agent.Neighbours.Neighbour;
import io.murmur.hierarchical.tree.Contact;
import io.murmur.hierarchical.tree.Site;
import io.murmur.protocol.roster.Address;
import io.murmur.protocol.roster.Zone;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A group is divided where zones meet, the widest first, if that leaves both halves large enough. */
class NeighboursTest {
    /** So many agents of each zone, in the order of their sites; a word is a zone, the number behind it how many. */
    private static int border(Object... zonesAndCounts) {
        List<Neighbour> sorted = new ArrayList<>();
        for (int i = 0; i < zonesAndCounts.length; i += 2) {
            for (int k = 0; k < (int) zonesAndCounts[i + 1]; k++) {
                Address address = new Address(0, sorted.size(), 1);
                sorted.add(new Neighbour(
                        new Contact(sorted.size() + 1, address),
                        new Site(new Zone((String) zonesAndCounts[i]), address)));
            }
        }
        return Neighbours.border(sorted);
    }

    @Test
    void inTheMiddleWhereZonesSayNothing() {
        assertEquals(65, border("", 129));
        assertEquals(2, border("a", 4));
    }

    @Test
    void betweenZonesNearTheMiddle() {
        assertEquals(50, border("a", 50, "b", 79));
        assertEquals(70, border("a", 50, "b", 20, "c", 59));
    }

    @Test
    void betweenWideZonesBeforeNarrowOnes() {
        assertEquals(80, border("eu/1", 64, "eu/2", 16, "us/1", 49));
    }

    @Test
    void notWhereAHalfWouldBeTooSmall() {
        assertEquals(65, border("a", 20, "b", 109));
        assertEquals(65, border("a", 109, "b", 20));
    }
}
