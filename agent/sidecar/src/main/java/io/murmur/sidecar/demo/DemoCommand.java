package io.murmur.sidecar.demo;

import io.murmur.protocol.agent.Outcome;
import io.murmur.protocol.merkle.Hash;
import io.murmur.protocol.merkle.Hasher;
import io.murmur.protocol.merkle.Proof;
import io.murmur.protocol.state.Entry;
import io.murmur.protocol.state.Scope;
import io.murmur.protocol.state.State;
import io.murmur.sidecar.config.Config;
import io.murmur.sidecar.config.HostPort;
import io.murmur.sidecar.node.Node;
import io.murmur.sidecar.security.Keyring;
import io.murmur.sidecar.security.Stranger;
import io.murmur.sidecar.store.EphemeralStore;
import io.murmur.sidecar.transport.Addresses;
import io.netty.channel.EventLoopGroup;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A swarm of five in this process, over real sockets, with everything a deployed agent does but the disk and the API. */
@Command(
        name = "demo",
        description = "Five real agents on loopback: a write spreads, one dies, a value is proved to a stranger.")
public final class DemoCommand implements Callable<Integer> {
    private static final List<String> NAMES = List.of("ada", "ben", "cleo", "dan", "eve");
    private static final int VICTIM = 3;
    private static final String KEY = "greeting";
    private static final long PATIENCE_SECONDS = 20;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final List<Node> nodes = new ArrayList<>();
    private final List<Sighting> sightings = new ArrayList<>();

    @Override
    public Integer call() throws InterruptedException {
        EventLoopGroup loops = Config.DEFAULT.transport().sockets().loops(NAMES.size(), "murmur-demo");
        try {
            gather(loops);
            spread();
            bury();
            prove();
            say("", "Done: all of it happened, over UDP on this machine.");
            return 0;
        } catch (ExecutionException | TimeoutException e) {
            say("FAILED", "it did not happen within " + PATIENCE_SECONDS + " s");
            return 1;
        } finally {
            nodes.forEach(Node::close);
            loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
        }
    }

    private void gather(EventLoopGroup loops) throws InterruptedException, ExecutionException, TimeoutException {
        say("1", "Five agents start, each knows only the first one's address.");
        Keyring keyring = Keyring.of("demo", List.of(Keyring.generate(new SecureRandom())));
        for (String name : NAMES) {
            Sighting sighting = new Sighting(NAMES.size());
            EphemeralStore store =
                    new EphemeralStore(Config.DEFAULT.limits().contents().bytes());
            Node node = Node.start(config(name), keyring, store, loops.next(), List.of(sighting));
            nodes.add(node);
            sightings.add(sighting);
            row(
                    name,
                    Addresses.text(node.self().address()) + "  id "
                            + Long.toHexString(node.self().id()));
        }
        tell(System.nanoTime(), Sighting::complete, "knows all five");
    }

    private Config config(String name) {
        Config base = Config.DEFAULT;
        List<HostPort> seeds = nodes.isEmpty()
                ? List.of()
                : List.of(HostPort.parse(Addresses.text(nodes.getFirst().self().address())));
        Config.Agent agent = new Config.Agent(
                name, new HostPort("127.0.0.1", 0), "", seeds, base.agent().leave());
        return base.with(agent);
    }

    private void spread() throws InterruptedException, ExecutionException, TimeoutException {
        say("2", NAMES.getFirst() + " writes " + KEY + " = \"hello, swarm\".");
        long start = System.nanoTime();
        Outcome outcome = nodes.getFirst()
                .put(bytes(KEY), bytes("hello, swarm"), Scope.SWARM)
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (!(outcome instanceof Outcome.Written)) {
            throw new ExecutionException(new IllegalStateException("the write was refused: " + outcome));
        }
        tell(start, sighting -> sighting.entry(KEY), "holds it");
    }

    private void bury() throws InterruptedException, ExecutionException, TimeoutException {
        say("3", NAMES.get(VICTIM) + " is killed: its socket closes, nobody is told.");
        Node victim = nodes.get(VICTIM);
        long start = System.nanoTime();
        victim.kill();
        long id = victim.self().id();
        tell(start, sighting -> sighting.death(id), "declares " + NAMES.get(VICTIM) + " dead");
    }

    private void prove() throws ExecutionException {
        Node prover = nodes.getLast();
        State state = prover.view().state();
        Hash key = Scope.SWARM.place(bytes(KEY), new Hasher());
        Proof proof = state.prove(key, new Hasher());
        Entry entry = state.get(key);
        if (entry == null) {
            throw new ExecutionException(new IllegalStateException("the entry is gone"));
        }
        say(
                "4",
                "A stranger who knows only the root " + state.root().hex().substring(0, 16) + "… asks "
                        + NAMES.getLast() + " for a proof.");
        byte[] proofBytes = new byte[proof.encodedLength()];
        proof.encode(proofBytes, 0);
        byte[] entryBytes = new byte[entry.encodedLength()];
        entry.encode(entryBytes, 0);
        Stranger.Finding finding =
                Stranger.check(Scope.SWARM, KEY, base64(proofBytes), base64(entryBytes), state.root());
        row("proof", proofBytes.length + " bytes, entry " + entryBytes.length + " bytes");
        row("stranger", finding.words());
        if (!finding.holds()) {
            throw new ExecutionException(new IllegalStateException(finding.words()));
        }
    }

    /** Waits until every live agent has seen something, and tells when each of them did. */
    private void tell(long startNanos, Function<Sighting, CompletableFuture<Long>> what, String words)
            throws InterruptedException, ExecutionException, TimeoutException {
        for (int i = 0; i < NAMES.size(); i++) {
            if (nodes.get(i).running()) {
                long seen = what.apply(sightings.get(i)).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
                double millis = Math.max(0, seen - startNanos) / 1e6;
                row(NAMES.get(i), String.format(Locale.ROOT, "%s after %,.1f ms", words, millis));
            }
        }
    }

    private void say(String step, String words) {
        out().println();
        out().println(step.isEmpty() ? words : step + "  " + words);
    }

    private void row(String name, String words) {
        out().println("   " + name + " ".repeat(Math.max(1, 10 - name.length())) + words);
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
