package io.murmur.sidecar.node;

import io.murmur.hierarchical.agent.Hierarchy;
import io.murmur.hierarchical.agent.Keeper;
import io.murmur.hierarchical.agent.Sharing;
import io.murmur.hierarchical.agent.TreeEvent;
import io.murmur.hierarchical.agent.TreeView;
import io.murmur.hierarchical.tree.Place;
import io.murmur.protocol.agent.Agent;
import io.murmur.protocol.agent.Identity;
import io.murmur.protocol.agent.Outcome;
import io.murmur.protocol.host.Event;
import io.murmur.protocol.host.Extension;
import io.murmur.protocol.host.Host;
import io.murmur.protocol.host.Toolkit;
import io.murmur.protocol.merkle.Hash;
import io.murmur.protocol.roster.Address;
import io.murmur.protocol.roster.Roster;
import io.murmur.protocol.state.State;
import io.murmur.protocol.wire.Bytes;
import io.murmur.protocol.wire.DatagramWriter;
import io.murmur.sidecar.config.Config;
import io.murmur.sidecar.security.Envelope;
import io.murmur.sidecar.security.Keyring;
import io.murmur.sidecar.security.Opening;
import io.murmur.sidecar.store.Contents;
import io.murmur.sidecar.transport.Addresses;
import io.murmur.sidecar.transport.Alarms;
import io.murmur.sidecar.transport.DatagramPort;
import io.murmur.sidecar.transport.WallClock;
import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Where an agent sits: its host on the thread of one event loop, with a socket, timers and a clock. Opens every datagram
 * before the agent sees it, and seals every one it sends.
 */
final class Seat implements Host, DatagramPort.Receiver {
    private static final System.Logger LOG = System.getLogger(Seat.class.getName());

    private final Observer observer;
    private final Contents contents;
    private final WallClock clock = new WallClock();
    private final Envelope envelope;
    private final Peers peers;
    private final byte[] plain;
    private final byte[] sealed;
    private final DatagramWriter writer = new DatagramWriter();
    private final Alarms alarms;
    private final DatagramPort port;
    private final Backlog backlog;
    private final EventLoop loop;
    private final Lookout lookout = new Lookout();
    private final List<Runnable> onLeadership = new CopyOnWriteArrayList<>();
    private boolean timingBacklog;
    private @Nullable Agent agent;
    private volatile @Nullable View view;

    private Seat(Config config, Keyring keyring, Contents contents, EventLoop loop, Observer observer)
            throws InterruptedException {
        Config.Transport transport = config.transport();
        int mtu = transport.mtu().intBytes();
        this.observer = observer;
        this.contents = contents;
        this.loop = loop;
        this.backlog = new Backlog(config.api().writeWait().nanos());
        this.plain = new byte[mtu - Envelope.OVERHEAD_BYTES];
        this.sealed = new byte[mtu];
        this.envelope = new Envelope(keyring, plain.length, config.security().sendersMax(), new SecureRandom());
        this.peers = new Peers(config.caches().peers());
        this.alarms = new Alarms(loop, clock, this::fire, this::settle);
        this.port = DatagramPort.open(
                transport.sockets(),
                loop,
                new InetSocketAddress(
                        config.agent().bind().host(), config.agent().bind().port()),
                transport.receiveBuffer().intBytes(),
                transport.sendBuffer().intBytes(),
                this);
    }

    /** Binds the socket; until {@link #seat} nothing that arrives is heard. */
    static Seat open(Config config, Keyring keyring, Contents contents, EventLoop loop, Observer observer)
            throws InterruptedException {
        return new Seat(config, keyring, contents, loop, observer);
    }

    /** Where the socket is bound. */
    InetSocketAddress bound() {
        return port.bound();
    }

    /** Makes the agent and starts it. On the loop. */
    void seat(
            Identity identity,
            Config config,
            Toolkit tools,
            State state,
            State home,
            List<Address> seeds,
            Keeper keeper) {
        Roster roster = Roster.of(List.of(identity.member()));
        Extension.Factory extension = config.hierarchical()
                ? local -> new Hierarchy(local, config.hierarchy(), Place.NONE, keeper, Sharing.NONE)
                : Extension.Factory.NONE;
        Agent seated = new Agent(identity, config.settings(), this, tools, roster, state, home, extension);
        agent = seated;
        seated.start(clock.getAsLong(), seeds);
        settle();
    }

    /** What the agent holds, as of its last input; null until it is seated. For any thread. */
    @Nullable
    View view() {
        return view;
    }

    /** Something for the agent to do. */
    interface Command<T> {
        T on(Agent agent, long nowNanos);
    }

