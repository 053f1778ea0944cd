package io.murmur.sim.check;

import java.util.List;

/** All checkers, fresh for one run. */
public final class Checkers {
    private final List<Checker> all;

    public Checkers(Bounds bounds) {
        all = List.of(
                new VersionsNeverGoBack(),
                new StatesHashToTheirRoots(),
                new EqualRootsMeanEqualStates(),
                new AllAgreeWhenCalm(bounds.agreementRounds()),
                new TheDeadAndOnlyTheDead(bounds.deathRounds(), bounds.refutationRounds()),
                new BoundsHold(bounds));
    }

    /** Lets every checker look at the swarm after a round. */
    public void look(View view) {
        all.forEach(checker -> checker.look(view));
    }

    public List<Violation> violations() {
        return all.stream().flatMap(checker -> checker.violations().stream()).toList();
    }
}
