package io.murmur.sidecar.node;

import io.murmur.hierarchical.agent.TreeView;
import io.murmur.protocol.agent.Agent;
import io.murmur.protocol.host.Lifecycle;
import io.murmur.protocol.merkle.Hash;
import io.murmur.protocol.roster.Roster;
import io.murmur.protocol.state.Entry;
import io.murmur.protocol.state.Scope;
import io.murmur.protocol.state.State;
import org.jspecify.annotations.Nullable;

/**
 * What an agent holds at one moment: immutable values that any thread may look at.
 *
 * @param state the replicated entries
 * @param home the entries that stay at home
 * @param lastVersion the last version it gave or saw
 * @param tree what is to be seen of the tree of groups; null in a flat swarm
 */
public record View(
        State state,
        State home,
        Roster roster,
        Lifecycle lifecycle,
        long lastVersion,
        @Nullable TreeView tree) {
    static View of(Agent agent, @Nullable TreeView tree) {
        return new View(agent.state(), agent.home(), agent.roster(), agent.lifecycle(), agent.lastVersion(), tree);
    }

    /** Who leads the agent's own group; null in a flat swarm. */
    public @Nullable Leadership leadership() {
        return tree == null ? null : Leadership.of(tree);
    }

    /** Where the entries of a scope are. */
    public State of(Scope scope) {
        return scope == Scope.AGENT ? home : state;
    }

    /** The entry at a {@link Scope#place} of that scope, unless it is a tombstone. */
    public @Nullable Entry find(Scope scope, Hash place) {
        Entry entry = of(scope).get(place);
        return entry == null || entry.isTombstone() ? null : entry;
    }

    /** Whether this is what the agent holds, told by identity: what changed may be equal, but is not hashed to find out. */
    @SuppressWarnings("ReferenceEquality")
    boolean shows(Agent agent, @Nullable TreeView seen) {
        return tree == seen
                && state == agent.state()
                && home == agent.home()
                && roster == agent.roster()
                && lifecycle == agent.lifecycle();
    }
}
