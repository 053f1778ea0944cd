package io.murmur.sidecar.node;

import io.murmur.protocol.agent.Outcome;
import io.murmur.protocol.host.Event;
import io.murmur.protocol.merkle.Hash;
import io.murmur.protocol.merkle.Hasher;
import io.murmur.protocol.roster.Member;
import io.murmur.protocol.roster.Status;
import io.murmur.protocol.state.Entry;
import io.murmur.protocol.state.Scope;
import io.murmur.sidecar.config.Config;
import io.murmur.sidecar.config.HostPort;
import io.murmur.sidecar.config.Span;
import io.murmur.sidecar.security.Keyring;
import io.murmur.sidecar.security.Opening;
import io.murmur.sidecar.store.EphemeralStore;
import io.murmur.sidecar.store.Store;
import io.murmur.sidecar.transport.Sockets;
import io.netty.channel.EventLoopGroup;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Real agents on loopback for a test, which can wait for what happens to them. */
public final class Party implements AutoCloseable {
    private static final long PATIENCE_NANOS = 30_000_000_000L;

    private final Keyring keyring = Keyring.of("party", List.of(Keyring.generate(new SecureRandom())));
    private final EventLoopGroup loops;
    private final Sockets sockets;
    private final List<Node> nodes = new ArrayList<>();
    private final Map<Opening, Integer> openings = new EnumMap<>(Opening.class);
    private final Object changed = new Object();

    public Party(Sockets sockets) {
        this.sockets = sockets;
        this.loops = sockets.loops(2, "party");
    }

    public Keyring keyring() {
        return keyring;
    }

    /** Starts another agent, which looks for the first one. */
    public Node join() throws InterruptedException {
        return join(new EphemeralStore(1 << 24));
    }

    Node join(Store store) throws InterruptedException {
        Config base = Config.DEFAULT;
        List<HostPort> seeds = nodes.isEmpty() ? List.of() : List.of(place(nodes.getFirst()));
        Config.Agent agent = new Config.Agent(
                "agent-" + nodes.size(),
                new HostPort("127.0.0.1", 0),
                "",
                seeds,
                base.agent().leave());
        Config.Transport transport = new Config.Transport(
                sockets,
                base.transport().mtu(),
                base.transport().receiveBuffer(),
                base.transport().sendBuffer(),
                base.transport().datagramsMax());
        Config config = base.with(agent).with(transport).with(patient(base.api()));
        Node node = Node.start(config, keyring, store, loops.next(), List.of(new Alarm()));
        nodes.add(node);
        return node;
    }

    /** Writes wait for as long as a busy machine may need. */
    private static Config.Api patient(Config.Api api) {
        return new Config.Api(
                api.enabled(),
                api.bind(),
                api.exposed(),
                api.bodyMax(),
                Span.parse("30s"),
                api.watchHistory(),
                api.watchersMax(),
                api.heartbeat());
    }

    static HostPort place(Node node) {
        return new HostPort("127.0.0.1", node.self().address().port());
    }

    public List<Node> nodes() {
        return nodes;
    }

    /** Blocks until something is so; fails when it is not in time. */
    public void await(String what, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        synchronized (changed) {
            while (!condition.getAsBoolean()) {
                long left = end - System.nanoTime();
                if (left <= 0) {
                    throw new AssertionError("not in time: " + what);
                }
                // views are published a little after the events
                TimeUnit.NANOSECONDS.timedWait(changed, Math.min(left, 5_000_000));
            }
        }
    }

    public void awaitComplete() throws InterruptedException {
        long running = nodes.stream().filter(Node::running).count();
        await(
                "all know all",
                () -> nodes.stream()
                        .filter(Node::running)
                        .allMatch(node -> node.view().roster().live() == running));
    }

    /** Blocks until every running agent holds a text under a key, or holds nothing where that is null. */
    public void awaitEverywhere(String key, @Nullable String text) throws InterruptedException {
        await(
                key + " is " + text + " everywhere",
                () -> nodes.stream().filter(Node::running).allMatch(node -> Objects.equals(text, text(node, key))));
    }

    public static @Nullable String text(Node node, String key) {
        Entry entry = node.view().find(Scope.SWARM, place(Scope.SWARM, key));
        return entry == null ? null : new String(entry.value(), StandardCharsets.UTF_8);
    }

    public static Hash place(Scope scope, String key) {
        return scope.place(key.getBytes(StandardCharsets.UTF_8), new Hasher());
    }

    public static Outcome put(Node node, String key, String value) {
        return node.put(key.getBytes(StandardCharsets.UTF_8), value.getBytes(StandardCharsets.UTF_8), Scope.SWARM)
                .join();
    }

    boolean believes(Node node, long id, Status status) {
        Member member = node.view().roster().find(id);
        return member != null && member.status() == status;
    }

    /** Datagrams that ended so at any agent. */
    int count(Opening opening) {
        synchronized (changed) {
            return openings.getOrDefault(opening, 0);
        }
    }

    @Override
    public void close() {
        nodes.forEach(Node::close);
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private final class Alarm implements Observer {
        @Override
        public void event(Event event) {
            ring(null);
        }

        @Override
        public void received(Opening opening, int bytes) {
            ring(opening);
        }

        private void ring(@Nullable Opening opening) {
            synchronized (changed) {
                if (opening != null) {
                    openings.merge(opening, 1, Integer::sum);
                }
                changed.notifyAll();
            }
        }
    }
}
