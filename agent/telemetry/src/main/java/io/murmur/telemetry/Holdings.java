package io.murmur.telemetry;

import io.murmur.protocol.agent.Agent;
import io.murmur.protocol.roster.Status;
import java.util.EnumMap;
import java.util.Map;

/**
 * How much an agent holds.
 *
 * @param entries of the replicated state
 * @param bytes of those entries
 * @param members how many are believed to be in each status
 */
public record Holdings(int entries, long bytes, Map<Status, Integer> members) {
    public Holdings {
        members = Map.copyOf(members);
    }

    /** Of an agent, counted now: to be called by the thread that runs it, and not for every event. */
    public static Holdings of(Agent agent) {
        Map<Status, Integer> members = new EnumMap<>(Status.class);
        agent.roster().forEach(member -> members.merge(member.status(), 1, Integer::sum));
        return new Holdings(agent.state().size(), agent.state().bytes(), members);
    }
}
