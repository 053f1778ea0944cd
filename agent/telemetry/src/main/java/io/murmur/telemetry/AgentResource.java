package io.murmur.telemetry;

import io.murmur.schema.MurmurAttributes;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.semconv.ServiceAttributes;

/**
 * The entity {@code murmur.agent}: what every signal of one agent is told of.
 *
 * @param id the agent's id
 * @param name for humans
 * @param swarm the name of the swarm
 * @param version of the software
 */
public record AgentResource(long id, String name, String swarm, String version) {
    /** As OpenTelemetry describes it. */
    public Resource resource() {
        return Resource.getDefault()
                .merge(Resource.create(Attributes.builder()
                        .put(ServiceAttributes.SERVICE_NAME, "murmur")
                        .put(ServiceAttributes.SERVICE_VERSION, version)
                        .put(ServiceAttributes.SERVICE_INSTANCE_ID, Vocabulary.id(id))
                        .put(MurmurAttributes.AGENT_ID, Vocabulary.id(id))
                        .put(MurmurAttributes.AGENT_NAME, name)
                        .put(MurmurAttributes.SWARM_NAME, swarm)
                        .build()));
    }
}
