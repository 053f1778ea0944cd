package io.murmur.sim.run;

import io.murmur.sim.scenario.Scenario;

/** Plays a scenario. */
public final class Play {
    private Play() {}

    /** Runs a scenario to its end, and says what it has shown. */
    public static Result play(Scenario scenario, Options options, Progress progress) {
        throw new UnsupportedOperationException(scenario + " " + options + " " + progress);
    }
}
