package io.murmur.hierarchical.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.murmur.protocol.roster.Address;
import io.murmur.protocol.roster.Zone;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** Whoever divides a group, and whomever it knows: everybody is on one side, and neighbours stay together. */
class SideProperties {
    @Provide
    Arbitrary<Site> sites() {
        Arbitrary<Long> halves =
                Arbitraries.oneOf(Arbitraries.longs(), Arbitraries.longs().between(-2, 2));
        Arbitrary<Zone> zones =
                Arbitraries.of("", "a", "a/b", "a/c", "a-b", "b").map(Zone::new);
        return Combinators.combine(zones, halves, halves, Arbitraries.integers().between(0, 0xFFFF))
                .as((zone, high, low, port) -> new Site(zone, new Address(high, low, port)));
    }

    @Property
    void everybodyIsOnExactlyOneSide(@ForAll("sites") Site pivot, @ForAll("sites") Site anybody) {
        boolean lower = new Side(pivot, false).holds(anybody);
        boolean upper = new Side(pivot, true).holds(anybody);
        assertNotEquals(lower, upper);
    }

    @Property
    void theSidesAreTheListCutAtThePivot(@ForAll @Size(min = 1, max = 40) List<@From("sites") Site> all) {
        List<Site> sorted = all.stream().distinct().sorted().toList();
        int half = sorted.size() / 2;
        Side upper = new Side(sorted.get(half), true);
        assertEquals(
                sorted.subList(half, sorted.size()),
                sorted.stream().filter(upper::holds).toList());
    }
}
