package io.murmur.protocol.gossip;

import io.murmur.protocol.host.Local;
import io.murmur.protocol.wire.DatagramWriter;
import org.jspecify.annotations.Nullable;

/**
 * What one round tells: the oldest rumours, as many as fit a bounded number of datagrams.
 *
 * @param first the first rumour of the chain
 * @param count how many of the chain are told
 */
record News(@Nullable Rumour first, int count) {
    /** Room for messages that a datagram of any sensible size has. */
    private static final int CAPACITY = 1_000;

    private static final News NONE = new News(null, 0);
    private static final int OFFER_BYTES = 25;

    static News of(Rumours rumours, int datagrams, Local local) {
        if (rumours.isEmpty()) {
            return NONE;
        }
        int room = datagrams * CAPACITY;
        int count = 0;
        for (Rumour rumour = rumours.head(); rumour != null; rumour = rumour.next) {
            int bytes = DatagramWriter.pushBytes(rumour.entry, local.context(rumour.entry));
            room -= rumour.roundsTold == 0 && bytes < CAPACITY ? bytes : OFFER_BYTES;
            if (room < 0 && count > 0) {
                break;
            }
            count++;
        }
        return new News(rumours.head(), count);
    }
}
