package io.murmur.sim.engine;

import io.murmur.protocol.host.Event;

/**
 * Somebody who watches the agents of one partition: telemetry, a checker, a tracker. Called on the thread at work on the
 * partition, never by two at once; it must not call an agent back.
 */
@FunctionalInterface
public interface EventSink {
    /**
     * An agent did something.
     *
     * @param agent its index in the swarm
     * @param nowNanos the agent's time, in nanoseconds since the Unix epoch
     */
    void observe(int agent, long nowNanos, Event event);

    /** Makes the sink of each partition. */
    @FunctionalInterface
    interface Factory {
        /**
         * The sink of the partition that holds these agents.
         *
         * @param first the index of its first agent
         * @param count the number of its agents
         */
        EventSink open(int first, int count);
    }
}
