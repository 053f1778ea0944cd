package io.murmur.sim.scenario;

import io.murmur.sim.network.Latency;
import io.murmur.sim.network.Regions;
import io.murmur.sim.network.Weather;
import java.util.List;

/**
 * What the network does throughout.
 *
 * @param loss the share of datagrams lost, 0..1
 * @param duplication the share that arrives twice, 0..1
 * @param reordering the share that is held up and overtaken, 0..1
 * @param latency how long the way takes within a region; counts in network timing
 * @param regions where the agents are
 */
public record Network(double loss, double duplication, double reordering, Latency latency, Regions regions) {
    private static final long MILLI = 1_000_000L;

    /** A local network: half a millisecond, seldom more than two. */
    public static final Network LAN = lan(new Latency.LogNormal(MILLI / 2, 2 * MILLI));

    private static Network lan(Latency latency) {
        return new Network(0, 0, 0, latency, Regions.one(latency));
    }

    public Network withLoss(double share) {
        return new Network(share, duplication, reordering, latency, regions);
    }

    /** What it does with the luck of a seed. */
    public Weather weather(long seed) {
        return new Weather(seed, loss, duplication, reordering, latency, regions, List.of());
    }
}
