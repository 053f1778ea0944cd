package io.murmur.sim.check;

import io.murmur.hierarchical.agent.Hierarchy;
import io.murmur.protocol.agent.Agent;
import io.murmur.protocol.roster.Member;
import io.murmur.protocol.roster.Roster;
import io.murmur.protocol.state.Entry;
import io.murmur.protocol.state.State;
import io.murmur.sim.engine.Population;
import io.murmur.sim.engine.Swarm;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A simulated swarm as checkers see it.
 *
 * @param disturbed says in which round somebody last wrote, crashed, joined or left, or datagrams were lost
 */
public record SwarmView(Swarm swarm, LongSupplier disturbed) implements View {
    @Override
    public long round() {
        return swarm.rounds();
    }

    @Override
    public long calmRounds() {
        return Math.max(0, swarm.rounds() - disturbed.getAsLong());
    }

    @Override
    public int places() {
        return swarm.places();
    }

    @Override
    public boolean running(int agent) {
        return agent >= 0 && swarm.running(agent);
    }

    @Override
    public @Nullable Object life(int agent) {
        return swarm.agent(agent);
    }

    @Override
    public @Nullable State state(int agent) {
        Agent seen = swarm.agent(agent);
        return seen == null ? null : seen.state();
    }

    @Override
    public @Nullable Roster roster(int agent) {
        Agent seen = swarm.agent(agent);
        return seen == null ? null : seen.roster();
    }

    @Override
    public int indexOf(Member member) {
        int index = Population.indexOf(member.address());
        boolean known =
                index >= 0 && index < swarm.places() && swarm.population().id(index) == member.id();
        return known ? index : -1;
    }

    @Override
    public int sent(int agent) {
        return swarm.sent(agent);
    }

    @Override
    public int payloads(int agent) {
        return swarm.payloads(agent);
    }

    @Override
    public List<Long> led(int agent) {
        Agent seen = swarm.running(agent) ? swarm.agent(agent) : null;
        return seen != null && seen.extension() instanceof Hierarchy hierarchy
                ? hierarchy.led(swarm.nowNanos())
                : List.of();
    }

    @Override
    public boolean genuine(Entry entry) {
        return swarm.genuine(entry);
    }
}
