package io.murmur.hierarchical.election;

import io.murmur.hierarchical.wire.ElectionMessage;

/**
 * What runs an election and what it may ask for. Called only from within a call on the election, on the same thread; it
 * must not call the election back.
 */
public interface ElectionHost {
    /**
     * Sends a message to a member. It may be lost, doubled, or overtaken; the election never learns which.
     *
     * @return false if the member may send no more for the moment; later it may
     */
    boolean send(long to, ElectionMessage message);

    /**
     * Calls the election back with {@code token}, once, when {@code delayNanos} have passed on this member's clock. There
     * is no way to cancel: the election ignores tokens it no longer waits for.
     *
     * @param delayNanos at least 0
     */
    void schedule(long delayNanos, long token);

    /**
     * Keeps the term and the vote in it, instead of those before. When this returns they must survive a crash: the next
     * message depends on it.
     *
     * @param vote a member's id, or {@link Kept#NOBODY}
     */
    void keep(long term, long vote);

    /** Keeps the configuration instead of the one before, as durably. */
    void keep(Configuration configuration);

    /** A value that equals the given one and is to be held instead: a host of many members holds it once. */
    default <T> T shared(T value) {
        return value;
    }

    /** Tells an observer what the election did. */
    void observe(ElectionEvent event);
}
