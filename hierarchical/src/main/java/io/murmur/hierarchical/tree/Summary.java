package io.murmur.hierarchical.tree;

/**
 * What a group's leader says of all agents below it, itself included: sums, so that the summaries of several groups add
 * up to one of them all.
 *
 * @param live members that are alive or suspect, 0 or more
 * @param groups groups of level 0, 0 or more
 * @param missing groups and units that are listed and not in it: their leader has told nothing yet
 * @param root the first 64 bits of the swarm's root as most of them hold it, as far as the leader can tell
 * @param holders how many of the live hold that root, 0..live
 * @param loads the loads of all that have told theirs, added up in thousandths, 0..1,000 live: the load of an agent is the
 *     share of the bound on datagrams that it sent in its last interval
 * @param asOfMillis the time of the oldest observation in it, in milliseconds since the Unix epoch, by the clock of the
 *     agent that made it; {@link Long#MAX_VALUE} where there is none
 * @param absent whether some agent or group may be out of reach and come back: it counts as dead or has vanished, not so
 *     long ago that it is forgotten, or it has told nothing yet
 */
public record Summary(
        int live, int groups, int missing, long root, int holders, int loads, long asOfMillis, boolean absent) {
    /** Of nothing at all. */
    public static final Summary NONE = new Summary(0, 0, 0, 0, 0, 0, Long.MAX_VALUE, false);

    /** The highest load of an agent, in thousandths. */
    public static final int LOAD_MAX = 1_000;

    public Summary {
        if (!addsUp(live, groups, missing, holders, loads)) {
            throw new IllegalArgumentException(live + " live, " + holders + " hold the root, " + groups + " groups, "
                    + missing + " missing, loads " + loads);
        }
    }

    /** Whether these numbers can be a summary's. */
    public static boolean addsUp(int live, int groups, int missing, int holders, int loads) {
        return live >= 0
                && groups >= 0
                && missing >= 0
                && holders >= 0
                && holders <= live
                && loads >= 0
                && loads <= (long) LOAD_MAX * live;
    }

    /** Both together; holders of another root than {@code wanted} do not count. */
    public Summary plus(Summary other, long wanted) {
        int both = sum(live, other.live);
        return new Summary(
                both,
                sum(groups, other.groups),
                sum(missing, other.missing),
                wanted,
                Math.min(both, sum(holdersOf(wanted), other.holdersOf(wanted))),
                (int) Math.min((long) LOAD_MAX * both, sum(loads, other.loads)),
                Math.min(asOfMillis, other.asOfMillis),
                absent || other.absent);
    }

    private static int sum(int one, int other) {
        return (int) Math.min(Integer.MAX_VALUE, (long) one + other);
    }

    /** With so many more groups missing. */
    public Summary lacking(int more) {
        return new Summary(live, groups, sum(missing, more), root, holders, loads, asOfMillis, absent || more > 0);
    }

    /** Absent as well where something else is. */
    public Summary absentWith(boolean other) {
        return new Summary(live, groups, missing, root, holders, loads, asOfMillis, absent || other);
    }

    /** As an agent takes it: an observation that another clock puts in the future is one of now. */
    public Summary by(long nowMillis) {
        return new Summary(live, groups, missing, root, holders, loads, Math.min(asOfMillis, nowMillis), absent);
    }

    private int holdersOf(long wanted) {
        return root == wanted ? holders : 0;
    }
}
