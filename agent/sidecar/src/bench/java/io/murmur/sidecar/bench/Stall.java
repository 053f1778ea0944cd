package io.murmur.sidecar.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.murmur.protocol.agent.Outcome;
import io.murmur.protocol.host.Event;
import io.murmur.protocol.state.Scope;
import io.murmur.sidecar.config.Config;
import io.murmur.sidecar.config.HostPort;
import io.murmur.sidecar.config.Span;
import io.murmur.sidecar.config.TelemetryKnobs;
import io.murmur.sidecar.node.Node;
import io.murmur.sidecar.node.Observer;
import io.murmur.sidecar.run.Sidecar;
import io.murmur.sidecar.security.Keyring;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * What a collector that stalls costs: the same updates while a receiver takes what agents tell it, and while it answers
 * nobody, by turns in one run, with a share of all operations as spans.
 */
final class Stall {
    private static final int TURNS = 4;
    private static final int KEYS = 1_000;
    private static final int OPEN_MAX = 1_024;
    private static final int MICROS = 2_000_000;
    private static final double SPAN_SHARE = .2;
    private static final long MEBI = 1 << 20;

    private final int perSecond;
    private final int seconds;
    private final Receiver receiver;
    private final Delays delays = new Delays();

    Stall(int perSecond, int seconds) throws IOException {
        this.perSecond = perSecond;
        this.seconds = seconds;
        this.receiver = new Receiver();
    }

    void measure(int agents) throws Exception {
        List<Sidecar> swarm = new ArrayList<>();
        Keyring keyring = Keyring.of("stall", List.of(Keyring.generate(new SecureRandom())));
        int port = receiver.freePort();
        for (int i = 0; i < agents; i++) {
            swarm.add(
                    Sidecar.start(config(swarm, i == 0 ? "127.0.0.1:" + port : ""), keyring, "bench", List.of(delays)));
        }
        Swarm.await(
                30 * Swarm.SECOND,
                () -> swarm.stream().allMatch(one -> one.node().view().roster().live() == agents));
        turn(swarm, "warm-up", seconds / 3);
        for (int turn = 0; turn < TURNS; turn++) {
            receiver.stall(turn % 2 == 1);
            turn(swarm, turn % 2 == 1 ? "stalled" : "taking", seconds);
            System.out.println("stall:   agent 0 " + dropped(port));
        }
        receiver.stall(false);
        swarm.forEach(Sidecar::close);
    }

    private Config config(List<Sidecar> before, String prometheus) {
        Config base = Config.DEFAULT;
        List<HostPort> seeds = before.isEmpty()
                ? List.of()
                : List.of(new HostPort(
                        "127.0.0.1", before.getFirst().node().self().address().port()));
        HostPort any = new HostPort("127.0.0.1", 0);
        return base.with(new Config.Agent("agent-" + before.size(), any, "", seeds, Span.parse("100ms")))
                .with(new Config.Security(
                        List.of(), "", Config.Signatures.NONE, base.security().sendersMax()))
                .with(new Config.Api(
                        false,
                        any,
                        false,
                        base.api().bodyMax(),
                        base.api().writeWait(),
                        base.api().watchHistory(),
                        base.api().watchersMax(),
                        base.api().heartbeat()))
                .with(new TelemetryKnobs(receiver.endpoint(), Span.parse("5s"), prometheus, "", SPAN_SHARE, 1, 10, 8));
    }

