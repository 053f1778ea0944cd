package io.murmur.sim.run;

import io.murmur.sim.check.Violation;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Something that must have come true some rounds after a certain one. */
final class Deadline {
    private final String expectation;
    private final long begin;
    private final int rounds;
    private final BooleanSupplier truth;
    private boolean met;
    private @Nullable Violation missed;

    /**
     * @param begin the round from which on it is waited for
     * @param rounds how long
     */
    Deadline(String expectation, long begin, int rounds, BooleanSupplier truth) {
        this.expectation = expectation;
        this.begin = begin;
        this.rounds = rounds;
        this.truth = truth;
    }

    /** Looks after a round whether it has come true. */
    void look(long round) {
        if (over() || round <= begin) {
            return;
        }
        met = truth.getAsBoolean();
        if (!met && round >= begin + rounds) {
            miss(round);
        }
    }

    /** The run is over, so this is too. */
    void end(long round) {
        if (!over()) {
            miss(round);
        }
    }

    private void miss(long round) {
        missed = new Violation(expectation, round, "not within " + rounds + " rounds of round " + begin);
    }

    /** Whether it is what is expected under that name. */
    boolean isOf(String name) {
        return expectation.equals(name);
    }

    /** Whether it came true in time. */
    boolean met() {
        return met;
    }

    /** Whether there is nothing to wait for any more. */
    boolean over() {
        return met || missed != null;
    }

    @Nullable
    Violation missed() {
        return missed;
    }
}
