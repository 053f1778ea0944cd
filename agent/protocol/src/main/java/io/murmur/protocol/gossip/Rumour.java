package io.murmur.protocol.gossip;

import io.murmur.protocol.state.Entry;
import io.murmur.protocol.wire.CreationContext;
import io.murmur.protocol.wire.DatagramWriter;
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

    /** Puts it into a datagram, whole if it is new, few have it yet and it takes entries, else as an offer; false if there is no room. */
    boolean tell(DatagramWriter datagram, int hopsInline, @Nullable CreationContext context) {
        boolean whole = roundsTold == 0
                && hops < hopsInline
                && datagram.takesEntries()
                && DatagramWriter.pushBytes(entry) < datagram.capacity();
        return whole
                ? datagram.push(hops + 1, entry, context)
                : datagram.offer(entry.key().prefix(), entry.version(), entry.owner());
    }
}
