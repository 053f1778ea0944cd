package io.murmur.hierarchical.election;

import io.murmur.hierarchical.wire.ElectionMessage;
import io.murmur.hierarchical.wire.Ids;
import java.util.List;
import java.util.TreeMap;

/**
 * What a follower does for its leader with one heartbeat: it passes it on to a slice of the members, collects who
 * acknowledged it, and answers for them and itself in one message; as soon as they are complete, or when the time to
 * collect is over. What comes later is told later, with all the rest.
 */
final class Relay {
    private final Seat seat;
    private final ElectionMessage.Heartbeat heartbeat;
    private final Configuration configuration;
    private final TreeMap<Integer, ElectionMessage.Ack> acks = new TreeMap<>();
    private long turn;
    private boolean waiting;

    /** For a heartbeat whose configuration this member holds. */
    Relay(Seat seat, ElectionMessage.Heartbeat heartbeat) {
        this.seat = seat;
        this.heartbeat = heartbeat;
        this.configuration = seat.configuration();
        add(seat.id, seat.priority, true);
    }

    boolean isOf(ElectionMessage.Heartbeat other) {
        return other.term() == heartbeat.term() && other.round() == heartbeat.round();
    }

    void passOn() {
        waitForMore();
        Ids members = configuration.members();
        for (int place = 0; place < members.size(); place++) {
            if (heartbeat.slice().contains(place)) {
                boolean lacks = heartbeat.slice().lacks(place);
                seat.send(
                        members.at(place),
                        lacks ? heartbeat.passedOnWith(configuration.electorate()) : heartbeat.passedOn());
            }
        }
    }

    /** Takes what a member of the slice acknowledged of this heartbeat; whether it did. */
    boolean take(long from, ElectionMessage.HeartbeatAck ack) {
        int place = configuration.members().indexOf(from);
        boolean asked = ack.term() == heartbeat.term()
                && ack.round() == heartbeat.round()
                && heartbeat.slice().contains(place);
        if (asked && !acks.containsKey(place)) {
            add(from, ack.priority(), ack.stamp().equals(heartbeat.stamp()));
            if (acks.size() > heartbeat.slice().size()) {
                answer();
            } else if (!waiting) {
                waitForMore();
            }
        }
        return asked;
    }

    private void add(long member, int priority, boolean holds) {
        int place = configuration.members().indexOf(member);
        acks.put(place, new ElectionMessage.Ack(place, priority, holds));
    }

    private void waitForMore() {
        waiting = true;
        turn = seat.schedule(seat.settings.collectNanos());
    }

    void fire(long token) {
        if (waiting && token == turn) {
            answer();
        }
    }

    private void answer() {
        waiting = false;
        seat.send(
                heartbeat.origin(),
                new ElectionMessage.HeartbeatAcks(
                        seat.group,
                        heartbeat.term(),
                        heartbeat.round(),
                        heartbeat.number(),
                        List.copyOf(acks.values())));
    }
}
