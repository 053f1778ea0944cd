package io.murmur.sim.check;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Invariant 6, where there are groups: at no moment may two agents act as leaders of the same one. */
public final class NobodyLeadsBesideAnother implements Checker {
    private final Findings findings = new Findings("nobody leads beside another");

    @Override
    public String invariant() {
        return findings.invariant();
    }

    @Override
    public void look(View view) {
        Map<Long, Integer> leaders = new HashMap<>();
        for (int agent = 0; agent < view.places(); agent++) {
            for (long group : view.led(agent)) {
                Integer other = leaders.putIfAbsent(group, agent);
                if (other != null) {
                    String what = "agents " + other + " and " + agent + " both act as leaders of group ";
                    findings.add(view.round(), what + Long.toHexString(group));
                }
            }
        }
    }

    @Override
    public List<Violation> violations() {
        return findings.all();
    }
}
