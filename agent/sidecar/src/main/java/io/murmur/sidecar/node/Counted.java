package io.murmur.sidecar.node;

import io.murmur.hierarchical.agent.Census;

/** What came of the question how many agents there are. */
public sealed interface Counted {
    /** Somebody who leads knew, perhaps only of a part. */
    record Answered(Census census) implements Counted {}

    /** Nobody who leads answered in time. */
    record Unanswered() implements Counted {}

    /** Too many questions are open. */
    record Busy() implements Counted {}

    /** The swarm is flat: every agent's own roster knows. */
    record Flat() implements Counted {}
}
