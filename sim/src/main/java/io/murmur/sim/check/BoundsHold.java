package io.murmur.sim.check;

import io.murmur.protocol.roster.Roster;
import io.murmur.protocol.state.Limits;
import io.murmur.protocol.state.State;
import java.util.List;

/** Invariant 8: datagrams per round, entries, bytes and members stay under their bounds, whatever peers send. */
public final class BoundsHold implements Checker {
    private final Findings findings = new Findings("bounds hold");
    private final Bounds bounds;
    private int[] sent = new int[0];
    private long looked;

    public BoundsHold(Bounds bounds) {
        this.bounds = bounds;
    }

    @Override
    public String invariant() {
        return findings.invariant();
    }

    @Override
    public void look(View view) {
        if (sent.length != view.places()) {
            sent = new int[view.places()];
        }
        long rounds = Math.max(1, view.round() - looked);
        looked = view.round();
        for (int agent = 0; agent < sent.length; agent++) {
            int total = view.sent(agent);
            check(
                    view,
                    agent,
                    "datagrams since the last look",
                    total - sent[agent],
                    rounds * bounds.datagramsPerRound());
            sent[agent] = total;
            State state = view.state(agent);
            Roster roster = view.roster(agent);
            if (state != null && roster != null) {
                Limits limits = bounds.settings().limits();
                check(view, agent, "entries", state.size(), limits.entriesMax());
                check(view, agent, "bytes of state", state.bytes(), limits.stateBytesMax());
                check(
                        view,
                        agent,
                        "members",
                        roster.size(),
                        bounds.settings().membership().membersMax());
            }
        }
    }

    private void check(View view, int agent, String what, long value, long max) {
        if (value > max) {
            findings.add(view.round(), "agent " + agent + " has " + value + " " + what + "; the bound is " + max);
        }
    }

    @Override
    public List<Violation> violations() {
        return findings.all();
    }
}
