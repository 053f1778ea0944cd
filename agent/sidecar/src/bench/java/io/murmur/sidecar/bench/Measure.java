package io.murmur.sidecar.bench;

import io.murmur.protocol.merkle.Hash;
import io.murmur.protocol.merkle.Hasher;
import io.murmur.protocol.state.Scope;
import io.murmur.sidecar.config.Config.Signatures;
import io.murmur.sidecar.node.Node;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Measures what docs/benchmarks.md lists: {@code join N}, {@code update N}, {@code death N}, {@code load N SECONDS},
 * {@code rate N PER_SECOND SECONDS none|ed25519}, {@code idle N SECONDS}, {@code leader N}, {@code stall N
 * PER_SECOND SECONDS}.
 */
public final class Measure {
    private static final Random DICE = new Random(7);

    private Measure() {}

    public static void main(String[] words) throws Exception {
        int agents = Integer.parseInt(words[1]);
        switch (words[0]) {
            case "join" -> join(agents, 10);
            case "update" -> update(agents, 30);
            case "death" -> death(agents, 10);
            case "load" -> load(agents, Integer.parseInt(words[2]));
            case "rate" ->
                new Rate(Integer.parseInt(words[2]), Integer.parseInt(words[3]))
                        .measure(agents, Signatures.valueOf(words[4].toUpperCase(Locale.ROOT)));
            case "leader" -> new Succession(agents).measure(12);
            case "stall" -> new Stall(Integer.parseInt(words[2]), Integer.parseInt(words[3])).measure(agents);
            case "idle" -> idle(agents, Integer.parseInt(words[2]));
            default -> throw new IllegalArgumentException("nothing to measure: " + words[0]);
        }
        System.exit(0);
    }

    /** All started at once: how long after the last one is up everyone knows everyone. */
    private static void join(int agents, int runs) throws SocketException, InterruptedException {
        Millis times = new Millis();
        for (int run = 0; run < runs; run++) {
            try (Swarm swarm = new Swarm(agents, Signatures.ED25519)) {
                swarm.start(i -> List.of());
                long up = System.nanoTime();
                boolean complete = Swarm.await(30 * Swarm.SECOND, swarm::complete);
                times.add(System.nanoTime() - up);
                System.out.printf("join: run %d %s%n", run, complete ? "complete" : "INCOMPLETE");
            }
        }
        System.out.printf("join: %d agents, all know all after the last is up: %s%n", agents, times);
    }

    /** One write into a quiet swarm: how long until every agent holds it. */
    private static void update(int agents, int writes) throws SocketException, InterruptedException {
        Millis times = new Millis();
        try (Swarm swarm = Swarm.quiet(agents, Signatures.ED25519, i -> List.of())) {
            for (int i = 0; i < writes; i++) {
                Swarm.pause(3 * Swarm.SECOND + DICE.nextInt(1_500) * 1_000_000L);
                byte[] key = ("key-" + i).getBytes(StandardCharsets.UTF_8);
                Hash hash = Scope.SWARM.place(key, new Hasher());
                long start = System.nanoTime();
                swarm.nodes()
                        .get(DICE.nextInt(agents))
                        .put(key, new byte[56], Scope.SWARM)
                        .join();
                boolean all = Swarm.await(
                        30 * Swarm.SECOND,
                        () -> swarm.nodes().stream()
                                .allMatch(node -> node.view().find(Scope.SWARM, hash) != null));
                times.add(System.nanoTime() - start);
                if (!all) {
                    System.out.println("update: LOST");
                }
            }
        }
        System.out.printf("update: %d agents, one update on all: %s%n", agents, times);
    }

    /** One agent's socket closes: how long until every other agent counts it as dead. */
    private static void death(int agents, int runs) throws SocketException, InterruptedException {
        Millis times = new Millis();
        for (int run = 0; run < runs; run++) {
            Counts counts = new Counts();
            try (Swarm swarm = Swarm.quiet(agents, Signatures.ED25519, i -> List.of(counts))) {
                Swarm.pause(DICE.nextInt(1_000) * 1_000_000L);
                Node victim = swarm.nodes().get(DICE.nextInt(agents));
                long start = System.nanoTime();
                victim.kill();
                boolean dead = Swarm.await(
                        60 * Swarm.SECOND, () -> swarm.buried(victim.self().id()));
                times.add(System.nanoTime() - start);
                System.out.printf(
                        "death: run %d %s, others declared dead: %d%n",
                        run, dead ? "dead" : "NOT DEAD", counts.buried().size() - 1);
            }
        }
        System.out.printf("death: %d agents, dead on all: %s%n", agents, times);
    }

    /** Every core burns for some time: is any live agent declared dead? */
    private static void load(int agents, int seconds) throws SocketException, InterruptedException {
        Counts counts = new Counts();
        try (Swarm swarm = Swarm.quiet(agents, Signatures.ED25519, i -> List.of(counts))) {
            List<Thread> burners = new ArrayList<>();
            for (int i = 0; i < 2 * Runtime.getRuntime().availableProcessors(); i++) {
                burners.add(Thread.ofPlatform().daemon().start(() -> {
                    double sum = 1;
                    while (!Thread.currentThread().isInterrupted() && sum > 0) {
                        sum = Math.sqrt(sum + 1);
                    }
                }));
            }
            counts.load(); // tells the share since it was asked before
            Swarm.pause(seconds * Swarm.SECOND);
            double busy = counts.load();
            burners.forEach(Thread::interrupt);
            System.out.printf(
                    Locale.ROOT,
                    "load: %d agents, %d s with the machine %.0f %% busy: %d suspicions, live agents declared dead: %d%n",
                    swarm.nodes().size(),
                    seconds,
                    100 * busy,
                    counts.suspicions(),
                    counts.buried().size());
        }
    }

    /** Nothing happens: what an agent costs. */
    private static void idle(int agents, int seconds) throws SocketException, InterruptedException {
        Counts counts = new Counts();
        try (Swarm swarm = Swarm.quiet(agents, Signatures.ED25519, i -> List.of(counts))) {
            Swarm.pause(20 * Swarm.SECOND);
            long datagrams = counts.datagrams();
            long bytes = counts.bytes();
            long cpu = counts.cpuNanos();
            long start = System.nanoTime();
            Swarm.pause(seconds * Swarm.SECOND);
            double elapsed = (System.nanoTime() - start) / 1e9;
            System.out.printf(
                    Locale.ROOT,
                    "idle: %d agents, each %.2f datagrams/s, %.0f B/s with IP and UDP headers, %.3f %% of a core%n",
                    swarm.nodes().size(),
                    (counts.datagrams() - datagrams) / elapsed / agents,
                    (counts.bytes() - bytes) / elapsed / agents,
                    (counts.cpuNanos() - cpu) / 1e7 / elapsed / agents);
        }
    }
}
