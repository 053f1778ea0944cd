package io.murmur.hierarchical.election;

/** What a leader knows of one of the others. */
final class Peer {
    final long id;
    /** Its place in the leader's configuration. */
    int place;

    boolean heard;
    /** When the last heartbeat was sent that it acknowledged. */
    long sentNanos;
    /** Of the configuration it holds; 0 as long as it is not one of this leader's. */
    int number;

    int priority;
    /** It did not vote for this leader, or was to relay, and was not heard of since: others relay first. */
    boolean tired;
    /** It relayed a moment ago, and sent enough. */
    boolean spent;
    /** The last round that it was to relay; 0 for none. */
    int relayed;
    /** The last round that it was sent apart from its slice; 0 for none. */
    int apart;

    Peer(long id) {
        this.id = id;
    }

    void acknowledged(long heartbeatNanos, int holding, int itsPriority) {
        sentNanos = heard ? Math.max(sentNanos, heartbeatNanos) : heartbeatNanos;
        number = holding;
        priority = itsPriority;
        heard = true;
        tired = false;
        spent = false;
    }

    boolean heardSince(long nanos) {
        return heard && sentNanos >= nanos;
    }

    /**
     * Whether it makes a better relay: first who answers, of those by when they were heard of last and by priority; the
     * others in turn.
     */
    boolean relaysBetterThan(Peer other) {
        if (tired != other.tired) {
            return other.tired;
        }
        if (tired && relayed != other.relayed) {
            return relayed < other.relayed;
        }
        if (heard != other.heard || sentNanos != other.sentNanos) {
            return heard && (!other.heard || sentNanos > other.sentNanos);
        }
        return spent == other.spent ? priority > other.priority : other.spent;
    }
}
