package io.murmur.hierarchical.wire;

/**
 * Neighbours in a configuration's ascending order whom the receiver is to pass a message on to. A place is an index into
 * that order.
 *
 * @param first the place that the lowest bits stand for, 0..127; 0 if there are no members
 * @param members a bit for each place from the first on, 0..0xFFFF
 * @param lacking those of them that are not known to hold the configuration; none but in a heartbeat
 */
public record Slice(int first, int members, int lacking) {
    /** How many places a slice spans at most. */
    public static final int SPAN = 16;

    /** Nobody. */
    public static final Slice NONE = new Slice(0, 0, 0);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException for places outside of 0..127, a first one of nobody, or lacking ones that are no
     *     members
     */
    public Slice {
        if (!isSlice(first, members, lacking)) {
            throw new IllegalArgumentException("not a slice: " + first + ", " + members + ", " + lacking);
        }
    }

    static boolean isSlice(int first, int members, int lacking) {
        if (members == 0) {
            return first == 0 && lacking == 0;
        }
        int last = first + Integer.SIZE - 1 - Integer.numberOfLeadingZeros(members);
        return first >= 0 && members > 0 && members < 1 << SPAN && last < Ids.MAX && (lacking & ~members) == 0;
    }

    public boolean isEmpty() {
        return members == 0;
    }

    public int size() {
        return Integer.bitCount(members);
    }

    public boolean contains(int place) {
        return isSet(members, place);
    }

    /** Whether the member of that place is one of the slice and lacks the configuration. */
    public boolean lacks(int place) {
        return isSet(lacking, place);
    }

    private boolean isSet(int bits, int place) {
        int bit = place - first;
        return bit >= 0 && bit < SPAN && (bits >> bit & 1) == 1;
    }

    /**
     * The same with one more, which comes after all the others.
     *
     * @throws IllegalArgumentException if it is too far from the first
     */
    public Slice with(int place, boolean lacks) {
        int from = isEmpty() ? place : first;
        int bit = 1 << Math.min(place - from, SPAN);
        return new Slice(from, members | bit, lacks ? lacking | bit : lacking);
    }
}
