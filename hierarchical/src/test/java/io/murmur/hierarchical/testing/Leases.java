package io.murmur.hierarchical.testing;

import io.murmur.hierarchical.election.Configuration;
import io.murmur.hierarchical.wire.ElectionMessage;
import io.murmur.hierarchical.wire.Ids;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Which heartbeats really reached whom, whatever was said of them. */
final class Leases {
    private final Map<Beat, Long> sentNanos = new HashMap<>();
    private final Map<Hearer, Long> heardNanos = new HashMap<>();
    private final Set<Hearing> hearings = new HashSet<>();

    /** What each leader had for a configuration before its present one: its leases count until they end. */
    private final Map<Long, Configuration> present = new HashMap<>();

    private final Map<Long, Configuration> previous = new HashMap<>();

    private record Beat(long term, int round) {}

    private record Hearer(long member, long term) {}

    private record Hearing(long member, Beat beat) {}

    /** A leader sends a heartbeat, or a relay passes it on: the first time counts, on the leader's clock. */
    void sent(Node node, ElectionMessage.Heartbeat heartbeat) {
        if (heartbeat.origin() == node.id) {
            sentNanos.putIfAbsent(new Beat(heartbeat.term(), heartbeat.round()), node.clockNanos());
        }
    }

    void heard(long member, ElectionMessage.Heartbeat heartbeat) {
        Beat beat = new Beat(heartbeat.term(), heartbeat.round());
        hearings.add(new Hearing(member, beat));
        heardNanos.merge(new Hearer(member, heartbeat.term()), sentNanos.getOrDefault(beat, Long.MIN_VALUE), Math::max);
    }

    boolean hasHeard(long member, long term, int round) {
        return hearings.contains(new Hearing(member, new Beat(term, round)));
    }

    /** Whether a majority of its configuration, or of the one before, heard a heartbeat of the last so many nanoseconds. */
    boolean cover(Node leader, long nanos, Configuration configuration) {
        Configuration known = present.put(leader.id, configuration);
        if (known != null && !known.equals(configuration)) {
            previous.put(leader.id, known);
        }
        Configuration before = previous.getOrDefault(leader.id, configuration);
        return covers(leader, nanos, configuration) || covers(leader, nanos, before);
    }

    private boolean covers(Node leader, long nanos, Configuration configuration) {
        Ids members = configuration.members();
        int heard = 0;
        for (int i = 0; i < members.size(); i++) {
            Long since =
                    heardNanos.get(new Hearer(members.at(i), leader.election().term()));
            boolean bound = since != null && leader.clockNanos() - since < nanos;
            heard += bound || members.at(i) == leader.id ? 1 : 0;
        }
        return heard >= configuration.quorum();
    }
}
