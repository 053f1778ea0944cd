package io.murmur.sim.run;

import io.murmur.protocol.agent.Agent;
import io.murmur.protocol.state.Entry;
import io.murmur.sim.check.AllAgreeWhenCalm;
import io.murmur.sim.check.View;
import io.murmur.sim.check.Violation;
import io.murmur.sim.engine.EventKind;
import io.murmur.sim.engine.Swarm;
import io.murmur.sim.scenario.Expectations;
import io.murmur.sim.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** What becomes of a scenario's expectations. */
final class Verdicts {
    static final String NO_LIVE_DECLARED_DEAD = "noLiveDeclaredDead";
    private static final String HELD_BY_ALL_LIVE = "heldByAllLive";
    private static final String CONVERGED = "convergedWithinRounds";
    private static final String HELD = "heldWithinRounds";
    private static final String DEAD_KNOWN = "deadKnownWithinRounds";
    private static final String ALL_KNOWN = "allKnownWithinRounds";
    private static final String GROUPS = "groupsWithinRounds";
    private static final String ONE_TREE = "oneTreeWithinRounds";
    private static final String NEARBY_MATES = "nearbyMates";
    private static final String KEYS_GONE = "keysGoneWithinRounds";
    private static final String KEYS_STAY_GONE = "keysStayGoneForRounds";
    private static final String NO_WRITE_LOST = "noWriteLost";

    private final Expectations expectations;
    private final Swarm swarm;
    private final View view;
    private final Ledger ledger;
    private final Writers writers;
    private final Beliefs beliefs;
    private final Shape shape;
    private final long faultsOver;
    private final List<Deadline> deadlines = new ArrayList<>();
    private final List<Vigil> vigils = new ArrayList<>();
    private final @Nullable Graves graves;
    private final boolean single;
    private final boolean writes;
    private long crashSeen = -1;

    Verdicts(Scenario scenario, View view, Swarm swarm, Ledger ledger, Writers writers) {
        this.expectations = scenario.expectations();
        this.swarm = swarm;
        this.view = view;
        this.ledger = ledger;
        this.writers = writers;
        Beliefs believed = new Beliefs(swarm, view);
        this.beliefs = believed;
        this.shape = new Shape(swarm);
        this.single = scenario.steady()
                && scenario.workload().distinct()
                && scenario.calmFrom() == scenario.workload().from();
        this.writes = scenario.workload().perRound() > 0;
        this.faultsOver = scenario.faultsOver();
        await(ALL_KNOWN, faultsOver, expectations.allKnownWithinRounds(), believed::allKnown);
        await(GROUPS, faultsOver, expectations.groupsWithinRounds(), shape::areGroups);
        await(ONE_TREE, faultsOver, expectations.oneTreeWithinRounds(), shape::isOneTree);
        await(KEYS_GONE, scenario.calmFrom(), expectations.keysGoneWithinRounds(), this::keysGone);
        int rounds = expectations.keysStayGoneForRounds();
        graves = rounds > 0 ? new Graves(swarm) : null;
        if (graves != null) {
            vigils.add(new Vigil(KEYS_STAY_GONE, deadlines.getLast(), rounds, graves::closed));
        }
    }

    private void await(String expectation, long begin, int rounds, BooleanSupplier truth) {
        if (rounds > 0) {
            deadlines.add(new Deadline(expectation, begin, rounds, truth));
        }
    }

    /** Looks after a round. */
    void look(Mishaps mishaps) {
        if (mishaps.lastCrash() > crashSeen) {
            crashSeen = mishaps.lastCrash();
            List<Integer> dead = List.copyOf(mishaps.crashed());
            await(DEAD_KNOWN, crashSeen, expectations.deadKnownWithinRounds(), () -> beliefs.deadKnown(dead));
        }
        if (graves != null) {
            graves.look(writers.deletions());
        }
        deadlines.forEach(deadline -> deadline.look(swarm.rounds()));
        vigils.forEach(vigil -> vigil.look(swarm.rounds()));
    }

    /** Whether all live agents have been of led groups within their bounds, if that is waited for. */
    boolean areGroups() {
        return met(GROUPS);
    }

    /** Whether all live agents have been of one tree, if that is waited for. */
    boolean isOneTree() {
        return met(ONE_TREE);
    }

