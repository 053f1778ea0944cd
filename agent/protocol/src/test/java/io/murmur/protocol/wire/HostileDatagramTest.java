package io.murmur.protocol.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.murmur.protocol.merkle.Hash;
import io.murmur.protocol.merkle.Hasher;
import io.murmur.protocol.testing.Mutations;
import io.murmur.protocol.testing.Tools;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.Tag;

/** A million hostile datagrams a build: each is read whole or refused with a reason, at a bounded price. */
class HostileDatagramTest {
    private static final long SEED = 20_260_101;
    private static final int COUNT = 1_000_000;

    private final DatagramReader reader = new DatagramReader(Tools.decoder(new Hasher()));
    private final DatagramWriter writer = new DatagramWriter();
    private final byte[] rewritten = new byte[1 << 16];
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Example
    void aMillionHostileDatagramsAreReadOrRefused() {
        loadClasses();
        Mutations mutations = new Mutations(SEED, corpus());
        assertTimeoutPreemptively(Duration.ofMinutes(2), () -> readAll(mutations, COUNT));
    }

    @Tag("campaign")
    @Example
    void soAreAHundredMillion() {
        loadClasses();
        readAll(new Mutations(SEED + 2, corpus()), 100 * COUNT);
    }

    private void readAll(Mutations mutations, int count) {
        Set<Malformed> reasons = EnumSet.noneOf(Malformed.class);
        int accepted = 0;
        for (int i = 0; i < count; i++) {
            byte[] bytes = mutations.next();
            long before = threads.getCurrentThreadAllocatedBytes();
            Malformed reason = reader.read(bytes, 0, bytes.length);
            long allocated = threads.getCurrentThreadAllocatedBytes() - before;
            assertTrue(allocated <= 4_096 + 40L * bytes.length, allocated + " bytes for datagram " + i);
            if (reason != null) {
                reasons.add(reason);
            } else {
                accepted++;
                assertRewritesAs(bytes, i);
            }
        }
        assertEquals(EnumSet.allOf(Malformed.class), reasons);
        assertTrue(accepted > count / 100, accepted + " accepted: the mutations are too wild to test the accepted");
    }

    /** Whoever reads first also pays for the classes. */
    private void loadClasses() {
        Mutations mutations = new Mutations(SEED + 3, corpus());
        for (int i = 0; i < 10_000; i++) {
            byte[] bytes = mutations.next();
            reader.read(bytes, 0, bytes.length);
        }
    }

    /** There is one encoding of a datagram and no other, so nothing can hide in one. */
    private void assertRewritesAs(byte[] bytes, int index) {
        writer.lend(rewritten, 0, rewritten.length);
        writer.header(reader.sender(), reader.group(), reader.rosterDigest(), reader.watermark(), reader.root())
                .reach(reader.reach());
        reader.messages().forEach(writer::write);
        assertArrayEquals(bytes, Arrays.copyOf(rewritten, writer.length()), "datagram " + index);
    }

    @Example
    void readsInPlaceAndNeverBeyondTheEnd() {
        Mutations mutations = new Mutations(SEED + 1, corpus());
        byte[] big = new byte[4_096];
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = mutations.next();
            Arrays.fill(big, (byte) i);
            System.arraycopy(bytes, 0, big, 100, bytes.length);
            Malformed alone = reader.read(bytes, 0, bytes.length);
            List<Message> messages = List.copyOf(reader.messages());
            assertEquals(alone, reader.read(big, 100, bytes.length), "datagram " + i);
            assertEquals(messages, reader.messages(), "datagram " + i);
        }
    }

    private List<byte[]> corpus() {
        Random random = new Random(SEED);
        RandomGenerator<Message> messages = Messages.any().generator(1_000);
        List<byte[]> corpus = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            writer.lend(rewritten, 0, 1_200);
            writer.header(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong(), Hash.ZERO);
            for (int j = random.nextInt(6); j >= 0; j--) {
                writer.write(messages.next(random).value());
            }
            corpus.add(Arrays.copyOf(rewritten, writer.length()));
        }
        return corpus;
    }
}
