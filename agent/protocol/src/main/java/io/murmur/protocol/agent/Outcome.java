package io.murmur.protocol.agent;

import io.murmur.protocol.host.Refusal;
import io.murmur.protocol.state.Entry;

/** What became of a write. */
public sealed interface Outcome {
    /** It is part of this agent's state, and on its way to the others. */
    record Written(Entry entry) implements Outcome {}

    /** Nothing changed. */
    record Refused(Refusal reason) implements Outcome {}
}
