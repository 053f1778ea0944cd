package io.murmur.protocol.wire;

import java.util.Arrays;

/** The first 64 bits of the hashes of the sixteen subtrees below one place of a Merkle trie; 0 where one is empty. */
public final class Children {
    public static final int COUNT = 16;
    /** Key bits that one step down the trie settles. */
    public static final int BITS = 4;

    private final long[] prefixes;

    private Children(long[] prefixes) {
        this.prefixes = prefixes;
    }

    /** Takes the array of {@value #COUNT} over: the caller gives it away. */
    public static Children of(long[] prefixes) {
        if (prefixes.length != COUNT) {
            throw new IllegalArgumentException("a place has " + COUNT + " children, not " + prefixes.length);
        }
        return new Children(prefixes);
    }

    public long at(int child) {
        return prefixes[child];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Children that && Arrays.equals(prefixes, that.prefixes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(prefixes);
    }

    @Override
    public String toString() {
        return "Children" + Arrays.toString(prefixes);
    }
}
