package io.murmur.hierarchical.wire;

import io.murmur.hierarchical.tree.Job;

/** A message of the multicast along the tree. */
public sealed interface SpreadMessage {
    /**
     * "The entries of this datagram are to be carried on": the job in the unit, and, for a receiver that stands for one of
     * the unit's groups, its share of that group.
     *
     * @param number chosen by the sender, for the answer
     * @param copy which of the copies for the receiver's group this is, 0..copies-1
     * @param copies how many nodes of the receiver's group get a copy; 0 if the receiver stands for none
     */
    record Carry(int number, Job job, int copy, int copies) implements SpreadMessage {
        /** The most copies for one group. */
        public static final int COPIES_MAX = 255;
    }

    /** The answer to {@link Carry}: it came. */
    record Carried(int number) implements SpreadMessage {}
}
