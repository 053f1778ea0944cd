package io.murmur.hierarchical.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Whatever an electorate changes towards: nobody decides twice, and it gets there. */
class ElectorateProperties {
    @Provide
    Arbitrary<Electorate> electorates() {
        return ElectionMessages.electorates(members());
    }

    @Provide
    Arbitrary<Ids> members() {
        return Arbitraries.longs()
                .between(1, 160)
                .array(long[].class)
                .ofMinSize(1)
                .ofMaxSize(Ids.MAX)
                .uniqueElements()
                .map(Ids::of);
    }

    @Property
    void whoDecidesNextMeetsWhoeverDecidesNow(
            @ForAll("electorates") Electorate now,
            @ForAll("members") Ids wanted,
            @ForAll @IntRange(max = Ids.MAX) int heard) {
        Electorate next = now.towards(wanted, now.members().at(0), heard);
        long together = LongStream.concat(
                        Arrays.stream(now.members().toArray()),
                        Arrays.stream(next.members().toArray()))
                .distinct()
                .count();
        assertTrue(now.quorum() + next.quorum() > together, now + " and " + next);
    }

    @Property
    void isWhatWasWantedAfterAFewSteps(@ForAll("electorates") Electorate now, @ForAll("members") Ids wanted) {
        long keeping = now.members().at(0);
        Electorate next = now;
        int steps = 0;
        for (Electorate before = null; !next.equals(before); steps++) {
            before = next;
            next = before.towards(wanted, keeping, Ids.MAX);
        }
        boolean room = wanted.contains(keeping) || wanted.size() < Ids.MAX;
        if (room) {
            Ids all = wanted.contains(keeping) ? wanted : wanted.with(keeping);
            assertEquals(Electorate.of(all), next);
        }
        assertTrue(steps <= 20, steps + " steps");
    }

    @Property
    void mayLoseAThirdAfterAnyStepThatChangesSeveral(@ForAll("members") Ids members, @ForAll("members") Ids wanted) {
        Electorate now = Electorate.of(members);
        Electorate next = now.towards(wanted, now.members().at(0), Ids.MAX);
        int size = next.members().size();
        assertTrue(next.quorum() <= Math.max(size / 2 + 1, size * 2 / 3), next.toString());
    }

    /** Those who come may never be heard of: their unit would be without a leader. */
    @Property
    void whereSeveralComeThoseHeardOfDecideWithoutThem(
            @ForAll("electorates") Electorate now,
            @ForAll("members") Ids wanted,
            @ForAll @IntRange(max = Ids.MAX) int heard) {
        Electorate next = now.towards(wanted, now.members().at(0), heard);
        Ids before = now.members();
        long come = Arrays.stream(next.members().toArray())
                .filter(id -> !before.contains(id))
                .count();
        assertTrue(come <= 1 || next.quorum() <= heard, come + " come: " + next + ", " + heard + " heard of");
    }

    @Property
    void getsThereHoweverFewAreHeardOf(
            @ForAll("electorates") Electorate now,
            @ForAll("members") Ids wanted,
            @ForAll @IntRange(max = Ids.MAX) int heard) {
        long keeping = now.members().at(0);
        Assume.that(wanted.contains(keeping) || wanted.size() < Ids.MAX);
        Ids all = (wanted.contains(keeping) ? wanted : wanted.with(keeping)).sorted();
        Electorate next = now;
        while (!next.members().equals(all)) {
            Electorate before = next;
            next = before.towards(wanted, keeping, heard);
            assertNotEquals(before.members(), next.members(), "one can always change");
        }
    }

    @Example
    void aMajorityAtLeastDecidesAndNoMoreThanThereAre() {
        assertThrows(IllegalArgumentException.class, () -> new Electorate(Ids.of(1, 2, 3, 4), 2));
        assertThrows(IllegalArgumentException.class, () -> new Electorate(Ids.of(1, 2, 3, 4), 5));
        assertThrows(IllegalArgumentException.class, () -> new Electorate(Ids.NONE, 1));
        assertEquals(3, Electorate.of(Ids.of(4, 3, 2, 1)).quorum());
    }
}
