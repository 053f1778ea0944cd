package io.murmur.hierarchical.agent;

import io.murmur.hierarchical.tree.Summary;

/**
 * How many are we: what the leader of the highest unit that could be asked knows of all agents below it.
 *
 * @param height the level of the highest unit that the asking agent or the answering one knows
 * @param reach the level of the unit that is summed up, at most {@code height}
 */
public record Census(int height, int reach, Summary summary) {
    /** Whether agents are known to be missing in it: of other units, or of groups that nobody has reported yet. */
    public boolean partial() {
        return reach < height || summary.missing() > 0;
    }

    /** Whether this says more than another one. */
    boolean beats(Census other) {
        return reach != other.reach ? reach > other.reach : summary.missing() < other.summary.missing();
    }
}
