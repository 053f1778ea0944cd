package io.murmur.sidecar.bench;

import io.murmur.hierarchical.agent.TreeEvent;
import io.murmur.hierarchical.election.ElectionEvent;
import io.murmur.hierarchical.wire.Ids;
import io.murmur.protocol.host.Event;
import io.murmur.sidecar.config.Config.Signatures;
import io.murmur.sidecar.config.Config.Topology;
import io.murmur.sidecar.node.Leadership;
import io.murmur.sidecar.node.Node;
import io.murmur.sidecar.node.Observer;
import java.net.SocketException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Kills the leader of a group again and again: how long until all others know another one. Who is killed is replaced by a
 * newcomer, and nobody is killed before all are in the group's configuration.
 */
final class Succession {
    private static final Random DICE = new Random(11);
    private static final long PATIENCE_NANOS = 120 * Swarm.SECOND;

    private final int agents;
    private final Map<Integer, Ids> configured = new ConcurrentHashMap<>();
    private final Millis known = new Millis();
    private final Millis acting = new Millis();
    private final Millis candidacies = new Millis();

    Succession(int agents) {
        this.agents = agents;
    }

    void measure(int runs) throws SocketException, InterruptedException {
        try (Swarm swarm = new Swarm(agents, Signatures.ED25519, Topology.HIERARCHICAL)) {
            swarm.start(this::observers);
            for (int run = 0; run < runs; run++) {
                expect("a whole group", () -> whole(swarm));
                Swarm.pause(Swarm.SECOND + DICE.nextInt(1_000) * 1_000_000L);
                succeed(swarm, run);
                swarm.add(this::observers);
            }
        }
        System.out.printf("leader: %d agents, another leader known to all: %s%n", agents, known);
        System.out.printf("leader: %d agents, another leader acts: %s%n", agents, acting);
        System.out.printf("leader: %d agents, from standing to winning: %s%n", agents, candidacies);
    }

    private void succeed(Swarm swarm, int run) {
        Leadership before = leadership(swarm.running().getFirst());
        Node leader = swarm.running().stream()
                .filter(node -> node.self().id() == before.leader())
                .findFirst()
                .orElseThrow();
        long start = System.nanoTime();
        leader.kill();
        expect("a leader known to all", () -> led(swarm, before.term()));
        long knownNanos = System.nanoTime() - start;
        expect(
                "a leader that acts",
                () -> swarm.running().stream().anyMatch(node -> leadership(node).acts(node.nowNanos())));
        known.add(knownNanos);
        acting.add(System.nanoTime() - start);
        System.out.printf("leader: run %d known to all after %.0f ms%n", run, knownNanos / 1e6);
    }

    private static void expect(String what, BooleanSupplier condition) {
        if (!Swarm.await(PATIENCE_NANOS, condition)) {
            throw new IllegalStateException("not in time: " + what);
        }
    }

    private List<Observer> observers(int agent) {
        return List.of(new Observer() {
            @Override
            public void event(Event event) {
                if (event instanceof TreeEvent.Elected(int level, long group, ElectionEvent elected) && level == 0) {
                    note(agent, elected);
                }
            }
        });
    }

    private void note(int agent, ElectionEvent event) {
        if (event instanceof ElectionEvent.Configured(var configuration)) {
            configured.put(agent, configuration.members());
        } else if (event instanceof ElectionEvent.BecameLeader won && won.term() > 1) {
            synchronized (candidacies) {
                candidacies.add(won.candidacyNanos());
            }
        }
    }

    /** Whether all know the same leader and hold a configuration of them all. */
    private boolean whole(Swarm swarm) {
        long[] ids =
                swarm.running().stream().mapToLong(node -> node.self().id()).toArray();
        Ids all = Ids.of(ids).sorted();
        return swarm.running().stream()
                        .allMatch(node ->
                                all.equals(configured.getOrDefault(swarm.nodes().indexOf(node), Ids.NONE)))
                && led(swarm, 0);
    }

    /** Whether all that run know the same leader, of a later term, and it runs. */
    private static boolean led(Swarm swarm, long term) {
        List<Node> running = swarm.running();
        long leader = leadership(running.getFirst()).leader();
        return running.stream().anyMatch(node -> node.self().id() == leader)
                && running.stream()
                        .map(Succession::leadership)
                        .allMatch(each -> each.leader() == leader && each.term() > term);
    }

    private static Leadership leadership(Node node) {
        @Nullable Leadership leadership = node.view().leadership();
        if (leadership == null) {
            throw new IllegalStateException("the swarm is flat");
        }
        return leadership;
    }
}
