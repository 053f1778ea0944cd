package io.murmur.hierarchical.election;

import io.murmur.hierarchical.wire.ElectionMessage;
import io.murmur.hierarchical.wire.Slice;
import java.util.LinkedHashMap;
import java.util.Map;

/** One round of a leader's heartbeats: when it was sent, what for, and who was to relay it to whom. */
final class Round {
    final int count;
    final long sentNanos;
    final Configuration configuration;
    private final Map<Long, Slice> relays = new LinkedHashMap<>();

    Round(int count, long sentNanos, Configuration configuration) {
        this.count = count;
        this.sentNanos = sentNanos;
        this.configuration = configuration;
    }

    void ask(long relay, Slice slice) {
        relays.put(relay, slice);
    }

    /** Whether that relay was asked for all it speaks of: itself, and members of its slice. */
    boolean asked(long relay, ElectionMessage.HeartbeatAcks acks) {
        Slice slice = relays.get(relay);
        return slice != null
                && acks.number() == configuration.stamp().number()
                && acks.acks().stream().allMatch(ack -> slice.contains(ack.place()) || isPlaceOf(relay, ack.place()));
    }

    private boolean isPlaceOf(long member, int place) {
        return configuration.members().indexOf(member) == place;
    }
}
