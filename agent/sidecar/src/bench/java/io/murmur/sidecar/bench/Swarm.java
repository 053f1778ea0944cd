package io.murmur.sidecar.bench;

import io.murmur.protocol.roster.Member;
import io.murmur.protocol.roster.Status;
import io.murmur.sidecar.config.Config;
import io.murmur.sidecar.config.Config.Signatures;
import io.murmur.sidecar.config.Config.Topology;
import io.murmur.sidecar.config.HostPort;
import io.murmur.sidecar.node.Node;
import io.murmur.sidecar.node.Observer;
import io.murmur.sidecar.security.Keyring;
import io.murmur.sidecar.store.EphemeralStore;
import io.netty.channel.EventLoopGroup;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;

/** Real agents on loopback in this process, each with a socket of its own. */
final class Swarm implements AutoCloseable {
    static final long SECOND = 1_000_000_000L;

    private static final int SEEDS = 3;
    private static final int LOOPS_MAX = 10;
    private static final long STEP_NANOS = 200_000;

    private final Keyring keyring = Keyring.of("bench", List.of(Keyring.generate(new SecureRandom())));
    private final List<Integer> ports;
    private final EventLoopGroup loops;
    private final Signatures signatures;
    private final Topology topology;
    private final List<Node> nodes = new ArrayList<>();

    Swarm(int size, Signatures signatures) throws SocketException {
        this(size, signatures, Topology.FLAT);
    }

    Swarm(int size, Signatures signatures, Topology topology) throws SocketException {
        this.topology = topology;
        this.signatures = signatures;
        this.loops = Config.DEFAULT.transport().sockets().loops(Math.min(size, LOOPS_MAX), "agents");
        this.ports = freePorts(size);
    }

    private static List<Integer> freePorts(int count) throws SocketException {
        List<DatagramSocket> held = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                held.add(new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)));
            }
            return held.stream().map(DatagramSocket::getLocalPort).toList();
        } finally {
            held.forEach(DatagramSocket::close);
        }
    }

    /**
     * Starts all agents, one right after the other; each knows the first three as seeds, or the first alone, which founds
     * the first group, in a swarm that has groups.
     */
    void start(IntFunction<List<Observer>> observers) throws InterruptedException {
        List<HostPort> seeds = ports.stream()
                .limit(topology == Topology.FLAT ? SEEDS : 1)
                .map(port -> new HostPort("127.0.0.1", port))
                .toList();
        for (int port : ports) {
            start(port, seeds, observers);
        }
    }

    /** Starts one more agent, which looks for those that run. */
    void add(IntFunction<List<Observer>> observers) throws InterruptedException {
        List<HostPort> seeds = running().stream()
                .map(node -> new HostPort("127.0.0.1", node.self().address().port()))
                .toList();
        start(0, seeds, observers);
    }

    private void start(int port, List<HostPort> seeds, IntFunction<List<Observer>> observers)
            throws InterruptedException {
        int number = nodes.size();
        Config defaults = Config.DEFAULT;
        HostPort bind = new HostPort("127.0.0.1", port);
        Config config = defaults.with(new Config.Swarm("bench", topology))
                .with(new Config.Agent(
                        "agent-" + number, bind, "", seeds, defaults.agent().leave()))
                .with(new Config.Security(
                        List.of(), "", signatures, defaults.security().sendersMax()));
        nodes.add(Node.start(config, keyring, new EphemeralStore(1 << 20), loops.next(), observers.apply(number)));
    }

    /** Starts a swarm that nobody observes, and waits until all know all and are quiet. */
    static Swarm quiet(int size, Signatures signatures, IntFunction<List<Observer>> observers)
            throws SocketException, InterruptedException {
        Swarm swarm = new Swarm(size, signatures);
        swarm.start(observers);
        if (!await(30 * SECOND, swarm::complete)) {
            throw new IllegalStateException("not all agents know all others after 30 s");
        }
        pause(5 * SECOND);
        return swarm;
    }

    List<Node> nodes() {
        return nodes;
    }

    List<Node> running() {
        return nodes.stream().filter(Node::running).toList();
    }

    /** Whether everyone knows everyone. */
    boolean complete() {
        return nodes.stream().allMatch(node -> node.view().roster().live() == ports.size());
    }

    /** Whether every agent that runs counts a member as dead. */
    boolean buried(long id) {
        return nodes.stream().filter(Node::running).allMatch(node -> {
            Member member = node.view().roster().find(id);
            return member != null && member.status() == Status.DEAD;
        });
    }

    /** Looks again and again until a condition holds; false when it did not in time. */
    static boolean await(long nanosMax, BooleanSupplier condition) {
        long end = System.nanoTime() + nanosMax;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            LockSupport.parkNanos(STEP_NANOS);
        }
        return true;
    }

    /** Lets time pass. */
    static void pause(long nanos) {
        long end = System.nanoTime() + nanos;
        for (long left = nanos; left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    @Override
    public void close() {
        nodes.stream().filter(Node::running).forEach(Node::kill);
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
