package io.murmur.sim.network;

import io.murmur.sim.chance.Mix;
import java.util.ArrayList;
import java.util.List;

/**
 * What the network does to datagrams. Each datagram's luck is a function of the seed, its sender, and how many its sender
 * sent before: nothing else, so the same run has the same luck however it is computed.
 *
 * @param seed of all luck
 * @param loss the share of datagrams lost, 0..1
 * @param duplication the share that arrives twice, 0..1
 * @param reordering the share that is held up and overtaken, 0..1
 * @param latency how long the way takes within a region; counts where time is continuous
 * @param regions where the agents are
 * @param cuts splits of the swarm that are in force
 */
public record Weather(
        long seed,
        double loss,
        double duplication,
        double reordering,
        Latency latency,
        Regions regions,
        List<Cut> cuts) {
    private static final long LOSS = 1;
    private static final long DUPLICATION = 2;
    private static final long REORDERING = 3;
    private static final long WAY = 4;
    private static final long COPY = 16;

    public Weather {
        requireShare("loss", loss);
        requireShare("duplication", duplication);
        requireShare("reordering", reordering);
        cuts = List.copyOf(cuts);
    }

    private static void requireShare(String name, double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException(name + " " + share + " is not a share, 0 to 1");
        }
    }

    /** A network that does nothing but take its time. */
    public static Weather calm(long seed, Latency latency) {
        return new Weather(seed, 0, 0, 0, latency, Regions.one(latency), List.of());
    }

    /** Whether every datagram arrives, once, in its order. */
    public boolean clear() {
        return loss == 0 && duplication == 0 && reordering == 0 && cuts.isEmpty();
    }

    /** The luck of one datagram, for the questions below. */
    public long luck(int sender, int sequence) {
        return Mix.of(seed, sender, sequence);
    }

    public boolean loses(long luck, int sender, int receiver) {
        for (int i = 0; i < cuts.size(); i++) {
            if (cuts.get(i).severs(sender, receiver)) {
                return true;
            }
        }
        return loss > 0 && draw(luck, LOSS) < loss;
    }

    public boolean doubles(long luck) {
        return duplication > 0 && draw(luck, DUPLICATION) < duplication;
    }

    /** Whether a datagram, or the copy of one, is held up. */
    public boolean holdsUp(long luck, boolean copy) {
        return reordering > 0 && draw(luck, copy ? REORDERING + COPY : REORDERING) < reordering;
    }

    /** How long a datagram, or the copy of one, takes; twice the most if it is held up. */
    public long latencyNanos(long luck, int sender, int receiver, boolean copy) {
        Latency taken = regions.near(sender, receiver) ? latency : regions.between();
        long way = taken.quantileNanos(draw(luck, copy ? WAY + COPY : WAY));
        return holdsUp(luck, copy) ? way + taken.mostNanos() : way;
    }

    /** No datagram is faster. */
    public long leastNanos() {
        return Math.min(latency.leastNanos(), regions.between().leastNanos());
    }

    /** No datagram that is not held up is slower. */
    public long mostNanos() {
        return Math.max(latency.mostNanos(), regions.between().mostNanos());
    }

    private static double draw(long luck, long question) {
        return Mix.unit(Mix.of(luck, question));
    }

    public Weather withLoss(double share) {
        return new Weather(seed, share, duplication, reordering, latency, regions, cuts);
    }

    public Weather withDuplication(double share) {
        return new Weather(seed, loss, share, reordering, latency, regions, cuts);
    }

    public Weather withReordering(double share) {
        return new Weather(seed, loss, duplication, share, latency, regions, cuts);
    }

    public Weather withLatency(Latency distribution) {
        return new Weather(seed, loss, duplication, reordering, distribution, regions, cuts);
    }

    public Weather with(Cut cut) {
        List<Cut> more = new ArrayList<>(cuts);
        more.add(cut);
        return new Weather(seed, loss, duplication, reordering, latency, regions, more);
    }

    public Weather without(Cut cut) {
        return new Weather(
                seed,
                loss,
                duplication,
                reordering,
                latency,
                regions,
                cuts.stream().filter(other -> !other.equals(cut)).toList());
    }
}
