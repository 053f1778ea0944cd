package io.murmur.sim.run;

import io.murmur.sim.check.Violation;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Something that must stay true for some rounds once it has come true. */
final class Vigil {
    private final String expectation;
    private final Deadline awaited;
    private final int rounds;
    private final BooleanSupplier truth;
    private long begin = -1;
    private boolean kept;
    private @Nullable Violation broken;

    /**
     * @param awaited what has come true when it is met
     * @param rounds how long it must stay so
     */
    Vigil(String expectation, Deadline awaited, int rounds, BooleanSupplier truth) {
        this.expectation = expectation;
        this.awaited = awaited;
        this.rounds = rounds;
        this.truth = truth;
    }

    /** Looks after a round whether it is still true. */
    void look(long round) {
        if (over() || !awaited.met()) {
            return;
        }
        begin = begin < 0 ? round : begin;
        if (!truth.getAsBoolean()) {
            broken = new Violation(expectation, round, "no longer so " + (round - begin) + " rounds after " + begin);
        }
        kept = round >= begin + rounds;
    }

    /** The run is over, so this is too. */
    void end(long round) {
        if (!over()) {
            broken = new Violation(expectation, round, "the run ended before it was watched for " + rounds + " rounds");
        }
    }

    /** Whether there is nothing to watch any more, or never will be. */
    boolean over() {
        return kept || broken != null || awaited.missed() != null;
    }

    @Nullable
    Violation broken() {
        return broken;
    }
}
