package io.murmur.sidecar.store;

import io.murmur.hierarchical.agent.Keeper;
import io.murmur.protocol.roster.Roster;
import io.murmur.protocol.state.State;
import io.murmur.sidecar.security.OwnerKey;

/** Where an agent's memory is. Its methods may be called by any thread, one at a time. */
public interface Store extends AutoCloseable {
    /** The key pair of this agent, made in its first life. */
    OwnerKey owner();

    /** What is remembered of the life before. */
    Recollection recall();

    /** The values by reference that the agent holds. */
    Contents contents();

    /** What the agent must not forget of its group and of the elections it takes part in; durable at once. */
    Keeper keeper();

    /** Keeps the incarnation, durably: no later life begins at or below it. */
    void incarnation(long incarnation);

    /** Keeps what the agent holds now; what has not changed since the last time costs nothing. */
    void save(State state, State home, Roster roster, long lastVersion);

    @Override
    void close();
}
