package io.murmur.telemetry;

import io.murmur.protocol.host.Event;
import io.murmur.protocol.host.Lifecycle;
import io.murmur.protocol.host.Refusal;
import io.murmur.protocol.merkle.Hash;
import io.murmur.protocol.merkle.Hasher;
import io.murmur.protocol.roster.Address;
import io.murmur.protocol.roster.Member;
import io.murmur.protocol.roster.Status;
import io.murmur.protocol.state.Entry;
import io.murmur.protocol.state.Origin;
import io.murmur.protocol.state.Scope;
import io.murmur.protocol.wire.Bytes;
import io.murmur.protocol.wire.CreationContext;
import io.murmur.protocol.wire.Malformed;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** An event of every kind, with every reason and outcome it can have. */
final class EventSamples {
    static final long PEER = 0x91bc00aa53d1e0f2L;
    static final Address ADDRESS = new Address(0, 0xFFFF7F000001L, 7946);
    static final Hash CONTENT = Hash.of(1, 2, 3, 4);

    private EventSamples() {}

    static Entry entry(long owner, long version) {
        byte[] text = "cup".getBytes(StandardCharsets.UTF_8);
        return Entry.put(new Origin(version, owner, Scope.SWARM), text, text, new Hasher());
    }

    static List<Event> all() {
        Entry entry = entry(PEER, 77);
        List<Event> events = new ArrayList<>(List.of(
                new Event.Throttled(),
                new Event.RoundBegan(3, 2),
                new Event.ExchangesUnanswered(2),
                new Event.RepairBegan(PEER),
                new Event.EntryWritten(entry),
                new Event.EntryApplied(entry, PEER, 4, 12_000_000),
                new Event.TombstonesCollected(5, 70),
                new Event.ContentFetched(CONTENT, Bytes.of(new byte[100])),
                new Event.ContentMissing(CONTENT),
                new Event.MemberForgotten(PEER),
                new Event.Refuted(2),
                new Event.AwarenessChanged(1),
                new Event.MemberChanged(member(Status.ALIVE), null)));
        each(events, Lifecycle.values(), Event.LifecycleChanged::new);
        each(events, Malformed.values(), reason -> new Event.DatagramRefused(ADDRESS, reason));
        each(events, Event.Agreement.values(), end -> new Event.ExchangeEnded(8, PEER, end, 1_500_000));
        each(events, Event.Agreement.values(), end -> new Event.DigestAnswered(9, PEER, end));
        each(events, Event.Ignorance.values(), reason -> new Event.EntryIgnored(entry, PEER, reason));
        each(events, Refusal.values(), Event.WriteRefused::new);
        each(events, Event.ProbeOutcome.values(), end -> new Event.ProbeEnded(PEER, end, 3_000_000));
        each(events, Status.values(), status -> new Event.MemberChanged(member(status), status));
        return events;
    }

    /** Entries that came with a creation context: two of a share of a half, and one that is not. */
    static List<Event> traced() {
        return Stream.of(1L, 1L, Long.MAX_VALUE)
                .map(low -> new CreationContext(1, low, 2, CreationContext.SAMPLED, 3))
                .<Event>map(context -> new Event.EntryApplied(entry(PEER, 78), PEER, 1, 1_000, context))
                .toList();
    }

    static Member member(Status status) {
        return new Member(PEER, ADDRESS, 1, status, "peer");
    }

    private static <T> void each(List<Event> events, T[] constants, Function<T, Event> event) {
        Stream.of(constants).map(event).forEach(events::add);
    }
}
