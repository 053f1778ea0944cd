package io.murmur.hierarchical.election;

import io.murmur.hierarchical.wire.ElectionMessage;
import io.murmur.hierarchical.wire.Ids;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The members a leader leads, and what it heard of them. */
final class Peers {
    private final long self;
    private List<Peer> peers = new ArrayList<>();
    private long leasedNanos;

    /** Before the first lease, its time runs from the election. */
    Peers(long self, long electedNanos) {
        this.self = self;
        this.leasedNanos = electedNanos;
    }

    /** Leads these from now on; what is known of those who stay is kept. */
    void become(Ids members) {
        List<Peer> next = new ArrayList<>(members.size());
        for (int i = 0; i < members.size(); i++) {
            long id = members.at(i);
            if (id != self) {
                Peer known = find(id);
                Peer peer = known == null ? new Peer(id) : known;
                peer.place = i;
                next.add(peer);
            }
        }
        peers = next;
    }

    @Nullable
    Peer find(long id) {
        for (Peer peer : peers) {
            if (peer.id == id) {
                return peer;
            }
        }
        return null;
    }

    /** Those who voted are alive; of them, some relayed for the candidacy. */
    void elected(Ids voters, Ids relays) {
        for (Peer peer : peers) {
            peer.tired = !voters.contains(peer.id);
            peer.spent = relays.contains(peer.id);
        }
    }

    List<Peer> all() {
        return Collections.unmodifiableList(peers);
    }

    /** Who of a slice is to relay to the others. */
    static Peer relay(List<Peer> slice) {
        Peer best = slice.getFirst();
        for (Peer peer : slice) {
            best = peer.relaysBetterThan(best) ? peer : best;
        }
        return best;
    }

    /** The moment from which the quorum's lease runs: when the heartbeats it acknowledged were sent. */
    long leasedNanos() {
        return leasedNanos;
    }

    /** Moves that moment to a later one if a quorum, the leader with it, acknowledged a heartbeat sent since. */
    boolean renew(long nanos, int quorum) {
        if (heard(nanos) < quorum || nanos < leasedNanos) {
            return false;
        }
        leasedNanos = nanos;
        return true;
    }

    /** How many acknowledged a heartbeat sent since then, the leader with them. */
    int heard(long sinceNanos) {
        int heard = 1;
        for (Peer peer : peers) {
            heard += peer.heardSince(sinceNanos) ? 1 : 0;
        }
        return heard;
    }

    /** How many hold the leader's configuration of this number, the leader with them. */
    int holding(int number) {
        int holding = 1;
        for (Peer peer : peers) {
            holding += peer.number == number ? 1 : 0;
        }
        return holding;
    }

    /** The first deputy if it has that priority, or {@link Kept#NOBODY}. */
    long outranking(int priority, long sinceNanos) {
        List<Peer> ready = ready(sinceNanos);
        return ready.isEmpty() || ready.getFirst().priority < priority ? Kept.NOBODY : ready.getFirst().id;
    }

    /** Those heard of since then, by priority; among equals in the configuration's order. */
    Ids deputies(long sinceNanos) {
        return Ids.of(ready(sinceNanos).stream()
                .limit(ElectionMessage.DEPUTIES_MAX)
                .mapToLong(peer -> peer.id)
                .toArray());
    }

    private List<Peer> ready(long sinceNanos) {
        return peers.stream()
                .filter(peer -> peer.heardSince(sinceNanos))
                .sorted(Comparator.comparingInt((Peer peer) -> -peer.priority))
                .toList();
    }
}
