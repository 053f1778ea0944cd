package io.murmur.protocol.testing;

import io.murmur.protocol.agent.Agent;
import io.murmur.protocol.agent.Identity;
import io.murmur.protocol.agent.Settings;
import io.murmur.protocol.host.Event;
import io.murmur.protocol.host.Extension;
import io.murmur.protocol.host.Toolkit;
import io.murmur.protocol.merkle.Hasher;
import io.murmur.protocol.roster.Address;
import io.murmur.protocol.roster.Member;
import io.murmur.protocol.roster.Roster;
import io.murmur.protocol.roster.Status;
import io.murmur.protocol.state.Entry;
import io.murmur.protocol.state.Origin;
import io.murmur.protocol.state.Scope;
import io.murmur.protocol.state.State;
import io.murmur.protocol.state.Version;
import io.murmur.protocol.wire.Message;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One agent on a recording host, number 0 of a swarm of which everybody else is played by the test. */
public final class Rig {
    private final Toolkit tools = Tools.plain(Seals.verifier());
    private final RecordingHost host = new RecordingHost();
    private final Agent agent;
    private final Settings settings;
    private final PriorityQueue<Due> due =
            new PriorityQueue<>(Comparator.comparingLong(Due::atNanos).thenComparingLong(Due::order));
    private long nowNanos = Swarm.BEGINNING_NANOS;
    private long order;

    private record Due(long atNanos, long order, long token) {}

    /** @param size members that the agent knows from the start, itself included */
    public Rig(int size, Settings settings) {
        this(size, settings, Extension.Factory.NONE);
    }

    /** The same with a protocol that extends the agent's. */
    public Rig(int size, Settings settings, Extension.Factory extension) {
        this(size, settings, extension, List.of());
    }

    /** The same of an agent that knows where others may be. */
    public Rig(int size, Settings settings, Extension.Factory extension, List<Address> seeds) {
        this.settings = settings;
        Member self = Swarm.member(0);
        Roster roster =
                Roster.of(IntStream.range(0, size).mapToObj(Swarm::member).toList());
        State empty = State.empty(settings.limits());
        Identity identity = new Identity(self, Seals.of(self.id()), 77, 0);
        agent = new Agent(identity, settings, host, tools, roster, empty, empty, extension);
        agent.start(nowNanos, seeds);
    }

    public Agent agent() {
        return agent;
    }

    public RecordingHost host() {
        return host;
    }

    public Hasher hasher() {
        return tools.hasher();
    }

    public long nowNanos() {
        return nowNanos;
    }

    /** Lets time pass: timers fire when they are due. */
    public Rig run(long nanos) {
        long end = nowNanos + nanos;
        collect();
        while (!due.isEmpty() && due.element().atNanos <= end) {
            Due next = due.remove();
            nowNanos = Math.max(nowNanos, next.atNanos);
            agent.fire(nowNanos, next.token);
            collect();
        }
        nowNanos = end;
        return this;
    }

    private void collect() {
        for (RecordingHost.Alarm alarm : host.takeAlarms()) {
            due.add(new Due(nowNanos + alarm.delayNanos(), order++, alarm.token()));
        }
    }

    /** The number of timers that the agent waits for. */
    public int timers() {
        collect();
        return due.size();
    }

    /** A datagram with these messages arrives from a member. */
    public Rig hear(int from, Message... messages) {
        return hear(from, Datagram.from(Swarm.member(from).id(), messages));
    }

    public Rig hear(int from, Datagram datagram) {
        return hear(from, datagram.encoded().toArray());
    }

    /** Bytes arrive, whatever they are. */
    public Rig hear(int from, byte[] bytes) {
        agent.receive(nowNanos, Swarm.address(from), bytes, 0, bytes.length);
        collect();
        return this;
    }

    /** What the agent said since it was last asked, message by message. */
    public List<Message> said() {
        return host.takeSent().stream()
                .flatMap(sent -> sent.messages().stream())
                .toList();
    }

    /** What the agent said to one address. */
    public List<Message> saidTo(Address to) {
        return host.takeSent().stream()
                .filter(sent -> sent.to().equals(to))
                .flatMap(sent -> sent.messages().stream())
                .toList();
    }

    /** What the agent believes of a member. */
    public Status status(int index) {
        return Swarm.status(agent, index);
    }

    public <E extends Event> List<E> events(Class<E> kind) {
        Stream<Event> all = host.takeEvents().stream();
        return all.filter(kind::isInstance).map(kind::cast).toList();
    }

    /** A genuine entry of another member, written some time before now; a negative time is in the future. */
    public Entry entry(int owner, String key, String value, long ageMillis) {
        Origin origin = origin(owner, ageMillis, Scope.SWARM);
        return Seals.sealed(Entry.put(origin, Swarm.bytes(key), Swarm.bytes(value), tools.hasher()));
    }

    /** A genuine deletion by another member. */
    public Entry tombstone(int owner, String key, long ageMillis) {
        Origin origin = origin(owner, ageMillis, Scope.SWARM);
        return Seals.sealed(Entry.tombstone(origin, Swarm.bytes(key), tools.hasher()));
    }

    public Origin origin(int owner, long ageMillis, Scope scope) {
        long millis = nowNanos / Swarm.MILLI - ageMillis;
        return new Origin(Version.of(millis, 0), Swarm.member(owner).id(), scope);
    }

    /** About how much memory the agent holds, beside its identity's and its host's. */
    public long footprint() {
        return Footprint.of(agent, host, tools, settings);
    }
}
