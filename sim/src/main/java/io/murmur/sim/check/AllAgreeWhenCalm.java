package io.murmur.sim.check;

import io.murmur.protocol.state.State;
import java.util.List;

/** Invariant 4: when writes have stopped and the network is whole, all live agents reach one root within a bound. */
public final class AllAgreeWhenCalm implements Checker {
    private final Findings findings = new Findings("all agree when calm");
    private final int roundsMax;

    public AllAgreeWhenCalm(int roundsMax) {
        this.roundsMax = roundsMax;
    }

    @Override
    public String invariant() {
        return findings.invariant();
    }

    @Override
    public void look(View view) {
        if (view.calmRounds() <= roundsMax) {
            return;
        }
        int disagreeing = disagreeing(view);
        if (disagreeing > 0) {
            findings.add(
                    view.round(),
                    disagreeing + " live agents still hold another root than the first, " + view.calmRounds()
                            + " calm rounds on; the bound is " + roundsMax);
        }
    }

    /** Live agents whose root is not that of the first live one: none when all agree. */
    public static int disagreeing(View view) {
        State first = null;
        int count = 0;
        for (int agent = 0; agent < view.places(); agent++) {
            State state = view.running(agent) ? view.state(agent) : null;
            first = first == null ? state : first;
            if (state != null && !state.equals(first)) {
                count++;
            }
        }
        return count;
    }

    @Override
    public List<Violation> violations() {
        return findings.all();
    }
}