    /** Hands the agent a command. On the loop. */
    <T> T command(Command<T> command) {
        T result = command.on(seated(), clock.getAsLong());
        settle();
        return result;
    }

    /** Hands the agent a write; its outcome comes once the agent has taken or refused it. On the loop. */
    void write(Command<Outcome> write, CompletableFuture<Outcome> outcome) {
        backlog.add(seated(), write, outcome, clock.getAsLong());
        settle();
        timeBacklog();
    }

    /** Even if nothing happens to the agent meanwhile, no write waits for ever. */
    private void timeBacklog() {
        if (!timingBacklog && !backlog.isEmpty()) {
            timingBacklog = true;
            long delay = Math.max(0, backlog.waitEndsNanos() - clock.getAsLong());
            var _ = loop.schedule(this::endWaits, delay, TimeUnit.NANOSECONDS);
        }
    }

    private void endWaits() {
        timingBacklog = false;
        settle();
        timeBacklog();
    }

    private Agent seated() {
        Agent seated = agent;
        if (seated == null) {
            throw notRunning();
        }
        return seated;
    }

    static IllegalStateException notRunning() {
        return new IllegalStateException("the agent is not running");
    }

    /** Falls silent from one moment to the next: the socket closes, nobody is told. On the loop. */
    void stop() {
        agent = null;
        backlog.abandon();
        alarms.stop();
    }

    /** Closes the socket. Not on the loop. */
    void closePort() {
        port.close();
    }

    // --- what happens to the agent ---------------------------------------------------------------------------------

    @Override
    public void received(InetSocketAddress from, byte[] bytes, int offset, int length) {
        Agent seated = agent;
        if (seated == null) {
            return;
        }
        Opening opening = envelope.open(bytes, offset, length);
        observer.received(opening, length);
        if (opening == Opening.OPENED) {
            int opened = length - Envelope.OVERHEAD_BYTES;
            guarded(() -> seated.receive(clock.getAsLong(), Addresses.of(from), envelope.plain(), 0, opened));
        }
    }

    /** One input that the kernel cannot cope with must not take the agent's timers and socket with it. */
    private static void guarded(Runnable input) {
        try {
            input.run();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "the kernel failed; please report this", e);
        }
    }

    @Override
    public void drained() {
        settle();
    }

    private void fire(long token) {
        Agent seated = agent;
        if (seated != null) {
            guarded(() -> seated.fire(clock.getAsLong(), token));
        }
    }

    /**
     * A batch of inputs is over: writes that waited are made, what changed shows, and what was sent goes out: in this
     * order, since a leader that hands over must not be seen to act when its successor hears of it.
     */
    private void settle() {
        Agent seated = agent;
        if (seated != null) {
            backlog.drain(seated, clock.getAsLong());
        }
        if (seated != null) {
            show(seated);
        }
        port.flush();
    }

    private void show(Agent seated) {
        View shown = view;
        TreeView tree = lookout.look(seated, clock.getAsLong());
        if (shown == null || !shown.shows(seated, tree)) {
            View now = View.of(seated, tree);
            view = now;
            if (tree != null && shown != null && !Objects.equals(now.leadership(), shown.leadership())) {
                onLeadership.forEach(Runnable::run);
            }
        }
    }

    /** Calls back, on the loop, whenever another {@link Leadership} shows, if it is only of a longer lease. For any thread. */
    void listen(Runnable listener) {
        onLeadership.add(listener);
    }

    void forget(Runnable listener) {
        onLeadership.remove(listener);
    }

    /** The agent's time. For any thread. */
    long nowNanos() {
        return clock.getAsLong();
    }

    // --- what the agent wants --------------------------------------------------------------------------------------

    @Override
    public DatagramWriter lend(Address to) {
        writer.lend(plain, 0, plain.length);
        return writer;
    }

    @Override
    public void send(Address to, DatagramWriter datagram) {
        int length = envelope.seal(datagram.bytes(), datagram.offset(), datagram.length(), sealed);
        if (port.send(peers.socket(to), sealed, 0, length)) {
            observer.sent(length);
        } else {
            observer.unsent(length);
        }
    }

    @Override
    public void schedule(long delayNanos, long token) {
        alarms.add(delayNanos, token);
    }

    @Override
    public @Nullable Bytes content(Hash content) {
        return contents.get(content);
    }

    @Override
    public void observe(Event event) {
        if (event instanceof Event.ContentFetched(Hash content, Bytes bytes)) {
            contents.keep(content, bytes);
        }
        if (event instanceof TreeEvent) {
            lookout.stir();
        }
        observer.event(event);
    }
}
