package io.murmur.sidecar.api;

/** A request that is answered with a {@link Problem}. */
final class Refused extends Exception {
    private final transient Problem problem;

    Refused(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}
