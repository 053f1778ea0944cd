package io.murmur.sim.engine;

import io.murmur.protocol.agent.Agent;
import io.murmur.protocol.host.Event;
import io.murmur.protocol.host.Host;
import io.murmur.protocol.host.Signer;
import io.murmur.protocol.host.Toolkit;
import io.murmur.protocol.roster.Address;
import io.murmur.protocol.wire.DatagramWriter;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A few thousand neighbouring agents and their host: it gives them their datagrams and timers, one agent at a time, and
 * takes what they send into streams to the other partitions. One thread at a time works on a partition.
 */
final class Partition implements Host {
    /** The size of a datagram, at most: what fits any path. */
    static final int DATAGRAM_BYTES_MAX = 1_200;

    private static final int LIFE_SHIFT = 24;
    private static final int PLACE_MASK = (1 << LIFE_SHIFT) - 1;

    private final Layout layout;
    private final int index;
    private final int first;
    private final Timing timing;
    private final EventSink sink;
    private final @Nullable Agent[] agents;
    private final byte[] lives;
    private final boolean[] running;
    private final int[] sent;
    private final int[] payloads;
    private final @Nullable Stream[][] streams;
    private final DatagramWriter writer = new DatagramWriter();
    private final byte[] scratch = new byte[DATAGRAM_BYTES_MAX];
    private final Tally tally = new Tally();
    private final Timers timers = new Timers();
    private final PendingTimers pending = new PendingTimers();
    private @Nullable Toolkit tools;
    private @Nullable Signer signer;
    private Worker worker;
    private int current;
    private long nowNanos;

    /** How agents are dealt out over partitions of one size. */
    record Layout(int agents, int partitionSize) {
        int partitions() {
            return (agents + partitionSize - 1) / partitionSize;
        }

        int partitionOf(int agent) {
            return agent / partitionSize;
        }

        int first(int partition) {
            return partition * partitionSize;
        }

        int count(int partition) {
            return Math.min(partitionSize, agents - first(partition));
        }
    }

    Partition(Layout layout, int index, int slots, Timing timing, EventSink sink, Worker worker) {
        this.layout = layout;
        this.index = index;
        this.first = layout.first(index);
        this.timing = timing;
        this.sink = sink;
        this.worker = worker;
        int count = layout.count(index);
        agents = new Agent[count];
        lives = new byte[count];
        running = new boolean[count];
        sent = new int[count];
        payloads = new int[count];
        streams = new Stream[slots][layout.partitions()];
    }

    int first() {
        return first;
    }

    int count() {
        return agents.length;
    }

    int index() {
        return index;
    }

    Tally tally() {
        return tally;
    }

    Timers timers() {
        return timers;
    }

    Worker worker() {
        return worker;
    }

    /** The thread that is about to work here brings its tools. */
    void lend(Worker next) {
        worker = next;
    }

    /** What its agents share: working tools, and the signer of whichever agent is at work. */
    void equip(Toolkit toolkit, Signer each) {
        tools = toolkit;
        signer = each;
    }

    Toolkit tools() {
        return Objects.requireNonNull(tools, "a partition without tools");
    }

    Signer signer() {
        return Objects.requireNonNull(signer, "a partition without a signer");
    }

    // --- its agents ------------------------------------------------------------------------------------------------

    /** The agent at a place, running or not; null before its first life. */
    @Nullable
    Agent agent(int place) {
        return agents[place];
    }

    int life(int place) {
        return lives[place] & 0xFF;
    }

    boolean running(int place) {
        return running[place];
    }

    /** Puts a new life in a place; timers of an earlier one are void. */
    void settle(int place, Agent agent) {
        agents[place] = agent;
        lives[place]++;
        running[place] = true;
    }

    void stop(int place) {
        running[place] = false;
    }

    /** Datagrams that the agent at a place has sent so far. */
    int sent(int place) {
        return sent[place];
    }

    /** Datagrams with entries that the agent at a place has sent so far. */
    int payloads(int place) {
        return payloads[place];
    }

    /** Does something to an agent, at a time. */
    void act(int place, long now, Consumer<Agent> deed) {
        Agent agent = agents[place];
        if (agent != null && running[place]) {
            begin(place, now);
            tally.commands++;
            deed.accept(agent);
        }
    }

    /** The index in the swarm of the agent at work. */
    int current() {
        return first + current;
    }

