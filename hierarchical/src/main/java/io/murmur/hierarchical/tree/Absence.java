package io.murmur.hierarchical.tree;

import org.jspecify.annotations.Nullable;

/**
 * A group or unit that was known and is out of reach: its agents may come back with what they wrote.
 *
 * @param group not 0
 * @param sinceMillis when it was missed, in milliseconds since the Unix epoch, by the clock of the leader that missed it
 * @param last who led it when it was heard of last; null where that is not remembered
 */
public record Absence(
        long group, long sinceMillis, @Nullable Contact last) {
    public Absence {
        if (group == 0) {
            throw new IllegalArgumentException("no group has the id 0");
        }
    }

    /** One of which nobody is remembered. */
    public Absence(long group, long sinceMillis) {
        this(group, sinceMillis, null);
    }

    /** The same as missed by another clock, which shows no more than that by now. */
    public Absence by(long nowMillis) {
        return new Absence(group, Math.min(nowMillis, sinceMillis), last);
    }

    Absence ledBy(@Nullable Contact leader) {
        return new Absence(group, sinceMillis, leader);
    }

    /** 64 bits that stand for it in a directory's digest. */
    long fingerprint() {
        return Mixing.of(Mixing.of(group) ^ sinceMillis);
    }
}
