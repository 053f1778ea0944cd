package io.murmur.hierarchical.election;

import io.murmur.hierarchical.wire.ElectionMessage;
import io.murmur.hierarchical.wire.Ids;
import io.murmur.hierarchical.wire.Slice;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a follower does for its leader with one heartbeat: it passes it on to a slice of the members, collects who
 * acknowledged it, and answers for them and itself in one message; as soon as they are complete, or when the time to
 * collect is over. What comes later is told later, with all the rest.
 */
final class Relay {
    private final Seat seat;
    private final Configuration configuration;
    private final long leader;
    private final long term;
    private final int round;
    private final Slice slice;
    /** By place; null once all have acknowledged. */
    private @Nullable Map<Integer, ElectionMessage.Ack> acks;

    private long turn;
    private boolean waiting;

    /** For a heartbeat whose configuration this member holds. */
    Relay(Seat seat, ElectionMessage.Heartbeat heartbeat) {
        this.seat = seat;
        this.configuration = seat.configuration();
        this.leader = heartbeat.origin();
        this.term = heartbeat.term();
        this.round = heartbeat.round();
        this.slice = heartbeat.slice();
        Map<Integer, ElectionMessage.Ack> known = new TreeMap<>();
        add(known, seat.id, seat.priority, true);
        acks = known;
    }

    boolean isOf(ElectionMessage.Heartbeat other) {
        return other.term() == term && other.round() == round;
    }

    /** Whether all have acknowledged. */
    boolean isComplete() {
        return acks == null;
    }

    /** Begins with the heartbeat that this is for. */
    void passOn(ElectionMessage.Heartbeat heartbeat) {
        waitForMore();
        Ids members = configuration.members();
        for (int place = 0; place < members.size(); place++) {
            if (slice.contains(place)) {
                seat.send(
                        members.at(place),
                        slice.lacks(place) ? heartbeat.passedOnWith(configuration.electorate()) : heartbeat.passedOn());
            }
        }
    }

    /** Takes what a member of the slice acknowledged of this heartbeat; whether it did. */
    boolean take(long from, ElectionMessage.HeartbeatAck ack) {
        int place = configuration.members().indexOf(from);
        boolean asked = ack.term() == term && ack.round() == round && slice.contains(place);
        Map<Integer, ElectionMessage.Ack> known = acks;
        if (asked && known != null && !known.containsKey(place)) {
            add(known, from, ack.priority(), ack.stamp().equals(configuration.stamp()));
            if (known.size() > slice.size()) {
                answer(known);
                acks = null;
            } else if (!waiting) {
                waitForMore();
            }
        }
        return asked;
    }

    private void add(Map<Integer, ElectionMessage.Ack> to, long member, int priority, boolean holds) {
        int place = configuration.members().indexOf(member);
        to.put(place, new ElectionMessage.Ack(place, priority, holds));
    }

    private void waitForMore() {
        waiting = true;
        turn = seat.schedule(seat.settings.collectNanos());
    }

    void fire(long token) {
        if (waiting && token == turn && acks != null) {
            answer(acks);
        }
    }

    private void answer(Map<Integer, ElectionMessage.Ack> known) {
        waiting = false;
        seat.send(
                leader,
                new ElectionMessage.HeartbeatAcks(
                        seat.group, term, round, configuration.stamp().number(), List.copyOf(known.values())));
    }
}
