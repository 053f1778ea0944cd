package io.murmur.protocol.gossip;

import io.murmur.protocol.state.Entry;
import org.jspecify.annotations.Nullable;

/** An entry that is still being told; a link of the chain that {@link Rumours} keeps. */
final class Rumour {
    final Entry entry;
    final short hops;
    byte roundsTold;

    @Nullable
    Rumour next;

    Rumour(Entry entry, int hops) {
        this.entry = entry;
        this.hops = (short) hops;
    }
}
