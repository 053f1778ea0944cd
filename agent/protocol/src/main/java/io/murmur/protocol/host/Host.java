package io.murmur.protocol.host;

import io.murmur.protocol.merkle.Hash;
import io.murmur.protocol.roster.Address;
import io.murmur.protocol.wire.Bytes;
import io.murmur.protocol.wire.DatagramWriter;
import org.jspecify.annotations.Nullable;

/** What an agent may ask of the world it runs in. Called only from within a call on the agent, on the same thread. */
public interface Host {
    /**
     * Lends a writer over a buffer of one datagram. The kernel fills it and hands it back with {@link #send} before it
     * asks for another, or lets go of it by asking for another.
     */
    DatagramWriter lend(Address to);

    /** Sends the datagram last lent. It may be lost, doubled, or overtaken; the kernel never learns which. */
    void send(Address to, DatagramWriter datagram);

    /**
     * Calls the agent back with {@code token}, once, when {@code delayNanos} have passed, or up to half a tick before
     * where the host's time ticks coarsely. There is no way to cancel: the kernel ignores tokens it no longer waits for.
     *
     * @param delayNanos at least 0
     */
    void schedule(long delayNanos, long token);

    /** The content with this hash, if the host keeps it: values that travel by reference are the host's to store. */
    default @Nullable Bytes content(Hash content) {
        return null;
    }

    /** Tells an observer what the agent did. It must not call the agent back. */
    void observe(Event event);
}
