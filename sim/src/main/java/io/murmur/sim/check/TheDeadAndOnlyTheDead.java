package io.murmur.sim.check;

import io.murmur.protocol.roster.Member;
import io.murmur.protocol.roster.Roster;
import io.murmur.protocol.roster.Status;
import java.util.ArrayList;
import java.util.List;

/**
 * Invariant 5: who has crashed is seen dead by all live agents in time, and who lives is not buried for longer than it
 * takes to refute. Looks through the eyes of a fixed sample of agents.
 */
public final class TheDeadAndOnlyTheDead implements Checker {
    private static final int EYES = 64;

    private final Findings findings = new Findings("the dead, and only the dead, are seen dead");
    private final int deathRounds;
    private final int refutationRounds;

    public TheDeadAndOnlyTheDead(int deathRounds, int refutationRounds) {
        this.deathRounds = deathRounds;
        this.refutationRounds = refutationRounds;
    }

    @Override
    public String invariant() {
        return findings.invariant();
    }

    @Override
    public void look(View view) {
        if (view.calmRounds() <= Math.min(deathRounds, refutationRounds)) {
            return;
        }
        Roster last = null;
        for (int eye : eyes(view.places())) {
            Roster roster = view.running(eye) ? view.roster(eye) : null;
            if (roster != null && roster != last) {
                roster.forEach(member -> judge(view, eye, member));
            }
            last = roster;
        }
    }

    private void judge(View view, int eye, Member member) {
        int index = view.indexOf(member);
        boolean runs = view.running(index);
        if (!runs && member.status().live() && view.calmRounds() > deathRounds) {
            findings.add(
                    view.round(),
                    "agent " + eye + " believes crashed agent " + index + " " + member.status() + ", "
                            + view.calmRounds() + " calm rounds on; the bound is " + deathRounds);
        }
        if (runs && member.status() == Status.DEAD && view.calmRounds() > refutationRounds) {
            findings.add(
                    view.round(),
                    "agent " + eye + " buries live agent " + index + ", " + view.calmRounds()
                            + " calm rounds on; the bound is " + refutationRounds);
        }
    }

    private static List<Integer> eyes(int places) {
        List<Integer> eyes = new ArrayList<>();
        for (int i = 0; i < Math.min(EYES, places); i++) {
            eyes.add((int) ((long) i * places / Math.min(EYES, places)));
        }
        return eyes;
    }

    @Override
    public List<Violation> violations() {
        return findings.all();
    }
}
