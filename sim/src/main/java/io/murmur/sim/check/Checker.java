package io.murmur.sim.check;

import java.util.List;

/** Watches one invariant through a run. */
public interface Checker {
    /** The invariant's name. */
    String invariant();

    /** Looks at the swarm after a round. */
    void look(View view);

    /** What has been found so far. */
    List<Violation> violations();
}
