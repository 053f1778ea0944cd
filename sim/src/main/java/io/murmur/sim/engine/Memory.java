package io.murmur.sim.engine;

import io.murmur.hierarchical.agent.Hierarchy;
import io.murmur.hierarchical.agent.Keeper;
import io.murmur.hierarchical.election.Configuration;
import io.murmur.hierarchical.election.Kept;
import io.murmur.protocol.agent.Agent;
import io.murmur.protocol.roster.Address;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the host of an agent that starts again has kept of its groups and elections. Made at the first restart, out of what
 * the agent has at hand then: one that never restarts costs nothing.
 */
final class Memory implements Keeper {
    private static final int PEERS_MAX = 64;

    private final Map<Long, Kept> elections = new LinkedHashMap<>();
    private long group;

    /** At the end of a life. */
    void take(Hierarchy last) {
        elections.putAll(last.kept());
        group = last.keptGroup();
    }

    @Override
    public Kept kept(long of, Configuration founding) {
        return elections.computeIfAbsent(of, fresh -> Kept.fresh(founding));
    }

    @Override
    public void keep(long of, long term, long vote) {
        Kept before = kept(of, Configuration.NONE);
        elections.put(of, new Kept(term, vote, before.configuration(), before.abstains()));
    }

    @Override
    public void keep(long of, Configuration configuration) {
        Kept before = kept(of, Configuration.NONE);
        elections.put(of, new Kept(before.term(), before.vote(), configuration, before.abstains()));
    }

    @Override
    public long group() {
        return group;
    }

    @Override
    public void group(long next) {
        group = next;
    }

    /** Where some of those are whom an agent knew at the end of its last life. */
    static List<Address> peers(Agent last) {
        List<Address> met = new ArrayList<>();
        last.roster().any(member -> {
            if (member.status().live() && member.id() != last.id()) {
                met.add(member.address());
            }
            return met.size() >= PEERS_MAX;
        });
        return met;
    }
}
