package io.murmur.hierarchical.agent;

import io.murmur.hierarchical.wire.Ids;
import io.murmur.hierarchical.wire.TreeMessage;

/**
 * The knobs of the tree's shape.
 *
 * @param groupMax a group with more live members is divided; 4..128
 * @param groupMin a group with fewer joins another, if there is one with room; at most half of {@code groupMax}
 * @param reportNanos between two reports of a member to its leader
 * @param vanishedNanos after which a group whose leader is silent counts as gone
 * @param orphanNanos after which a member whose group elects no leader looks for another one
 * @param nearNanos an agent that answers so soon is near: who looks for a group need not look farther; 0 or more
 * @param forgetNanos how long what is out of reach is waited for: as long as members that count as dead are remembered
 * @param relays members that one of them relays a decree to, at most; 0 to {@value TreeMessage#CONTACTS_MAX}
 * @param tellings members that are told of a decree in one interval by one agent
 */
public record FormationSettings(
        int groupMax,
        int groupMin,
        long reportNanos,
        long vanishedNanos,
        long orphanNanos,
        long nearNanos,
        long forgetNanos,
        int tellings,
        int relays) {
    private static final long MILLI = 1_000_000L;

    public FormationSettings {
        if (groupMax < 4 || groupMax > Ids.MAX || groupMin < 0 || groupMin > groupMax / 2) {
            throw new IllegalArgumentException("groups of " + groupMin + " to " + groupMax + " members: at most "
                    + Ids.MAX + ", and at least twice as many as the least");
        }
        if (nearNanos < 0) {
            throw new IllegalArgumentException("near agents take " + nearNanos + " ns to answer");
        }
        if (reportNanos < MILLI
                || vanishedNanos < reportNanos
                || orphanNanos < reportNanos
                || tellings < 1
                || relays < 0
                || relays > TreeMessage.CONTACTS_MAX
                || forgetNanos < vanishedNanos) {
            throw new IllegalArgumentException(
                    "times of formation: reports are the shortest; and how decrees are told");
        }
    }

    /** How long what is out of reach is waited for, in milliseconds. */
    public long forgetMillis() {
        return forgetNanos / MILLI;
    }

    /** The same with groups of another size. */
    public FormationSettings withGroups(int max, int min) {
        return new FormationSettings(
                max, min, reportNanos, vanishedNanos, orphanNanos, nearNanos, forgetNanos, tellings, relays);
    }

    /** For a local network. */
    public static FormationSettings lan() {
        return new FormationSettings(
                128, 32, 1_000 * MILLI, 5_000 * MILLI, 10_000 * MILLI, 5 * MILLI, 86_400_000 * MILLI, 16, 7);
    }
}
