package io.murmur.protocol.wire;

import io.murmur.protocol.state.Entry;
import java.util.Arrays;
import java.util.List;

/**
 * What somebody holds below one place of its trie, in key order: for each entry the first 64 bits of its key's hash,
 * its version, and the first 64 bits of its hash (which tell apart two writes of the same version). Immutable.
 */
public final class Stamps {
    /** The most stamps of one message. */
    public static final int MAX = 32;

    static final int WIDTH = 3;

    private final long[] rows;

    private Stamps(long[] rows) {
        this.rows = rows;
    }

    /** Takes over an array of (key, version, hash) triples: the caller gives it away. */
    public static Stamps of(long[] rows) {
        if (rows.length % WIDTH != 0 || rows.length > MAX * WIDTH) {
            throw new IllegalArgumentException(rows.length + " numbers are not up to " + MAX + " stamps");
        }
        return new Stamps(rows);
    }

    /** The stamps of up to {@value #MAX} entries, which must be in key order. */
    public static Stamps of(List<Entry> entries) {
        long[] rows = new long[entries.size() * WIDTH];
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            rows[i * WIDTH] = entry.key().prefix();
            rows[i * WIDTH + 1] = entry.version();
            rows[i * WIDTH + 2] = entry.hash().prefix();
        }
        return of(rows);
    }

    public int size() {
        return rows.length / WIDTH;
    }

    public long key(int index) {
        return rows[index * WIDTH];
    }

    public long version(int index) {
        return rows[index * WIDTH + 1];
    }

    public long hash(int index) {
        return rows[index * WIDTH + 2];
    }

    /** The index of a key's prefix, or -1. */
    public int indexOf(long key) {
        for (int i = 0; i < size(); i++) {
            if (key(i) == key) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Stamps that && Arrays.equals(rows, that.rows);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(rows);
    }

    @Override
    public String toString() {
        return "Stamps[" + size() + "]";
    }
}
