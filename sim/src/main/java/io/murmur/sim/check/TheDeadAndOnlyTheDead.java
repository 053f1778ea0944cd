package io.murmur.sim.check;

import io.murmur.protocol.roster.Member;
import io.murmur.protocol.roster.Roster;
import io.murmur.protocol.roster.Status;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Invariant 5: who has crashed is seen dead by all live agents in time, and who lives is not buried for longer than it
 * takes to refute. Looks through the eyes of a fixed sample of agents.
 */
public final class TheDeadAndOnlyTheDead implements Checker {
    private static final int EYES = 64;

    private final Findings findings = new Findings("the dead, and only the dead, are seen dead");
    private final int deathRounds;
    private final int refutationRounds;
    /** By the live agents that somebody buries: since which round, without a break. */
    private Map<Integer, Long> buried = new HashMap<>();

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
        Map<Integer, Long> before = buried;
        buried = new HashMap<>();
        Roster last = null;
        for (int eye : eyes(view.places())) {
            Roster roster = view.running(eye) ? view.roster(eye) : null;
            if (roster != null && roster != last && tells(view, roster)) {
                roster.forEach(member -> judge(view, eye, member, before));
            }
            last = roster;
        }
    }

    private boolean tells(View view, Roster roster) {
        return roster.dead() > 0 || view.calmRounds() > deathRounds;
    }

    private void judge(View view, int eye, Member member, Map<Integer, Long> before) {
        int index = view.indexOf(member);
        boolean runs = view.running(index);
        if (!runs && member.status().live() && view.calmRounds() > deathRounds) {
            findings.add(
                    view.round(),
                    "agent " + eye + " believes crashed agent " + index + " " + member.status() + ", "
                            + view.calmRounds() + " calm rounds on; the bound is " + deathRounds);
        }
        if (runs && member.status() == Status.DEAD) {
            long since = before.getOrDefault(index, view.round());
            buried.put(index, since);
            buries(view, eye, index, since);
        }
    }

    /** Where datagrams are lost, a live agent may be buried at any time; it has to refute that. */
    private void buries(View view, int eye, int index, long since) {
        long rounds = Math.min(view.round() - since, view.calmRounds());
        if (rounds > refutationRounds) {
            findings.add(
                    view.round(),
                    "agent " + eye + " buries live agent " + index + ", for " + rounds + " calm rounds; the bound is "
                            + refutationRounds);
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
