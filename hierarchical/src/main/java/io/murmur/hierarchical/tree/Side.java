package io.murmur.hierarchical.tree;

/**
 * One half of a group that is divided: neighbours in the network stay together. Whoever knows a site knows which half it
 * is in, also of those whom the one that divides has not heard of.
 *
 * @param pivot the lowest site of the upper half
 */
public record Side(Site pivot, boolean upper) {
    /** Whether a site is on this side. */
    public boolean holds(Site site) {
        return upper == (site.compareTo(pivot) >= 0);
    }

    /** The other half. */
    public Side opposite() {
        return new Side(pivot, !upper);
    }
}
