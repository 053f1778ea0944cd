package io.murmur.hierarchical.spread;

import io.murmur.hierarchical.tree.Contact;
import io.murmur.hierarchical.tree.Descriptor;
import io.murmur.hierarchical.wire.SpreadCodec;
import io.murmur.hierarchical.wire.SpreadMessage;
import io.murmur.protocol.host.Dice;
import io.murmur.protocol.host.Local;
import io.murmur.protocol.host.Timer;
import io.murmur.protocol.host.Toolkit;
import io.murmur.protocol.roster.Roster;
import io.murmur.protocol.state.Entry;
import io.murmur.protocol.state.HybridClock;
import io.murmur.protocol.state.Limits;
import io.murmur.protocol.state.Origin;
import io.murmur.protocol.state.Scope;
import io.murmur.protocol.state.State;
import io.murmur.protocol.state.Version;
import io.murmur.protocol.testing.RecordingHost;
import io.murmur.protocol.testing.Swarm;
import io.murmur.protocol.testing.Tools;
import io.murmur.protocol.wire.Bytes;
import io.murmur.protocol.wire.Message;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One agent of a group on a recording host, and the time it lives in: what it sends of entries is all there is to see. */
final class Stage {
    static final int TIMER = Timer.EXTENSION + 1;
    static final long INTERVAL_NANOS = 200 * Swarm.MILLI;
    /** The start of an interval. */
    static final long BEGINNING_NANOS = Swarm.BEGINNING_NANOS;

    final RecordingHost host = new RecordingHost();
    final SpreadSettings settings = SpreadSettings.lan();
    final Local local;
    final Budget budget;
    private final Toolkit tools = Tools.plain(entry -> true);
    private final TreeMap<Long, Long> due = new TreeMap<>();
    private long nowNanos = BEGINNING_NANOS;

    Stage(int index, int members) {
        Roster roster =
                Roster.of(IntStream.range(0, members).mapToObj(Swarm::member).toList());
        local = new Local(
                Swarm.member(index).id(),
                host,
                tools,
                new Dice(index),
                settings.allowance(INTERVAL_NANOS),
                roster,
                State.empty(Limits.DEFAULT),
                new HybridClock(0, 10_000));
        local.now(nowNanos);
        budget = new Budget(local, settings);
    }

    static Contact contact(int index) {
        return new Contact(Swarm.member(index).id(), Swarm.address(index));
    }

    /** A group of which the agents with these numbers are nodes. */
    static Descriptor group(long id, int level, int first, int nodes) {
        return new Descriptor(
                id,
                level,
                1,
                1,
                IntStream.range(first, first + nodes).mapToObj(Stage::contact).toList());
    }

    /** An entry written by some agent, that many milliseconds after the beginning. */
    Entry entry(String key, long millis) {
        Origin origin = new Origin(Version.of(BEGINNING_NANOS / Swarm.MILLI + millis, 0), 7, Scope.SWARM);
        return Entry.put(origin, Swarm.bytes(key), new byte[8], tools.hasher());
    }

    /** The agent holds an entry from now on. */
    Entry hold(Entry entry) {
        local.state(tools.transitions().apply(local.state(), List.of(entry), Version.NEVER, tools.hasher()));
        return entry;
    }

    /** Lets so much time pass; who asked to be called back before its end is. */
    void run(long nanos, LongConsumer fire) {
        long end = nowNanos + nanos;
        collect();
        while (!due.isEmpty() && due.firstKey() < end) {
            Map.Entry<Long, Long> next = due.pollFirstEntry();
            nowNanos = next.getKey();
            local.now(nowNanos);
            fire.accept(Timer.turn(next.getValue()));
            collect();
        }
        nowNanos = end;
        local.now(nowNanos);
    }

    /** Of several timers for one moment the last counts: the others were given up. */
    private void collect() {
        host.takeAlarms().forEach(alarm -> due.put(nowNanos + alarm.delayNanos(), alarm.token()));
    }

    /** The message of the multicast in a datagram, if there is one. */
    static Stream<SpreadMessage> spoken(RecordingHost.Sent sent) {
        return sent.messages().stream()
                .filter(Message.Extension.class::isInstance)
                .map(message -> SpreadCodec.read(((Message.Extension) message).body()));
    }

    /** A message of the multicast as it travels. */
    static Message wrapped(SpreadMessage message) {
        Bytes body = SpreadCodec.write(message);
        return new Message.Extension(body);
    }

    static boolean carriesEntries(RecordingHost.Sent sent) {
        return sent.messages().stream().anyMatch(Message.Push.class::isInstance);
    }
}
