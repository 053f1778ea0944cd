package io.murmur.sim.check;

import java.util.ArrayList;
import java.util.List;

/** What one checker has found: the first few violations, and how many there were. */
final class Findings {
    private static final int KEPT = 5;

    private final String invariant;
    private final List<Violation> kept = new ArrayList<>();
    private long count;

    Findings(String invariant) {
        this.invariant = invariant;
    }

    void add(long round, String what) {
        if (count++ < KEPT) {
            kept.add(new Violation(invariant, round, what));
        }
    }

    String invariant() {
        return invariant;
    }

    List<Violation> all() {
        List<Violation> all = new ArrayList<>(kept);
        if (count > KEPT) {
            all.add(new Violation(invariant, kept.getLast().round(), "and " + (count - KEPT) + " more"));
        }
        return all;
    }
}
