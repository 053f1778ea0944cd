package io.murmur.protocol.roster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Zones share as many labels as they begin with in common, and those within one zone are neighbours. */
class ZoneProperties {
    @Provide
    Arbitrary<List<String>> labels() {
        return Arbitraries.of("a", "ab", "b", "a-b", "0").list().ofMinSize(1).ofMaxSize(4);
    }

    private static Zone zone(List<String> labels) {
        return new Zone(String.join("/", labels));
    }

    @Property
    void sharesTheLabelsThatBothBeginWith(@ForAll("labels") List<String> one, @ForAll("labels") List<String> other) {
        int common = 0;
        while (common < one.size() && common < other.size() && one.get(common).equals(other.get(common))) {
            common++;
        }
        assertEquals(common, zone(one).shared(zone(other)));
        assertEquals(one.size(), zone(one).depth());
    }

    @Property
    void whatLiesBetweenTwoOfAZoneIsOfThatZone(
            @ForAll("labels") List<String> outer, @ForAll("labels") List<String> any) {
        Zone within = zone(outer);
        Zone between = zone(any);
        boolean lies = between.compareTo(new Zone(within.label() + "/0")) >= 0
                && between.compareTo(new Zone(within.label() + "/b")) <= 0;
        if (lies) {
            assertEquals(outer.size(), between.shared(within));
        }
    }

    @Example
    void refusesWhatAreNoLabels() {
        for (String label : List.of("/", "a/", "/a", "a//b", "a\u0000", "a\nb", "\u00e9".repeat(33))) {
            assertFalse(Zone.isOne(label), label);
            assertThrows(IllegalArgumentException.class, () -> new Zone(label));
        }
        assertTrue(Zone.isOne("\u00e9".repeat(32)));
    }
}
