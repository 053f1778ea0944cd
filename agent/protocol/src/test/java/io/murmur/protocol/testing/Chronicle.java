package io.murmur.protocol.testing;

import io.murmur.protocol.host.Event;
import io.murmur.protocol.wire.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** All that happened in a swarm, in its order: what was sent and what was observed. */
public final class Chronicle {
    private final List<Sending> sendings = new ArrayList<>();
    private final List<Observation> observations = new ArrayList<>();

    /** A datagram that an agent sent. */
    public record Sending(long atNanos, int from, RecordingHost.Sent sent) {
        public Datagram datagram() {
            return Datagram.decoded(sent.bytes());
        }
    }

    /** An event that an agent let be observed. */
    public record Observation(long atNanos, int agent, Event event) {}

    void sent(long atNanos, int from, RecordingHost.Sent sent) {
        sendings.add(new Sending(atNanos, from, sent));
    }

    void observed(long atNanos, int agent, Event event) {
        observations.add(new Observation(atNanos, agent, event));
    }

    /** Forgets what happened so far. */
    public void clear() {
        sendings.clear();
        observations.clear();
    }

    public List<Sending> sendings() {
        return sendings;
    }

    public List<Observation> observations() {
        return observations;
    }

    /** The events of one kind. */
    public <E extends Event> Stream<E> events(Class<E> kind) {
        return observations.stream()
                .map(Observation::event)
                .filter(kind::isInstance)
                .map(kind::cast);
    }

    public <E extends Event> long count(Class<E> kind, Predicate<? super E> such) {
        return events(kind).filter(such).count();
    }

    /** Everything as text and bytes: two runs with equal transcripts went the same way. */
    public List<Object> transcript() {
        List<Object> lines = new ArrayList<>();
        for (Sending sending : sendings) {
            Bytes bytes = sending.sent().bytes();
            lines.add(sending.atNanos() + " " + sending.from() + " to "
                    + sending.sent().to());
            lines.add(bytes);
        }
        observations.forEach(observation -> lines.add(observation.toString()));
        return lines;
    }
}
