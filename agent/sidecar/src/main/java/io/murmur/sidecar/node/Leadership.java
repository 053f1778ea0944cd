package io.murmur.sidecar.node;

import io.murmur.hierarchical.agent.TreeView;
import io.murmur.hierarchical.election.Kept;

/**
 * Who leads an agent's own group.
 *
 * @param group its id; 0 as long as the agent is a member of none
 * @param leader the leader's id, or {@link Kept#NOBODY}
 * @param term of the group; terms of different groups say nothing of each other
 * @param actsUntilNanos until when the agent itself acts as leader, unless its lease is renewed, on the node's clock;
 *     {@link Long#MIN_VALUE} where it does not
 */
public record Leadership(long group, long leader, long term, long actsUntilNanos) {
    static Leadership of(TreeView tree) {
        if (tree.seats().isEmpty()) {
            return new Leadership(0, Kept.NOBODY, 0, Long.MIN_VALUE);
        }
        TreeView.Seat own = tree.seats().getFirst();
        return new Leadership(own.group(), own.leader(), own.term(), own.actsUntilNanos());
    }

    /** Whether the agent acts as leader at a moment. */
    public boolean acts(long nowNanos) {
        return nowNanos < actsUntilNanos;
    }
}
