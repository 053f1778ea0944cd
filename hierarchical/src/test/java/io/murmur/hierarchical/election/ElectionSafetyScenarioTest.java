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
    private static final int FAULTS = 30;

    private record Tally(long leases, long steps) {}

    @Test
    void neverHasTwoLeadersWhateverHappens() {
        Tally tally = strike(0, 1_000);
        assertTrue(tally.leases > 3_000 && tally.steps > 4_000, "hardly anything happened: " + tally);
    }

    @Test
    @Tag("campaign")
    void neverHasTwoLeadersInTenThousandRuns() {
        Tally tally = strike(1_000, 11_000);
        assertTrue(tally.leases > 30_000 && tally.steps > 40_000, "hardly anything happened: " + tally);
    }

    private static Tally strike(long from, long to) {
        long leases = 0;
        long steps = 0;
        for (long seed = from; seed < to; seed++) {
            Group group = Chaos.group(seed);
            Chaos.strike(group, FAULTS);
            Chaos.end(group);
            boolean led = group.runUntil(() -> group.leader().isPresent(), 5 * Group.SECOND);
            assertTrue(led || Chaos.lostDisks(group), "seed " + seed + ": nobody leads when all is over");
            group.runFor(Group.SECOND);
            leases += group.checker().leases();
            steps += group.checker().steps();
        }
        return new Tally(leases, steps);
    }
}
