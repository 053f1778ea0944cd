package io.murmur.telemetry;

import io.murmur.schema.MurmurAttributes;
import io.murmur.schema.MurmurEntities;
import io.opentelemetry.api.common.Attributes;
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
    /** What an SDK is given. */
    public Resource resource() {
        return Resource.getDefault().merge(Resource.create(identity()));
    }

    /** Who the agent is. */
    public Attributes identity() {
        String agent = Vocabulary.id(id);
        return MurmurEntities.service("murmur")
                .put(MurmurAttributes.SERVICE_VERSION, version)
                .putAll(MurmurEntities.serviceInstance(agent).build())
                .putAll(MurmurEntities.agent(agent)
                        .put(MurmurAttributes.AGENT_NAME, name)
                        .put(MurmurAttributes.SWARM_NAME, swarm)
                        .build())
                .build();
    }
}
