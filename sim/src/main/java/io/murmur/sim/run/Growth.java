package io.murmur.sim.run;

/**
 * What it has cost to form a tree from seeds.
 *
 * @param groups until all live agents were of groups within their bounds, each led by one
 * @param tree until they were of one tree, and all heard of its top
 */
public record Growth(Landmark groups, Landmark tree) {
    /**
     * Something that came true.
     *
     * @param rounds after the last join; -1 if it never did
     * @param datagramsPerAgent sent until then, from the start of the run, lost ones included
     * @param cpuMicrosPerAgent processor time of all threads until then, per agent, their waiting for each other included
     * @param wallSeconds of the simulation until then
     */
    public record Landmark(long rounds, double datagramsPerAgent, double cpuMicrosPerAgent, double wallSeconds) {
        /** What never came true. */
        static final Landmark NEVER = new Landmark(-1, 0, 0, 0);
    }

    /** Before anything came true. */
    static final Growth NONE = new Growth(Landmark.NEVER, Landmark.NEVER);
}
