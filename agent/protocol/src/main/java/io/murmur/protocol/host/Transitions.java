package io.murmur.protocol.host;

import io.murmur.protocol.merkle.Hasher;
import io.murmur.protocol.roster.Member;
import io.murmur.protocol.roster.Roster;
import io.murmur.protocol.state.Entry;
import io.murmur.protocol.state.State;
import java.util.List;

/**
 * How a state, or a roster, becomes the next one. The plain way computes it; a host of many agents may remember the
 * outcome, since agents that agree take the same step, and let them all share one value.
 */
public interface Transitions {
    /** The plain way. */
    Transitions COMPUTED = new Transitions() {};

    /**
     * {@code before} with these entries, each of which it judged fresh, from a state with that watermark.
     *
     * @param hasher for a host that tells steps apart by their roots
     */
    default State apply(State before, List<Entry> fresh, long theirWatermark, Hasher hasher) {
        return before.apply(fresh, theirWatermark);
    }

    /** {@code before} with this claim in place of whatever it holds of the same member. */
    default Roster apply(Roster before, Member claim) {
        return before.with(claim);
    }
}
