package io.murmur.sidecar.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.murmur.protocol.agent.Outcome;
import io.murmur.protocol.roster.Status;
import io.murmur.protocol.state.Entry;
import io.murmur.protocol.state.Scope;
import io.murmur.protocol.wire.Bytes;
import io.murmur.sidecar.config.Config;
import io.murmur.sidecar.security.Envelope;
import io.murmur.sidecar.security.Keyring;
import io.murmur.sidecar.security.Opening;
import io.murmur.sidecar.store.DiskStore;
import io.murmur.sidecar.store.StoreException;
import io.murmur.sidecar.transport.Sockets;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NodeIT {
    private static final int WRITES = 1_500;

    @ParameterizedTest
    @EnumSource(
            value = Sockets.class,
            names = {"AUTO", "NIO"})
    void twoAgentsShareWhatOneWritesAndDeletes(Sockets sockets) throws InterruptedException {
        try (Party party = new Party(sockets)) {
            party.join();
            party.join();
            party.awaitComplete();
            Party.put(party.nodes().getFirst(), "colour", "blue");
            party.awaitEverywhere("colour", "blue");
            party.nodes()
                    .getLast()
                    .delete("colour".getBytes(StandardCharsets.UTF_8), Scope.SWARM, Creation.UNTRACED)
                    .join();
            party.awaitEverywhere("colour", null);
        }
    }

    @Test
    void fiveAgentsBuryTheKilledAndMissTheOneThatLeft() throws InterruptedException {
        try (Party party = new Party(Sockets.AUTO)) {
            for (int i = 0; i < 5; i++) {
                party.join();
            }
            party.awaitComplete();
            Node killed = party.nodes().get(1);
            Node left = party.nodes().get(2);
            Node witness = party.nodes().get(3);
            killed.kill();
            left.leave().join();
            left.close();
            party.await("one dead", () -> party.believes(witness, killed.self().id(), Status.DEAD));
            party.await("one left", () -> party.believes(witness, left.self().id(), Status.LEFT));
            Party.put(witness, "still", "here");
            party.awaitEverywhere("still", "here");
        }
    }

    @Test
    void writesThatComeTooFastWaitForTheirTurn() throws InterruptedException {
        try (Party party = new Party(Sockets.AUTO)) {
            Node writer = party.join();
            Node reader = party.join();
            party.awaitComplete();
            List<CompletableFuture<Outcome>> writes = writes(writer);
            writes.forEach(write -> assertInstanceOf(Outcome.Written.class, write.join()));
            party.await("all arrived", () -> reader.view().state().size() == WRITES);
        }
    }

    @Test
    void nobodyWaitsForAnAgentThatIsGone() throws InterruptedException {
        try (Party party = new Party(Sockets.AUTO)) {
            Node writer = party.join();
            party.join();
            party.awaitComplete();
            List<CompletableFuture<Outcome>> writes = writes(writer);
            writer.kill();
            party.await("all ended", () -> writes.stream().allMatch(CompletableFuture::isDone));
        }
    }

    /** As many as may wait, at once. */
    private static List<CompletableFuture<Outcome>> writes(Node writer) {
        return IntStream.range(0, WRITES)
                .mapToObj(i -> writer.put(("key" + i).getBytes(StandardCharsets.UTF_8), new byte[40], Scope.SWARM))
                .toList();
    }

    @Test
    void valuesThatAreTooLongForADatagramTravelInParts() throws InterruptedException {
        try (Party party = new Party(Sockets.AUTO)) {
            party.join();
            party.join();
            party.awaitComplete();
            String longText = "long ".repeat(3_000);
            Party.put(party.nodes().getFirst(), "long", longText);
            party.awaitEverywhere("long", longText);
        }
    }

    @Test
    void valuesByReferenceReachOthersAndMatchTheirHash() throws InterruptedException {
        try (Party party = new Party(Sockets.AUTO)) {
            Node writer = party.join();
            Node reader = party.join();
            party.awaitComplete();
            byte[] value = new byte[300_000];
            new Random(5).nextBytes(value);
            Outcome outcome = writer.refer(new byte[] {1}, value, Scope.SWARM, Creation.UNTRACED)
                    .join();
            Entry entry = assertInstanceOf(Outcome.Written.class, outcome).entry();
            party.await("the reference arrived", () -> reader.view().find(Scope.SWARM, entry.key()) != null);
            Bytes fetched = reader.content(entry).join();
            assertEquals(Bytes.copyOf(value, 0, value.length), fetched);
        }
    }

    @Test
    void aRestartedAgentIsTheSameWithALaterIncarnationAndItsEntries(@TempDir Path directory)
            throws InterruptedException, StoreException {
        try (Party party = new Party(Sockets.AUTO)) {
            Node witness = party.join();
            Node first = party.join(store(directory));
            party.awaitComplete();
            Party.put(first, "kept", "over the restart");
            first.put("mine".getBytes(StandardCharsets.UTF_8), new byte[] {1}, Scope.AGENT)
                    .join();
            first.close();
            Node second = party.join(store(directory));
            assertEquals(first.self().id(), second.self().id());
            assertTrue(second.self().incarnation() > first.self().incarnation());
            assertNotNull(second.view().find(Scope.AGENT, Party.place(Scope.AGENT, "mine")));
            assertEquals("over the restart", Party.text(second, "kept"));
            party.await("the later life is believed", () -> {
                var member = witness.view().roster().find(second.self().id());
                return member != null
                        && member.incarnation() >= second.self().incarnation()
                        && member.address().equals(second.self().address());
            });
        }
    }

    private static DiskStore store(Path directory) throws StoreException {
        return DiskStore.open(directory, Config.DEFAULT.settings().limits(), 1 << 20);
    }

    @Test
    void hostileDatagramsAtTheSocketAreCountedAndChangeNothing() throws IOException, InterruptedException {
        try (Party party = new Party(Sockets.AUTO);
                DatagramSocket stranger = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            Node node = party.join();
            party.join();
            party.awaitComplete();
            Random random = new Random(11);
            for (int i = 0; i < 200; i++) {
                byte[] noise = new byte[1 + random.nextInt(1_400)];
                random.nextBytes(noise);
                noise[0] = (byte) (i % 2);
                send(stranger, node, noise, noise.length);
            }
            byte[] sealed = new byte[2_000];
            Keyring other = Keyring.of("party", List.of(Keyring.generate(new SecureRandom())));
            send(stranger, node, sealed, seal(other, sealed, random));
            party.await("another key is counted", () -> party.count(Opening.OTHER_KEY) > 0);
            // with the right key, yet nonsense inside: the kernel must refuse it
            for (int i = 0; i < 200; i++) {
                send(stranger, node, sealed, seal(party.keyring(), sealed, random));
            }
            int length = seal(party.keyring(), sealed, random);
            sealed[length - 1] ^= 1;
            send(stranger, node, sealed, length);
            party.await("a forged one is counted", () -> party.count(Opening.FORGED) > 0);
            Party.put(node, "after", "the storm");
            party.awaitEverywhere("after", "the storm");
            assertEquals(1, node.view().state().size());
        }
    }

    private static int seal(Keyring keyring, byte[] into, Random random) {
        byte[] nonsense = new byte[random.nextInt(1_000)];
        random.nextBytes(nonsense);
        if (nonsense.length > 0) {
            nonsense[0] = 1;
        }
        return new Envelope(keyring, 1_200, 1, new SecureRandom()).seal(nonsense, 0, nonsense.length, into);
    }

    private static void send(DatagramSocket from, Node to, byte[] bytes, int length) throws IOException {
        from.send(new DatagramPacket(
                bytes,
                length,
                InetAddress.getLoopbackAddress(),
                to.self().address().port()));
    }
}
