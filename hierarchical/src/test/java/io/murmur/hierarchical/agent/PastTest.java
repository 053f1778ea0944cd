package io.murmur.hierarchical.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.murmur.hierarchical.election.Configuration;
import io.murmur.hierarchical.election.Kept;
import io.murmur.hierarchical.wire.Ids;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who spoke for a group that an agent left: who led it and who had a vote in it, as far as that agent knew. */
class PastTest {
    private static final long GROUP = 7;
    private static final int VOTER = 1;
    private static final int LEADER = 2;
    private static final int NOBODY_KNOWN = 3;

    private final Past past = new Past();

    PastTest() {
        past.give(GROUP, Kept.fresh(Configuration.founding(Ids.of(VOTER))), LEADER);
    }

    @Test
    void itsLeaderAndItsVoters() {
        assertTrue(past.spoke(GROUP, VOTER));
        assertTrue(past.spoke(GROUP, LEADER));
    }

    @Test
    void nobodyElse() {
        assertFalse(past.spoke(GROUP, NOBODY_KNOWN));
        assertFalse(past.spoke(GROUP + 1, LEADER));
        assertFalse(past.spoke(GROUP + 1, Kept.NOBODY));
    }

    @Test
    void whatItsElectionMustNotForgetIsGivenBack() {
        Kept kept = Objects.requireNonNull(past.given().get(GROUP));
        assertEquals(Ids.of(VOTER), kept.configuration().members());
    }

    @Test
    void thoseWhoSpokeForItsLatestUnitsAreRemembered() {
        IntStream.of(10, 11, 12, 13).forEach(unit -> past.leave(Scene.group(unit, 1, unit)));
        past.leave(Scene.group(12, 1, 22));
        assertEquals(List.of(Scene.contact(11), Scene.contact(13), Scene.contact(22)), past.nodes());
    }
}
