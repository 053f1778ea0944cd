package io.murmur.hierarchical.election;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.murmur.hierarchical.testing.Chaos;
import io.murmur.hierarchical.testing.Group;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * One leader in a term, one inside its lease at a moment, through partitions, loss, restarts, drift and views that
 * differ. The checker of every run throws with its seed.
 */
class ElectionSafetyScenarioTest {
    private static final int FAULTS = 14;

    @Test
    void neverHasTwoLeadersWhateverHappens() {
        assertTrue(leases(0, 1_000) > 2_000, "hardly anybody ever led");
    }

    @Test
    @Tag("campaign")
    void neverHasTwoLeadersInTenThousandRuns() {
        assertTrue(leases(1_000, 11_000) > 20_000, "hardly anybody ever led");
    }

    private static long leases(long from, long to) {
        long leases = 0;
        for (long seed = from; seed < to; seed++) {
            Group group = Chaos.group(seed);
            Chaos.strike(group, FAULTS);
            Chaos.end(group);
            group.runFor(2 * Group.SECOND);
            leases += group.checker().leases();
        }
        return leases;
    }
}
