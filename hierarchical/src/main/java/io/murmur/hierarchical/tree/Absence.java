package io.murmur.hierarchical.tree;

/**
 * A group or unit that was known and is out of reach: its agents may come back with what they wrote.
 *
 * @param group not 0
 * @param sinceMillis when it was missed, in milliseconds since the Unix epoch, by the clock of the leader that missed it
 */
public record Absence(long group, long sinceMillis) {
    public Absence {
        if (group == 0) {
            throw new IllegalArgumentException("no group has the id 0");
        }
    }

    /** 64 bits that stand for it in a directory's digest. */
    long fingerprint() {
        return Mixing.of(Mixing.of(group) ^ sinceMillis);
    }
}
