package io.murmur.hierarchical.election;

/** A lease that a follower granted: until it has run out on the follower's own clock, only its holder gets a vote. */
final class Promise {
    private long holder = Kept.NOBODY;
    private long untilNanos;

    /** Replaces the one before: whoever may ask for another in its place has won a majority, or gave the first back. */
    void give(long to, long endNanos) {
        holder = to;
        untilNanos = endNanos;
    }

    boolean excludes(long candidate, long nowNanos) {
        return candidate != holder && nowNanos < untilNanos;
    }

    /** Whether the lease is that of a member, and runs. */
    boolean holds(long member, long nowNanos) {
        return member != Kept.NOBODY && member == holder && nowNanos < untilNanos;
    }

    long untilNanos() {
        return untilNanos;
    }
}
