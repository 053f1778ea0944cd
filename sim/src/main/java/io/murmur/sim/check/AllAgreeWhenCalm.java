package io.murmur.sim.check;

import io.murmur.protocol.state.State;
import io.murmur.protocol.state.Version;
import java.util.List;

/**
 * Invariant 4: when writes have stopped and the network is whole, all live agents reach one root within a bound. So they
 * do each time that one of them collects tombstones, and thereby raises the watermark.
 */
public final class AllAgreeWhenCalm implements Checker {
    private final Findings findings = new Findings("all agree when calm");
    private final int roundsMax;
    private long watermark = Version.NEVER;
    private long raisedRound;

    public AllAgreeWhenCalm(int roundsMax) {
        this.roundsMax = roundsMax;
    }

    @Override
    public String invariant() {
        return findings.invariant();
    }

    @Override
    public void look(View view) {
        long highest = highest(view);
        if (highest > watermark) {
            watermark = highest;
            raisedRound = view.round();
        }
        long calm =
                Math.min(view.calmRounds(), watermark == Version.NEVER ? Long.MAX_VALUE : view.round() - raisedRound);
        if (calm <= roundsMax) {
            return;
        }
        int disagreeing = disagreeing(view);
        if (disagreeing > 0) {
            findings.add(
                    view.round(),
                    disagreeing + " live agents still hold another root than the first, " + calm
                            + " calm rounds on; the bound is " + roundsMax);
        }
    }

    private static long highest(View view) {
        long highest = Version.NEVER;
        for (int agent = 0; agent < view.places(); agent++) {
            State state = view.running(agent) ? view.state(agent) : null;
            highest = state == null ? highest : Math.max(highest, state.watermark());
        }
        return highest;
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
