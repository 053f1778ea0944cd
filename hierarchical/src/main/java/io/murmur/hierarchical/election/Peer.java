package io.murmur.hierarchical.election;

/** What a leader knows of one of the others. */
final class Peer {
    final long id;
    boolean heard;
    /** When the last heartbeat was sent that it acknowledged. */
    long sentNanos;
    /** Of the configuration it holds; 0 as long as it is not one of this leader's. */
    int number;

    int priority;

    Peer(long id) {
        this.id = id;
    }

    void acknowledged(long heartbeatNanos, int holding, int itsPriority) {
        sentNanos = heard ? Math.max(sentNanos, heartbeatNanos) : heartbeatNanos;
        number = holding;
        priority = itsPriority;
        heard = true;
    }

    boolean heardSince(long nanos) {
        return heard && sentNanos >= nanos;
    }
}
