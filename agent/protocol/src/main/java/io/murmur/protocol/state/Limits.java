package io.murmur.protocol.state;

/**
 * What an agent is willing to hold, whatever its peers send.
 *
 * @param keyBytesMax longest key, in bytes, 1 to {@link #KEY_BYTES_CEILING}
 * @param valueBytesMax longest inline value, in bytes, 0 to {@link #VALUE_BYTES_CEILING}; longer ones travel by reference
 * @param entriesMax most entries, tombstones included, 1 to {@link #ENTRIES_CEILING}
 * @param stateBytesMax most bytes, the sum of all entries' encodings, at least 1
 */
public record Limits(int keyBytesMax, int valueBytesMax, int entriesMax, long stateBytesMax) {

    /** No key is longer, in bytes. */
    public static final int KEY_BYTES_CEILING = 512;

    /** No inline value is longer, in bytes. */
    public static final int VALUE_BYTES_CEILING = 16 * 1024;

    /** No state has more entries. */
    public static final int ENTRIES_CEILING = 1 << 24;

    /** As much as the format allows, up to 1,048,576 entries and 256 MiB. */
    public static final Limits DEFAULT = new Limits(KEY_BYTES_CEILING, VALUE_BYTES_CEILING, 1 << 20, 256L << 20);

    public Limits {
        require("keyBytesMax", keyBytesMax, 1, KEY_BYTES_CEILING);
        require("valueBytesMax", valueBytesMax, 0, VALUE_BYTES_CEILING);
        require("entriesMax", entriesMax, 1, ENTRIES_CEILING);
        require("stateBytesMax", stateBytesMax, 1, Long.MAX_VALUE);
    }

    /** Whether an entry's key and value are short enough. */
    public boolean admit(Entry entry) {
        return entry.keyLength() <= keyBytesMax
                && (entry.kind() != Kind.INLINE || entry.valueLength() <= valueBytesMax);
    }

    private static void require(String name, long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(name + " " + value + " is not within " + min + " to " + max);
        }
    }
}
