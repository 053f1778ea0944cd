package io.murmur.sidecar.node;

import io.murmur.hierarchical.agent.Hierarchy;
import io.murmur.hierarchical.agent.TreeView;
import io.murmur.protocol.agent.Agent;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the tree of groups from its agent: at once where something happened to the tree, and now and then for what
 * changes by itself, since a look at a large group is too costly for every datagram. Belongs to the loop.
 */
final class Lookout {
    /** Much shorter than a lease that is worth having. */
    private static final long STALE_NANOS = 20_000_000L;

    private boolean stirred = true;
    private long seenNanos;
    private @Nullable TreeView seen;

    /** Something happened to the tree. */
    void stir() {
        stirred = true;
    }

    /** What is to be seen; the same object as long as it does not change. Null in a flat swarm. */
    @Nullable
    TreeView look(Agent agent, long nowNanos) {
        boolean stale = stirred || nowNanos - seenNanos >= STALE_NANOS;
        if (stale && agent.extension() instanceof Hierarchy hierarchy) {
            TreeView now = hierarchy.view();
            seen = now.equals(seen) ? seen : now;
            stirred = false;
            seenNanos = nowNanos;
        }
        return seen;
    }
}
