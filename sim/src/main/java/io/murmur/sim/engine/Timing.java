package io.murmur.sim.engine;

import io.murmur.protocol.wire.DatagramWriter;
import io.murmur.sim.network.Weather;

/** When things happen: what becomes of a datagram and of a timer, and how time goes on. */
interface Timing {
    /** Slots of streams that each partition needs. */
    int slots();

    /** The partitions, and the threads that work on them; told once. */
    void begin(Partition[] partitions, Crew crew);

    /** What the network does from now on. */
    void weather(Weather weather);

    /** Something is about to be done to an agent from outside, between two intervals. */
    void command();

    /** A datagram of the partition's agent at work is on its way to the agent of that index. */
    void send(Partition from, int receiver, DatagramWriter datagram);

    /** The partition's agent at work wants to be called back. */
    void schedule(Partition of, long delayNanos, long token);

    /** The time now, in nanoseconds since the Unix epoch. */
    long nowNanos();

    /** Brings to its end what was begun between two intervals, as far as it belongs to the last one. */
    default void settle() {}

    /** Lets one gossip interval pass. */
    void advance();

    /** Intervals that have passed. */
    long rounds();
}
