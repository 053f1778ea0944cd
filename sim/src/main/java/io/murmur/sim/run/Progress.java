package io.murmur.sim.run;

/** Somebody who watches a run from outside, a progress bar for example. */
@FunctionalInterface
public interface Progress {
    /** Nobody watches. */
    Progress UNSEEN = (round, roundsMax, holders, agents) -> {};

    /**
     * A round has passed.
     *
     * @param round rounds passed
     * @param roundsMax rounds after which the run ends at the latest
     * @param holders live agents that hold the last update followed
     * @param agents live agents
     */
    void passed(long round, long roundsMax, long holders, long agents);
}
