package io.murmur.hierarchical.tree;

/**
 * A share of a multicast: cover the positions base, base + step, base + 2 step, ... of a unit. Whoever carries it out
 * covers the first few itself and hands each of them an equal share of the rest, so the shares of all of them together
 * are exactly the job.
 *
 * @param level of the unit whose positions are meant; 0 means the members of a group
 * @param base the first position, 0 or more
 * @param step 1 or more
 */
public record Job(int level, int base, int step) {
    /** The largest base and step: beyond them there is no position in any unit. */
    public static final int POSITION_MAX = 1 << 20;

    public Job {
        if (level < 0 || level > Descriptor.LEVEL_MAX || base < 0 || step < 1) {
            throw new IllegalArgumentException("no job: level " + level + ", base " + base + ", step " + step);
        }
    }

    /** The position that the child with a number, 0 or more, stands at. */
    public int position(int child) {
        return capped((long) base + (long) child * step);
    }

    /** What that child is to cover, if the job is dealt out to so many. */
    public Job share(int child, int children) {
        return new Job(level, capped(base + ((long) child + children) * step), capped((long) children * step));
    }

    /** 64 bits that stand for this job. */
    public long mark() {
        return Mixing.of(((long) level << 42) ^ ((long) base << 21) ^ step);
    }

    private static int capped(long position) {
        return (int) Math.min(POSITION_MAX, position);
    }
}