    /** Datagrams that the agent at work has sent before. */
    int sequence() {
        return sent[current];
    }

    /** The time of the input at work. */
    long nowNanos() {
        return nowNanos;
    }

    private void begin(int place, long now) {
        current = place;
        nowNanos = now;
    }

    // --- what happens to them --------------------------------------------------------------------------------------

    /** Notes a timer of the agent at work, for a step. */
    void await(long step, long token, int timeNanos) {
        timers.add(step, timerAgent(), token, timeNanos);
    }

    /** The agent at work as its timers name it: by its place and its life. */
    int timerAgent() {
        return (lives[current] & 0xFF) << LIFE_SHIFT | current;
    }

    /** The timers of the agent at work that are due in the step at work. */
    PendingTimers pending() {
        return pending;
    }

    /** Whose timer it is. */
    static int placeOf(int timerAgent) {
        return timerAgent & PLACE_MASK;
    }

    /** Fires a timer, unless the life that asked for it is over. */
    void fire(int timerAgent, long token, long now) {
        int place = placeOf(timerAgent);
        Agent agent = agents[place];
        if (agent != null && running[place] && (lives[place] & 0xFF) == timerAgent >>> LIFE_SHIFT) {
            begin(place, now);
            tally.timer(first + place, token, now);
            agent.fire(now, token);
        }
    }

    /** Gathers the datagrams that all partitions hold for this one in a slot, in order; false if there are none. */
    boolean gather(Partition[] partitions, int slot) {
        Inbox inbox = worker.inbox;
        for (Partition source : partitions) {
            Stream stream = source.streams[slot][index];
            if (stream != null && !stream.isEmpty()) {
                inbox.gather(stream);
            }
        }
        if (inbox.size() > 0) {
            tally.longestQueue = Math.max(tally.longestQueue, inbox.sort(agents.length));
        }
        return inbox.size() > 0;
    }

    /** Gives an agent one of the datagrams gathered. */
    void deliver(int place, int record, long now) {
        Agent agent = agents[place];
        if (agent == null || !running[place]) {
            tally.undelivered++;
            return;
        }
        byte[] slab = worker.inbox.slab(record);
        int at = worker.inbox.at(record);
        int sender = Stream.i32(slab, at + Stream.SENDER_AT);
        int length = Stream.u16(slab, at + Stream.LENGTH_AT);
        begin(place, now);
        tally.datagram(first + place, sender, slab, at + Stream.HEADER_BYTES, length);
        agent.receive(now, Population.address(sender), slab, at + Stream.HEADER_BYTES, length);
    }

    // --- what they want --------------------------------------------------------------------------------------------

    @Override
    public DatagramWriter lend(Address to) {
        writer.lend(scratch, 0, DATAGRAM_BYTES_MAX);
        return writer;
    }

    @Override
    public void send(Address to, DatagramWriter datagram) {
        tally.sent++;
        tally.bytesSent += datagram.length();
        int receiver = Population.indexOf(to);
        if (receiver >= 0 && receiver < layout.agents()) {
            timing.send(this, receiver, datagram);
        }
        sent[current]++;
        payloads[current] += datagram.carriesEntries() ? 1 : 0;
        tally.naming += datagram.namesEntries() ? 1 : 0;
    }

    /** Puts a datagram of the agent at work into a stream. */
    void post(int slot, int receiver, int timeNanos, byte[] bytes, int offset, int length) {
        int target = layout.partitionOf(receiver);
        Stream stream = streams[slot][target];
        if (stream == null) {
            stream = new Stream(worker.pool);
            streams[slot][target] = stream;
        }
        int place = receiver - layout.first(target);
        stream.append(worker.shelf, place, current(), timeNanos, bytes, offset, length);
    }

    /** Lets go of the empty streams of a slot. */
    void trim(int slot) {
        for (int i = 0; i < streams[slot].length; i++) {
            Stream stream = streams[slot][i];
            if (stream != null && stream.isEmpty()) {
                streams[slot][i] = null;
            }
        }
    }

    @Override
    public void schedule(long delayNanos, long token) {
        timing.schedule(this, delayNanos, token);
    }

    @Override
    public void observe(Event event) {
        tally.events[EventKind.of(event).index()]++;
        sink.observe(current(), nowNanos, event);
    }
}
