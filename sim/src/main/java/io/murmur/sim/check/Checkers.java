package io.murmur.sim.check;

import java.util.List;
import java.util.stream.Stream;

/** All checkers, fresh for one run. */
public final class Checkers {
    private final List<Checker> all;
    private final List<Checker> cheap;

    /**
     * Those of a run.
     *
     * @param cheap checkers beside, that can look at swarms of any size after every round
     */
    public Checkers(Bounds bounds, List<Checker> cheap) {
        this.cheap = List.copyOf(cheap);
        all = List.of(
                new VersionsNeverGoBack(),
                new StatesHashToTheirRoots(),
                new EqualRootsMeanEqualStates(),
                new AllAgreeWhenCalm(bounds.agreementRounds()),
                new TheDeadAndOnlyTheDead(bounds.deathRounds(), bounds.refutationRounds()),
                new BoundsHold(bounds),
                new NobodyLeadsBesideAnother());
    }

    /** Lets the checkers look at the swarm after a round that can do so after every one, however large it is. */
    public void glance(View view) {
        cheap.forEach(checker -> checker.look(view));
    }

    /** Lets all others look. */
    public void look(View view) {
        all.forEach(checker -> checker.look(view));
    }

    public List<Violation> violations() {
        return Stream.concat(cheap.stream(), all.stream())
                .flatMap(checker -> checker.violations().stream())
                .toList();
    }
}
