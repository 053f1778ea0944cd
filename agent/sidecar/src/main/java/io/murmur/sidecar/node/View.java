package io.murmur.sidecar.node;

import io.murmur.protocol.agent.Agent;
import io.murmur.protocol.host.Lifecycle;
import io.murmur.protocol.merkle.Hash;
import io.murmur.protocol.roster.Roster;
import io.murmur.protocol.state.Entry;
import io.murmur.protocol.state.State;
import org.jspecify.annotations.Nullable;

/**
 * What an agent holds at one moment: immutable values that any thread may look at.
 *
 * @param state the replicated entries
 * @param home the entries that stay at home
 * @param lastVersion the last version it gave or saw
 */
public record View(State state, State home, Roster roster, Lifecycle lifecycle, long lastVersion) {
    static View of(Agent agent) {
        return new View(agent.state(), agent.home(), agent.roster(), agent.lifecycle(), agent.lastVersion());
    }

    /** The entry with this key hash, at home or replicated, that is not a tombstone; the later one where both exist. */
    public @Nullable Entry find(Hash key) {
        Entry near = live(home.get(key));
        Entry far = live(state.get(key));
        if (near == null || far == null) {
            return near == null ? far : near;
        }
        return near.supersedes(far) ? near : far;
    }

    private static @Nullable Entry live(@Nullable Entry entry) {
        return entry == null || entry.isTombstone() ? null : entry;
    }

    /** Whether this is what the agent holds, told by identity: what changed may be equal, but is not hashed to find out. */
    @SuppressWarnings("ReferenceEquality")
    boolean shows(Agent agent) {
        return state == agent.state()
                && home == agent.home()
                && roster == agent.roster()
                && lifecycle == agent.lifecycle();
    }
}