    private void turn(List<Sidecar> swarm, String name, int lasting) throws InterruptedException {
        delays.clear();
        LongAdder refused = new LongAdder();
        long start = System.nanoTime();
        List<Thread> writers = new ArrayList<>();
        for (Sidecar one : swarm) {
            writers.add(Thread.ofPlatform().start(() -> write(one.node(), swarm.size(), lasting, start, refused)));
        }
        for (Thread writer : writers) {
            writer.join();
        }
        double written = (System.nanoTime() - start) / 1e9;
        boolean same = Swarm.await(
                30 * Swarm.SECOND,
                () -> swarm.stream()
                        .allMatch(one -> one.node()
                                .view()
                                .state()
                                .equals(swarm.getFirst().node().view().state())));
        System.gc();
        Runtime heap = Runtime.getRuntime();
        System.out.printf(
                Locale.ROOT,
                "stall: %-8s %d updates at %.0f/s, %d refused, %s; write to apply mean %.3f ms, median %.3f, 99th %.3f; heap %d MiB%n",
                name,
                (long) (perSecond / swarm.size()) * swarm.size() * lasting,
                (long) (perSecond / swarm.size()) * swarm.size() * lasting / written,
                refused.sum(),
                same ? "none lost" : "SOME LOST",
                delays.meanMillis(),
                delays.millis(.5),
                delays.millis(.99),
                (heap.totalMemory() - heap.freeMemory()) / MEBI);
    }

    private void write(Node node, int writers, int lasting, long start, LongAdder refused) {
        Semaphore open = new Semaphore(OPEN_MAX);
        long share = perSecond / writers;
        long all = share * lasting;
        for (long done = 0; done < all; ) {
            long due = Math.min(all, (System.nanoTime() - start) * share / Swarm.SECOND);
            for (; done < due; done++) {
                open.acquireUninterruptibly();
                byte[] key = (node.self().name() + "-" + done % KEYS).getBytes(StandardCharsets.US_ASCII);
                byte[] value = Long.toString(done).getBytes(StandardCharsets.US_ASCII);
                var _ = node.put(key, value, Scope.SWARM).whenComplete((outcome, failure) -> {
                    if (!(outcome instanceof Outcome.Written)) {
                        refused.increment();
                    }
                    open.release();
                });
            }
            LockSupport.parkNanos(1_000_000);
        }
        open.acquireUninterruptibly(OPEN_MAX);
    }

    private static String dropped(int port) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                .build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.ofString())
                .body()
                .lines()
                .filter(line -> line.startsWith("otel_sdk_processor_span"))
                .map(line -> line.replaceAll("otel_component_\\w+=\"[^\"]*\",?|otel_scope_\\w+=\"[^\"]*\",?", ""))
                .toList()
                .toString();
    }

    /** How long entries took to those who applied them, in microseconds. */
    private static final class Delays implements Observer {
        private final AtomicLongArray micros = new AtomicLongArray(MICROS + 1);

        @Override
        public void event(Event event) {
            if (event instanceof Event.EntryApplied applied) {
                micros.incrementAndGet((int) Math.min(MICROS, applied.delayNanos() / 1_000));
            }
        }

        void clear() {
            for (int i = 0; i <= MICROS; i++) {
                micros.set(i, 0);
            }
        }

        double meanMillis() {
            double sum = 0;
            long count = 0;
            for (int i = 0; i <= MICROS; i++) {
                sum += (double) i * micros.get(i);
                count += micros.get(i);
            }
            return sum / count / 1e3;
        }

        double millis(double share) {
            long count = 0;
            for (int i = 0; i <= MICROS; i++) {
                count += micros.get(i);
            }
            long seen = 0;
            for (int i = 0; i <= MICROS; i++) {
                seen += micros.get(i);
                if (seen >= share * count) {
                    return i / 1e3;
                }
            }
            return MICROS / 1e3;
        }
    }

    /** Takes whatever comes, or answers nobody. */
    private static final class Receiver {
        private final HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        private boolean stalled;

        Receiver() throws IOException {
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/", this::take);
            server.start();
        }

        String endpoint() {
            return "http://127.0.0.1:" + server.getAddress().getPort();
        }

        int freePort() throws IOException {
            try (var socket = new java.net.ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            }
        }

        synchronized void stall(boolean now) {
            stalled = now;
            notifyAll();
        }

        private void take(HttpExchange exchange) throws IOException {
            exchange.getRequestBody().readAllBytes();
            waitWhileStalled();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        }

        private synchronized void waitWhileStalled() throws IOException {
            try {
                while (stalled) {
                    wait();
                }
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }
    }
}
