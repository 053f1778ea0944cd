package io.murmur.sidecar.api;

/** What tells a connection of changes without end. */
interface Follower {
    /** Sends what the connection takes; on its loop. */
    void drain();
}
