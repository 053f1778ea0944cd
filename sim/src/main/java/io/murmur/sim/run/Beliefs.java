package io.murmur.sim.run;

import io.murmur.protocol.roster.Member;
import io.murmur.protocol.roster.Roster;
import io.murmur.protocol.roster.Status;
import io.murmur.sim.check.View;
import io.murmur.sim.engine.Swarm;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/** What live agents believe of the others: of all others in a flat swarm, of the members of their own group in a tree. */
final class Beliefs {
    private final Swarm swarm;
    private final View view;
    private final boolean tree;

    Beliefs(Swarm swarm, View view) {
        this.swarm = swarm;
        this.view = view;
        this.tree = swarm.plan().hierarchy() != null;
    }

    /** Whether nobody believes one of those alive that were not started again. */
    boolean deadKnown(List<Integer> dead) {
        List<Integer> still =
                dead.stream().filter(index -> !swarm.running(index)).toList();
        return everybody(
                tree
                        ? roster -> noMember(roster, (index, status) -> !swarm.running(index) && status.live())
                        : roster -> still.stream().noneMatch(index -> believesLive(roster, index)));
    }

    /** Whether everybody believes all live agents alive, of those it has to know. */
    boolean allKnown() {
        if (tree) {
            return everybody(
                    roster -> noMember(roster, (index, status) -> Ledger.live(swarm, index) && status != Status.ALIVE));
        }
        List<Integer> live = new ArrayList<>();
        for (int index = 0; index < swarm.places(); index++) {
            if (Ledger.live(swarm, index)) {
                live.add(index);
            }
        }
        return everybody(roster -> live.stream().allMatch(index -> believesAlive(roster, index)));
    }

    /** A look at what somebody believes of the agent with an index. */
    @FunctionalInterface
    private interface Belief {
        boolean isSo(int index, Status status);
    }

    private boolean noMember(Roster roster, Belief such) {
        boolean[] found = new boolean[1];
        roster.forEach(member -> {
            int index = view.indexOf(member);
            found[0] |= index >= 0 && such.isSo(index, member.status());
        });
        return !found[0];
    }

    @SuppressWarnings("ReferenceEquality") // many agents share one roster; a second look at it shows nothing new
    private boolean everybody(Predicate<Roster> such) {
        Roster last = null;
        for (int index = 0; index < swarm.places(); index++) {
            if (Ledger.live(swarm, index)) {
                Roster roster = Objects.requireNonNull(swarm.agent(index)).roster();
                if (roster != last && !such.test(roster)) {
                    return false;
                }
                last = roster;
            }
        }
        return true;
    }

    private boolean believesLive(Roster roster, int index) {
        Member member = roster.find(swarm.population().id(index));
        return member != null && member.status().live();
    }

    private boolean believesAlive(Roster roster, int index) {
        Member member = roster.find(swarm.population().id(index));
        return member != null && member.status() == Status.ALIVE;
    }
}
