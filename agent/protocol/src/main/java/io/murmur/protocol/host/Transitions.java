package io.murmur.protocol.host;

import io.murmur.protocol.merkle.Hasher;
import io.murmur.protocol.state.Entry;
import io.murmur.protocol.state.State;
import java.util.List;

/**
 * How a state becomes the next one. The plain way computes it; a host of many agents may remember the outcome, since
 * agents that agree take the same step, and let them all share one state.
 */
@FunctionalInterface
public interface Transitions {
    /** The plain way. */
    Transitions COMPUTED = State::apply;

    /** {@code before} with these entries, each of which it judged fresh, from a state with that watermark. */
    State apply(State before, List<Entry> fresh, long theirWatermark, Hasher hasher);
}
