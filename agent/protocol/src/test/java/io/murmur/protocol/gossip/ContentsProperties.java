package io.murmur.protocol.gossip;

import static io.murmur.protocol.testing.Swarm.MILLI;
import static io.murmur.protocol.testing.Swarm.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.murmur.protocol.agent.Settings;
import io.murmur.protocol.host.Event;
import io.murmur.protocol.merkle.Hash;
import io.murmur.protocol.state.Entry;
import io.murmur.protocol.state.Scope;
import io.murmur.protocol.testing.Chronicle;
import io.murmur.protocol.testing.Swarm;
import io.murmur.protocol.wire.Bytes;
import io.murmur.protocol.wire.Message;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/** A value by reference reaches whoever fetches it, byte for byte, whatever the network does. */
class ContentsProperties {
    /** Bytes without a pattern that parts could share. */
    static Bytes content(int length, long seed) {
        byte[] bytes = new byte[length];
        new java.util.Random(seed).nextBytes(bytes);
        return Bytes.of(bytes);
    }

    private static Hash refer(Swarm swarm, Bytes content) {
        Hash hash = swarm.tools().hasher().value(content.toArray(), 0, content.length());
        swarm.host(0).keep(hash, content);
        swarm.act(0, agent -> agent.refer(swarm.nowNanos(), Swarm.bytes("key"), hash, content.length(), Scope.SWARM));
        return hash;
    }

    private static long fetched(Swarm swarm) {
        return swarm.chronicle().events(Event.ContentFetched.class).count();
    }

    /** At, just before and just behind the ends of parts and windows. */
    @Provide
    Arbitrary<Integer> lengths() {
        Arbitrary<Integer> parts = Arbitraries.of(1, 2, Assembly.WINDOW, Assembly.WINDOW + 1, 2 * Assembly.WINDOW, 40);
        return Combinators.combine(parts, Arbitraries.integers().between(-1, 1))
                .as((count, beside) -> count * Assembly.PART_BYTES + beside);
    }

    @Property(tries = 60)
    void everyAgentGetsTheVeryBytesOverABadNetwork(
            @ForAll("lengths") int length,
            @ForAll long seed,
            @ForAll @IntRange(min = 2, max = 6) int size,
            @ForAll @DoubleRange(min = 0, max = 0.25) double loss,
            @ForAll @DoubleRange(min = 0, max = 0.5) double duplication) {
        Swarm swarm = Swarm.of(size, Settings.lan(), seed);
        swarm.network().loss(loss).duplication(duplication).latency(MILLI, 40 * MILLI);
        Bytes content = content(length, seed);
        Hash hash = refer(swarm, content);
        assertTrue(swarm.until(() -> fetched(swarm) == size - 1, 300 * SECOND), () -> fetched(swarm) + " have it");
        swarm.chronicle()
                .events(Event.ContentFetched.class)
                .forEach(event -> assertEquals(new Event.ContentFetched(hash, content), event));
    }

    /** One of many wants what only the owner has; whoever else it may ask does not hold it. */
    @Property(tries = 6)
    void aLongOneArrivesFromItsOwnerAloneOverALossyNetworkThatIsQuiet(
            @ForAll long seed, @ForAll @DoubleRange(min = 0, max = 0.1) double loss) {
        Swarm swarm = Swarm.of(40, Settings.lan(), seed);
        Bytes content = content((1 << 20) + 1, seed);
        Hash hash = refer(swarm, content);
        swarm.run(60 * SECOND);
        assertEquals(0, fetched(swarm), "it is too long to be fetched unasked");
        swarm.network().loss(loss);
        Entry reference = Objects.requireNonNull(swarm.agent(7)
                .state()
                .get(Scope.SWARM, Swarm.bytes("key"), swarm.tools().hasher()));
        swarm.act(7, agent -> assertTrue(agent.fetch(swarm.nowNanos(), reference)));
        assertTrue(swarm.until(() -> fetched(swarm) == 1, 60 * SECOND), "within a minute");
        assertEquals(
                1,
                swarm.chronicle().count(Event.ContentFetched.class, new Event.ContentFetched(hash, content)::equals));
    }

    @Property(tries = 20)
    void whoSurvivesTheOwnerHasItForTheOthers(@ForAll("lengths") int length, @ForAll long seed) {
        Swarm swarm = Swarm.of(6, Settings.lan(), seed);
        swarm.network().only((from, to) -> from != 5 && to != 5);
        Bytes content = content(length, seed);
        refer(swarm, content);
        assertTrue(swarm.until(() -> fetched(swarm) == 4, 10 * SECOND));
        swarm.crash(0);
        swarm.network().whole();
        assertTrue(swarm.until(() -> fetched(swarm) == 5, 120 * SECOND), "the one that was cut off");
    }

    /** Without loss every byte comes once, and a question is put for every eight parts. */
    @Property(tries = 30)
    void aGoodNetworkCarriesEveryPartOnce(@ForAll("lengths") int length, @ForAll long seed) {
        Swarm swarm = Swarm.of(2, Settings.lan(), seed);
        refer(swarm, content(length, seed));
        assertTrue(swarm.until(() -> fetched(swarm) == 1, 20 * SECOND));
        long chunks = said(swarm, Message.Chunk.class);
        long parts = Math.ceilDiv(length, Assembly.PART_BYTES);
        assertEquals(parts, chunks);
        assertEquals(Math.ceilDiv(parts, Assembly.WINDOW), said(swarm, Message.Fetch.class));
    }

    private static long said(Swarm swarm, Class<? extends Message> kind) {
        return swarm.chronicle().sendings().stream()
                .map(Chronicle.Sending::datagram)
                .flatMap(datagram -> datagram.messages().stream())
                .filter(kind::isInstance)
                .count();
    }
}
