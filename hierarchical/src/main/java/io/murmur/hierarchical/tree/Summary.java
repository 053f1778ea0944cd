package io.murmur.hierarchical.tree;

/**
 * What a group's leader says of all agents below it, itself included: sums, so that the summaries of several groups add
 * up to one of them all.
 *
 * @param live members that are alive or suspect, 0 or more
 * @param groups groups of level 0, 0 or more
 * @param root the first 64 bits of the swarm's root as most of them hold it, as far as the leader can tell
 * @param holders how many of the live hold that root, 0..live
 * @param loadPermille the mean load of the agents, 0..1,000
 * @param asOfMillis the time of the oldest observation in it, in milliseconds since the Unix epoch
 */
public record Summary(int live, int groups, long root, int holders, int loadPermille, long asOfMillis) {
    /** Of nothing at all. */
    public static final Summary NONE = new Summary(0, 0, 0, 0, 0, Long.MAX_VALUE);

    /** The highest load. */
    public static final int LOAD_MAX = 1_000;

    public Summary {
        if (!addsUp(live, groups, holders, loadPermille)) {
            throw new IllegalArgumentException(
                    live + " live, " + holders + " hold the root, " + groups + " groups, load " + loadPermille);
        }
    }

    /** Whether these numbers can be a summary's. */
    public static boolean addsUp(int live, int groups, int holders, int loadPermille) {
        return live >= 0
                && groups >= 0
                && holders >= 0
                && holders <= live
                && loadPermille >= 0
                && loadPermille <= LOAD_MAX;
    }

    /** Both together; holders of another root than {@code wanted} do not count. */
    public Summary plus(Summary other, long wanted) {
        int both = (int) Math.min(Integer.MAX_VALUE, (long) live + other.live);
        long loads = (long) loadPermille * live + (long) other.loadPermille * other.live;
        return new Summary(
                both,
                (int) Math.min(Integer.MAX_VALUE, (long) groups + other.groups),
                wanted,
                (int) Math.min(both, (long) holdersOf(wanted) + other.holdersOf(wanted)),
                both == 0 ? 0 : (int) (loads / Math.max(1, (long) live + other.live)),
                Math.min(asOfMillis, other.asOfMillis));
    }

    private int holdersOf(long wanted) {
        return root == wanted ? holders : 0;
    }
}
