package io.murmur.protocol.gossip;

import io.murmur.protocol.host.Local;
import io.murmur.protocol.roster.Member;
import org.jspecify.annotations.Nullable;

/**
 * Chooses whom to gossip with: uniformly, or the better of two uniform draws, where better is faster and more reliable
 * (the power of two choices, Mitzenmacher 2001). The floor of uniform picks keeps every peer within reach of every
 * other, so that preference never forms islands.
 */
final class Contacts {
    /** In larger swarms the same peer is hardly met twice, so nothing is learnt about it. */
    private static final int LEARNING_MAX = 1_024;

    private static final int DRAWS_MAX = 64;

    private final Local local;
    private final GossipSettings settings;
    private final int places;
    private @Nullable PeerTable table;

    /** Remembers what is learnt about peers in so many places, a power of two up to 256. */
    Contacts(Local local, GossipSettings settings, int places) {
        this.local = local;
        this.settings = settings;
        this.places = places;
    }

    /** Up to {@code count} different live members, this agent not among them; fewer where luck or the roster fails. */
    int choose(@Nullable Member[] into, int count) {
        int chosen = 0;
        for (int attempt = 0; chosen < count && attempt < count + DRAWS_MAX; attempt++) {
            Member member = preferred();
            if (member != null && !contains(into, chosen, member)) {
                into[chosen++] = member;
            }
        }
        return chosen;
    }

    private @Nullable Member preferred() {
        Member first = local.randomPeer();
        if (table == null || first == null || local.dice().nextDouble() < settings.uniformShare()) {
            return first;
        }
        Member second = local.randomPeer();
        return second == null || table.cost(first.id()) <= table.cost(second.id()) ? first : second;
    }

    /** Learns that a peer answered. */
    void answered(long peer, long roundTripNanos) {
        if (table == null && (roundTripNanos == 0 || local.roster().live() > LEARNING_MAX)) {
            return;
        }
        table().answered(peer, roundTripNanos);
    }

    /** Learns that a peer did not answer in that time. */
    void missed(long peer, long waitedNanos) {
        if (table != null || local.roster().live() <= LEARNING_MAX) {
            table().missed(peer);
            table().took(waitedNanos);
        }
    }

    /** How long exchanges take of late, datagrams that wait at busy agents included; 0 while nothing is known. */
    long roundTripNanos() {
        return table == null ? 0 : table.roundTripNanos();
    }

    private PeerTable table() {
        PeerTable known = table;
        if (known == null) {
            known = new PeerTable(places);
            table = known;
        }
        return known;
    }

    private static boolean contains(@Nullable Member[] members, int count, Member wanted) {
        for (int i = 0; i < count; i++) {
            Member member = members[i];
            if (member != null && member.id() == wanted.id()) {
                return true;
            }
        }
        return false;
    }
}
