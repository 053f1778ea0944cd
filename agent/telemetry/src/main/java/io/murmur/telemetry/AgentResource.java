package io.murmur.telemetry;

import io.murmur.schema.MurmurAttributes;
import io.murmur.schema.MurmurEntities;
import io.opentelemetry.sdk.resources.Resource;

/**
 * What every signal of one agent is told of: the agent, as an instance of the service.
 *
 * @param id the agent's id
 * @param name for humans
 * @param swarm the name of the swarm
 * @param version of the software
 */
public record AgentResource(long id, String name, String swarm, String version) {
    Resource resource() {
        String agent = Vocabulary.id(id);
        return Resource.getDefault()
                .merge(Resource.create(MurmurEntities.service("murmur")
                        .put(MurmurAttributes.SERVICE_VERSION, version)
                        .build()))
                .merge(Resource.create(MurmurEntities.serviceInstance(agent).build()))
                .merge(Resource.create(MurmurEntities.agent(agent)
                        .put(MurmurAttributes.AGENT_NAME, name)
                        .put(MurmurAttributes.SWARM_NAME, swarm)
                        .build()));
    }
}
