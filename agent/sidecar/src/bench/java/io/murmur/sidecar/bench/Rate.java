package io.murmur.sidecar.bench;

import io.murmur.protocol.agent.Outcome;
import io.murmur.protocol.state.Scope;
import io.murmur.sidecar.config.Config.Signatures;
import io.murmur.sidecar.node.Node;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/** How many updates a second all agents together can write, with every one of them reaching every agent. */
final class Rate {
    private static final int UPDATE_BYTES = 56;
    private static final int OPEN_MAX = 1_024;
    private static final long AT_A_TIME_NANOS = 1_000_000;

    private final int perSecond;
    private final int seconds;
    private final LongAdder refused = new LongAdder();

    Rate(int perSecond, int seconds) {
        this.perSecond = perSecond;
        this.seconds = seconds;
    }

    void measure(int agents, Signatures signatures) throws SocketException, InterruptedException {
        Counts counts = new Counts();
        try (Swarm swarm = Swarm.quiet(agents, signatures, i -> List.of(counts))) {
            long cpu = counts.cpuNanos();
            long start = System.nanoTime();
            writeAll(swarm, agents, start);
            long written = System.nanoTime();
            long total = (long) (perSecond / agents) * seconds * agents;
            boolean whole = Swarm.await(
                    60 * Swarm.SECOND,
                    () -> swarm.nodes().stream()
                            .allMatch(node -> node.view().state().size() == total));
            long end = System.nanoTime();
            System.out.printf(
                    Locale.ROOT,
                    "rate: %d agents, %s, %d updates of %d bytes asked at %d/s, written at %.0f/s (%d times told to wait),"
                            + " %s, all on all %.3f s after the last; %.2f cores; %s%n",
                    agents,
                    signatures,
                    total,
                    UPDATE_BYTES,
                    perSecond,
                    total * 1e9 / (written - start),
                    refused.sum(),
                    whole ? "none lost" : "SOME LOST",
                    (end - written) / 1e9,
                    (double) (counts.cpuNanos() - cpu) / (end - start),
                    counts);
        }
    }

    private void writeAll(Swarm swarm, int agents, long start) throws InterruptedException {
        List<Thread> writers = new ArrayList<>();
        for (int i = 0; i < agents; i++) {
            int writer = i;
            writers.add(Thread.ofPlatform().start(() -> write(swarm.nodes().get(writer), writer, agents, start)));
        }
        for (Thread writer : writers) {
            writer.join();
        }
    }

    private void write(Node node, int writer, int agents, long start) {
        Semaphore open = new Semaphore(OPEN_MAX);
        long share = perSecond / agents;
        long all = share * seconds;
        for (long done = 0; done < all; ) {
            long due = Math.min(all, (System.nanoTime() - start) * share / Swarm.SECOND);
            for (; done < due; done++) {
                open.acquireUninterruptibly();
                put(node, update(writer, done), open);
            }
            LockSupport.parkNanos(AT_A_TIME_NANOS);
        }
        open.acquireUninterruptibly(OPEN_MAX);
    }

    private void put(Node node, byte[] update, Semaphore open) {
        byte[] key = Arrays.copyOf(update, 16);
        byte[] value = Arrays.copyOfRange(update, 16, UPDATE_BYTES);
        var _ = node.put(key, value, Scope.SWARM).whenComplete((outcome, failure) -> {
            if (outcome instanceof Outcome.Written) {
                open.release();
            } else {
                refused.increment();
                CompletableFuture.delayedExecutor(2, TimeUnit.MILLISECONDS).execute(() -> put(node, update, open));
            }
        });
    }

    /** 16 bytes of key, 40 of value. */
    private static byte[] update(int writer, long number) {
        String key = String.format(Locale.ROOT, "w%03d-%011d", writer, number);
        return Arrays.copyOf(key.getBytes(StandardCharsets.US_ASCII), UPDATE_BYTES);
    }
}
