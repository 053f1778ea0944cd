package io.murmur.sim.signal;

import io.murmur.sim.engine.Population;
import io.murmur.telemetry.AgentResource;
import io.murmur.telemetry.Build;
import io.opentelemetry.sdk.resources.Resource;

/**
 * The run that signals are about.
 *
 * @param scenario its name
 * @param seed from which the ids of agents and of spans derive
 * @param partitions how many there are
 */
public record Subject(String scenario, long seed, int partitions) {
    private static final String SWARM = "simulation";

    /** Whom the metrics are of: the whole swarm, as one agent whose id is the seed. */
    AgentResource whole() {
        return new AgentResource(seed, scenario, SWARM, Build.VERSION);
    }

    /** Whom the spans of the agent with an index are of. */
    Resource agent(int index) {
        return new AgentResource(Population.id(seed, index), "agent " + index, SWARM, Build.VERSION).resource();
    }
}
