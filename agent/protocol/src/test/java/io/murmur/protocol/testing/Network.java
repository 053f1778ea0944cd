package io.murmur.protocol.testing;

import io.murmur.protocol.host.Dice;
import org.jspecify.annotations.Nullable;

/** What lies between the agents of a small swarm: how long datagrams take, and which of them never arrive. */
public final class Network {
    private static final long MICRO = 1_000;

    private final Dice dice;
    private long latencyNanosMin = 200 * MICRO;
    private long latencyNanosMax = 600 * MICRO;
    private double loss;
    private double duplication;
    private @Nullable Link open;
    private @Nullable Lossy lossy;

    /** Tells whether datagrams from one agent reach another. */
    @FunctionalInterface
    public interface Link {
        boolean carries(int from, int to);
    }

    /** The share of datagrams from one agent to another that is lost. */
    @FunctionalInterface
    public interface Lossy {
        double loss(int from, int to);
    }

    Network(long seed) {
        dice = new Dice(seed);
    }

    public Network latency(long nanosMin, long nanosMax) {
        latencyNanosMin = nanosMin;
        latencyNanosMax = nanosMax;
        return this;
    }

    /** Loses this share of all datagrams. */
    public Network loss(double share) {
        loss = share;
        return this;
    }

    /** Carries this share of all datagrams twice. */
    public Network duplication(double share) {
        duplication = share;
        return this;
    }

    /** Loses this share of the datagrams of each link, beside what is lost everywhere. */
    public Network lossy(Lossy shares) {
        lossy = shares;
        return this;
    }

    /** Cuts all links but these. */
    public Network only(Link links) {
        open = links;
        return this;
    }

    /** Mends all links. */
    public Network whole() {
        open = null;
        lossy = null;
        loss = 0;
        duplication = 0;
        return this;
    }

    /** Whether a datagram is carried twice, each time with a fate of its own. */
    boolean duplicates() {
        return duplication > 0 && dice.nextDouble() < duplication;
    }

    /** How long a datagram takes, or a negative number if it never arrives. */
    long latency(int from, int to) {
        double chance = dice.nextDouble();
        double share = dice.nextDouble();
        boolean lost = chance < loss || (lossy != null && chance < lossy.loss(from, to));
        if (lost || (open != null && !open.carries(from, to))) {
            return -1;
        }
        return latencyNanosMin + (long) (share * (latencyNanosMax - latencyNanosMin));
    }
}
