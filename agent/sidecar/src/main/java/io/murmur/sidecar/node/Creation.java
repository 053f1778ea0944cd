package io.murmur.sidecar.node;

import io.murmur.protocol.wire.CreationContext;
import org.jspecify.annotations.Nullable;

/** Gives a write the context of its creation. Called on the agent's loop, right before the write is made. */
@FunctionalInterface
public interface Creation {
    /** Of a write that nobody is to follow. */
    Creation UNTRACED = nowNanos -> null;

    /** The context; null where nobody is to follow the write. */
    @Nullable
    CreationContext at(long nowNanos);
}
