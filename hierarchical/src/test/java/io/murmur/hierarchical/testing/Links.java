package io.murmur.hierarchical.testing;

import io.murmur.protocol.host.Dice;
import java.util.HashSet;
import java.util.Set;

/** What the network does to datagrams: it loses, doubles and delays them, and has links that are cut, one way or both. */
public final class Links {
    public static final long MILLI = 1_000_000L;

    /** Shares of datagrams, 0..1. */
    public double loss;

    public double duplicates;

    /** A datagram takes between the least and the most, so that later ones overtake earlier ones. */
    public long latencyNanosMin = MILLI / 5;

    public long latencyNanosMax = 2 * MILLI;

    private final Dice dice;
    private final Set<Link> cut = new HashSet<>();

    private record Link(long from, long to) {}

    Links(Dice dice) {
        this.dice = dice;
    }

    public void cut(long from, long to) {
        cut.add(new Link(from, to));
    }

    /** Cuts both ways between the members of either side. */
    public void part(Set<Long> side, Set<Long> other) {
        side.forEach(a -> other.forEach(b -> {
            cut(a, b);
            cut(b, a);
        }));
    }

    /** Mends all links; loss and latency stay. */
    public void mend() {
        cut.clear();
    }

    int copies(long from, long to) {
        if (cut.contains(new Link(from, to)) || dice.nextDouble() < loss) {
            return 0;
        }
        return dice.nextDouble() < duplicates ? 2 : 1;
    }

    long latencyNanos() {
        return latencyNanosMin + (long) (dice.nextDouble() * (latencyNanosMax - latencyNanosMin));
    }
}
