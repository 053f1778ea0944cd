package io.murmur.hierarchical.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The sum of many summaries is what one would count with all agents in one room. */
class SummaryProperties {
    private static final long ROOT = 1;

    private static Arbitrary<Summary> summary() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 5_000),
                        Arbitraries.integers().between(0, 100),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.longs().between(ROOT, 3),
                        Arbitraries.doubles().between(0, 1),
                        Arbitraries.doubles().between(0, 1),
                        Arbitraries.longs().between(0, 1_000_000),
                        Arbitraries.of(false, false, true))
                .as((live, groups, missing, root, share, load, asOf, absent) -> new Summary(
                        live, groups, missing, root, (int) (share * live), (int) (load * 1_000 * live), asOf, absent));
    }

    @Provide
    Arbitrary<List<Summary>> summaries() {
        return summary().list().ofMaxSize(40);
    }

    private static Summary sum(List<Summary> parts) {
        Summary sum = Summary.NONE;
        for (Summary part : parts) {
            sum = sum.plus(part, ROOT);
        }
        return sum;
    }

    @Property
    void addsUpEverythingAndCountsAsHoldersOnlyWhoHoldTheWantedRoot(@ForAll("summaries") List<Summary> parts) {
        Summary sum = sum(parts);
        assertEquals(parts.stream().mapToInt(Summary::live).sum(), sum.live());
        assertEquals(parts.stream().mapToInt(Summary::groups).sum(), sum.groups());
        assertEquals(parts.stream().mapToInt(Summary::missing).sum(), sum.missing());
        assertEquals(parts.stream().mapToInt(Summary::loads).sum(), sum.loads());
        int holders = parts.stream()
                .filter(part -> part.root() == ROOT)
                .mapToInt(Summary::holders)
                .sum();
        assertEquals(holders, sum.holders());
        long oldest = parts.stream().mapToLong(Summary::asOfMillis).min().orElse(Long.MAX_VALUE);
        assertEquals(oldest, sum.asOfMillis());
        assertEquals(parts.stream().anyMatch(Summary::absent), sum.absent());
    }

    @Property
    void isTheSameInWhateverOrderReportsCome(@ForAll("summaries") List<Summary> parts, @ForAll Random random) {
        List<Summary> shuffled = new ArrayList<>(parts);
        Collections.shuffle(shuffled, random);
        assertEquals(sum(parts).plus(Summary.NONE, ROOT), sum(shuffled).plus(Summary.NONE, ROOT));
    }

    @Property
    void aSumOfMoreThanCanBeCountedStaysASummary(@ForAll("summaries") List<Summary> parts) {
        Summary huge = new Summary(
                Integer.MAX_VALUE, Integer.MAX_VALUE, 0, ROOT, Integer.MAX_VALUE, Integer.MAX_VALUE, 0, false);
        Summary sum = huge.plus(sum(parts), ROOT);
        assertEquals(Integer.MAX_VALUE, sum.live());
        assertEquals(Integer.MAX_VALUE, sum.holders());
        assertEquals(Integer.MAX_VALUE, sum.loads());
    }
}