    private boolean met(String expectation) {
        return deadlines.stream().anyMatch(deadline -> deadline.isOf(expectation) && deadline.met());
    }

    /** Whether the swarm is as it should be for good. */
    boolean settled() {
        return ledger.settled()
                && writers.waiting() == 0
                && deadlines.stream().allMatch(Deadline::over)
                && vigils.stream().allMatch(Vigil::over)
                && (single || agreed());
    }

    private boolean agreed() {
        return AllAgreeWhenCalm.disagreeing(view) == 0;
    }

    /** What did not hold, now that the run is over. */
    List<Violation> violations() {
        List<Violation> all = new ArrayList<>();
        if (expectations.heldByAllLive()) {
            held(all);
        }
        if (expectations.convergedWithinRounds() > 0) {
            converged(all);
        }
        if (expectations.heldWithinRounds() > 0) {
            overdue(all);
        }
        if (expectations.noWriteLost()) {
            taken(all);
        }
        if (expectations.nearbyMates() > 0) {
            nearby(all);
        }
        for (Deadline deadline : deadlines) {
            deadline.end(swarm.rounds());
            if (deadline.missed() != null) {
                all.add(deadline.missed());
            }
        }
        for (Vigil vigil : vigils) {
            vigil.end(swarm.rounds());
            if (vigil.broken() != null) {
                all.add(vigil.broken());
            }
        }
        return all;
    }

    private void held(List<Violation> all) {
        int open = ledger.open().size();
        int disagreeing = single ? 0 : AllAgreeWhenCalm.disagreeing(view);
        if (open > 0 || disagreeing > 0) {
            String what = open + " of " + ledger.updates().size() + " updates are not held by all live agents, "
                    + disagreeing + " of which hold another state than the first";
            all.add(new Violation(HELD_BY_ALL_LIVE, swarm.rounds(), what));
        }
        if (ledger.updates().isEmpty() && writes) {
            all.add(new Violation(HELD_BY_ALL_LIVE, swarm.rounds(), "nothing that was written is left"));
        }
    }

    private void converged(List<Violation> all) {
        long late = ledger.updates().stream().filter(this::late).count();
        if (late > 0) {
            String what = late + " of " + ledger.updates().size() + " updates took longer than "
                    + expectations.convergedWithinRounds() + " rounds, the longest "
                    + ledger.slowest().p100();
            all.add(new Violation(CONVERGED, swarm.rounds(), what));
        }
    }

    private void overdue(List<Violation> all) {
        List<Ledger.Update> overdue = ledger.overdue(expectations.heldWithinRounds(), swarm.rounds());
        if (!overdue.isEmpty()) {
            String what = overdue.size() + " updates were not held by all live agents "
                    + expectations.heldWithinRounds() + " rounds after they were written; the first by "
                    + overdue.getFirst().holders() + " of " + ledger.live() + " when it was looked at last";
            all.add(new Violation(HELD, swarm.rounds(), what));
        }
    }

    private void taken(List<Violation> all) {
        long told = swarm.figures().events(EventKind.WRITE_REFUSED);
        if (writers.waiting() > 0 || told != writers.refused()) {
            String what = writers.waiting() + " writes were never taken; writers were refused " + writers.refused()
                    + " times, and agents told of " + told;
            all.add(new Violation(NO_WRITE_LOST, swarm.rounds(), what));
        }
    }

    private void nearby(List<Violation> all) {
        double share = shape.nearbyMates();
        if (share < expectations.nearbyMates()) {
            String what = "a share of " + share + " of the members of an agent's group are of its region";
            all.add(new Violation(NEARBY_MATES, swarm.rounds(), what));
        }
    }

    private boolean late(Ledger.Update update) {
        long begin = Math.max(update.writtenRound(), faultsOver);
        long end = update.writtenRound() + update.rounds();
        return update.rounds() < 0 || end - begin > expectations.convergedWithinRounds();
    }

    private boolean keysGone() {
        List<Entry> deletions = writers.deletions();
        for (int index = 0; index < swarm.places(); index++) {
            Agent agent = Ledger.live(swarm, index) ? swarm.agent(index) : null;
            if (agent != null
                    && deletions.stream().anyMatch(deletion -> agent.state().get(deletion.key()) != null)) {
                return false;
            }
        }
        return true;
    }
}
