package io.murmur.sim.signal;

import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.DelegatingSpanData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.function.IntFunction;

/** A span under the name of the agent whose operation it is, as if that one had an SDK of its own. */
final class AgentSpan extends DelegatingSpanData {
    private final int agent;
    private final IntFunction<Resource> resources;

    /**
     * @param agent its index
     * @param resources what an agent is, asked when somebody exports
     */
    AgentSpan(SpanData span, int agent, IntFunction<Resource> resources) {
        super(span);
        this.agent = agent;
        this.resources = resources;
    }

    @Override
    public Resource getResource() {
        return resources.apply(agent);
    }
}
