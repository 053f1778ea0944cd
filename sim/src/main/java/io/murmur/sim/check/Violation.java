package io.murmur.sim.check;

/**
 * An invariant that did not hold.
 *
 * @param invariant its name
 * @param round when it was seen
 * @param what what was seen, with the agents and keys concerned
 */
public record Violation(String invariant, long round, String what) {
    @Override
    public String toString() {
        return invariant + " in round " + round + ": " + what;
    }
}
