package io.murmur.hierarchical.tree;

import io.murmur.protocol.roster.Address;

/**
 * An agent of another group, and where it is reached.
 *
 * @param id not 0
 */
public record Contact(long id, Address address) {
    public Contact {
        if (id == 0) {
            throw new IllegalArgumentException("no agent has the id 0");
        }
    }
}
