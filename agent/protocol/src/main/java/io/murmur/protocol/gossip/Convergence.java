package io.murmur.protocol.gossip;

import io.murmur.protocol.roster.Member;
import io.murmur.protocol.roster.Roster;
import io.murmur.protocol.state.Entry;
import io.murmur.protocol.state.Version;
import org.jspecify.annotations.Nullable;

/**
 * Estimates, from gossip alone, how far the swarm agrees on a key. Every exchange is a sample of the swarm: a peer whose
 * root equals this agent's holds whatever this agent held by then. The share of the peers last met in a sample that hold
 * an entry estimates the share of the swarm that does, with a standard error of at most 1 / (2 sqrt(samples)).
 */
public final class Convergence {
    private static final long NANOS_PER_MILLI = 1_000_000L;
    private static final int RECENT = 1_024;

    private final long[] peers;
    private final long[] seenNanos;
    /** Up to when this agent's entries are known to be held by the peer; {@code Long.MIN_VALUE} for not known. */
    private final long[] heldNanos;

    private final long[] recentKeys = new long[RECENT];
    private final long[] recentNanos = new long[RECENT];
    private long recent;
    private int samples;
    private int next;

    Convergence(int samplesMax) {
        peers = new long[samplesMax];
        seenNanos = new long[samplesMax];
        heldNanos = new long[samplesMax];
    }

    /**
     * How far the swarm agrees on an entry.
     *
     * @param share the estimated share of live agents that hold it, 0..1; 1 for an agent that is alone
     * @param samples peers that the estimate rests on
     * @param ageNanos time since the entry was written
     */
    public record Estimate(double share, int samples, long ageNanos) {}

    /**
     * The estimate for an entry that this agent holds. It is 1 only once as many peers are known to hold the entry as
     * there are samples, or all of them where they are fewer: whom an agent meets it has told, so those it has not met
     * are not like those it has.
     *
     * @param roster tells which of the peers met are still there
     * @param peersLive live members beside this agent
     */
    public Estimate of(Entry entry, long nowNanos, Roster roster, int peersLive) {
        long since = appliedNanos(entry.key().prefix());
        int met = 0;
        int holding = 0;
        for (int i = 0; i < samples; i++) {
            if (seenNanos[i] > since && isLive(roster.find(peers[i]))) {
                met++;
                holding += heldNanos[i] > since ? 1 : 0;
            }
        }
        long age = Math.max(0, nowNanos - Version.millis(entry.version()) * NANOS_PER_MILLI);
        int counted = met < Math.min(peersLive, peers.length) ? met + 1 : met;
        return new Estimate(peersLive == 0 ? 1 : (double) holding / Math.max(1, counted), met, age);
    }

    private static boolean isLive(@Nullable Member member) {
        return member != null && member.status().live();
    }

    void applied(Entry entry, long nowNanos) {
        int place = (int) (recent++ % RECENT);
        recentKeys[place] = entry.key().prefix();
        recentNanos[place] = nowNanos;
    }

    void met(long peer, boolean same, long nowNanos) {
        int place = placeOf(peer);
        seenNanos[place] = nowNanos;
        if (same) {
            heldNanos[place] = nowNanos;
        }
    }

    private int placeOf(long peer) {
        for (int i = 0; i < samples; i++) {
            if (peers[i] == peer) {
                return i;
            }
        }
        int place = next;
        next = (next + 1) % peers.length;
        samples = Math.max(samples, place + 1);
        peers[place] = peer;
        heldNanos[place] = Long.MIN_VALUE;
        return place;
    }

    /** When this agent took the entry in, at the latest; before all samples for one that it held from the start. */
    private long appliedNanos(long key) {
        for (int back = 1; back <= Math.min(recent, RECENT); back++) {
            int place = (int) ((recent - back) % RECENT);
            if (recentKeys[place] == key) {
                return recentNanos[place];
            }
        }
        return recent > RECENT ? recentNanos[(int) (recent % RECENT)] : Long.MIN_VALUE;
    }
}
