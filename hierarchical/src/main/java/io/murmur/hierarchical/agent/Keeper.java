package io.murmur.hierarchical.agent;

import io.murmur.hierarchical.election.Configuration;
import io.murmur.hierarchical.election.Kept;

/** Where a host keeps what an agent must not forget of its groups and their elections, whatever happens to it. */
public interface Keeper {
    /** Of an agent that has no other life: nothing has to be kept. */
    Keeper FORGETFUL = new Keeper() {};

    /**
     * What is kept of a group.
     *
     * @param founding the configuration to begin with where nothing is kept
     */
    default Kept kept(long group, Configuration founding) {
        return Kept.fresh(founding);
    }

    /** Keeps the term and the vote in it; durable when it returns. */
    default void keep(long group, long term, long vote) {}

    /** Keeps the configuration; durable when it returns. */
    default void keep(long group, Configuration configuration) {}

    /** The group of level 0 that the agent was last a member of; 0 for none. */
    default long group() {
        return 0;
    }

    /** Keeps the group of level 0 that the agent is a member of, 0 for none; durable when it returns. */
    default void group(long group) {}
}
