package io.murmur.protocol.gossip;

import io.murmur.protocol.wire.DatagramWriter;

/** News of another protocol that rides on gossip's datagrams. */
public interface Piggyback {
    /** Appends what is most worth telling, in at most {@code bytesMax} bytes. */
    void fill(DatagramWriter datagram, int bytesMax);

    /** Whether there is news that no round has told yet. */
    boolean fresh();

    /** Whether there is news worth another round. */
    boolean hot();

    /** The round that told the news is over. */
    void told();
}
