package io.murmur.hierarchical.tree;

import io.murmur.protocol.roster.Address;

/**
 * One half of a group that is divided: neighbours in the network stay together. Whoever knows an address knows which
 * half it is in, also of those whom the one that divides has not heard of.
 *
 * @param pivot the lowest address of the upper half
 */
public record Side(Address pivot, boolean upper) {
    /** Whether an address is on this side. */
    public boolean holds(Address address) {
        return upper == (address.compareTo(pivot) >= 0);
    }
}
