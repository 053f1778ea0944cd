package io.murmur.hierarchical.election;

/**
 * What a member's host kept for it, given back when it starts again.
 *
 * @param term the last that was kept; 0 for none yet
 * @param vote whom it voted for in that term, or {@link #NOBODY}
 * @param configuration the last that was kept
 * @param abstains the host lost what it kept, or part of it: the member may have voted in terms it does not know of, so
 *     it never votes or stands again under its id, though it follows and is counted
 */
public record Kept(long term, long vote, Configuration configuration, boolean abstains) {
    /** No member has this id. */
    public static final long NOBODY = 0;

    /** For a member that never ran before. */
    public static Kept fresh(Configuration configuration) {
        return new Kept(0, NOBODY, configuration, false);
    }

    /** For a member that ran before and whose host does not know everything it was to keep. */
    public static Kept lost(Configuration configuration) {
        return new Kept(0, NOBODY, configuration, true);
    }
}
