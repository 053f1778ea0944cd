package io.murmur.protocol.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.murmur.protocol.merkle.Hash;
import io.murmur.protocol.merkle.Hasher;
import io.murmur.protocol.state.Scope;
import io.murmur.protocol.testing.Tools;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What is written is what is read. */
class DatagramProperties {
    private static final int CAPACITY = 1_200;

    private final DatagramReader reader = new DatagramReader(Tools.decoder(new Hasher()));
    private final DatagramWriter writer = new DatagramWriter();
    private final byte[] buffer = new byte[CAPACITY + 64];

    @Provide
    Arbitrary<Message> messages() {
        return Messages.any();
    }

    @Provide
    Arbitrary<List<Message>> manyMessages() {
        return Messages.any().list().ofMaxSize(40);
    }

    @Provide
    Arbitrary<Hash> hashes() {
        return Messages.hashes();
    }

    @Example
    void everyKindOfMessageHasAGenerator() {
        assertEquals(
                Set.of(Message.class.getPermittedSubclasses()), Messages.kinds().keySet());
    }

    @Property(tries = 4_000, edgeCases = EdgeCasesMode.NONE)
    void readsWhatWasWritten(@ForAll("messages") Message message, @ForAll @IntRange(max = 64) int offset) {
        writer.lend(buffer, offset, CAPACITY);
        writer.header(1, 0, 2, 3, Hash.ZERO);
        assertTrue(writer.write(message));
        assertNull(reader.read(buffer, offset, writer.length()));
        assertEquals(List.of(message), reader.messages());
    }

    @Provide
    Arbitrary<Scope> reaches() {
        return Arbitraries.of(Scope.GROUP, Scope.SWARM);
    }

    @Property
    void readsTheHeaderThatWasWritten(
            @ForAll long sender,
            @ForAll long group,
            @ForAll long roster,
            @ForAll long watermark,
            @ForAll("hashes") Hash root,
            @ForAll("reaches") Scope reach) {
        writer.lend(buffer, 7, CAPACITY);
        writer.header(sender, group, roster, watermark, root).reach(reach);
        assertEquals(reach, writer.reach());
        assertFalse(writer.filled());
        assertEquals(Layout.HEADER_BYTES, writer.length());
        assertNull(reader.read(buffer, 7, writer.length()));
        assertEquals(sender, reader.sender());
        assertEquals(group, reader.group());
        assertEquals(reach, reader.reach());
        assertEquals(roster, reader.rosterDigest());
        assertEquals(watermark, reader.watermark());
        assertEquals(root, reader.root());
        assertTrue(reader.rootIs(root));
        assertFalse(reader.rootIs(Hash.of(root.prefix() + 1, 0, 0, 0)));
        assertTrue(reader.messages().isEmpty());
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void packsWhatFitsAndRefusesTheRestWithoutATrace(
            @ForAll("manyMessages") List<Message> all,
            @ForAll @IntRange(min = Layout.HEADER_BYTES, max = CAPACITY) int capacity) {
        writer.lend(buffer, 0, capacity);
        writer.header(1, 0, 2, 3, Hash.ZERO);
        List<Message> packed = new ArrayList<>();
        for (Message message : all) {
            byte[] before = Arrays.copyOf(buffer, writer.length());
            if (writer.write(message)) {
                packed.add(told(message, capacity - Layout.HEADER_BYTES));
            } else {
                assertEquals(before.length, writer.length());
                assertArrayEquals(before, Arrays.copyOf(buffer, writer.length()));
            }
        }
        assertTrue(writer.length() <= capacity && writer.room() == capacity - writer.length());
        assertNull(reader.read(buffer, 0, writer.length()));
        assertEquals(packed, reader.messages());
    }

    /** What is left of a message in a datagram with so much room: a context stays behind that never fits beside its entry. */
    private static Message told(Message message, int room) {
        return switch (message) {
            case Message.Push push
            when DatagramWriter.pushBytes(push.entry(), push.context()) > room ->
                new Message.Push(push.hops(), push.entry());
            case Message.Fragment f
            when 27 + f.part().length() + CreationContext.BYTES > room ->
                new Message.Fragment(f.key(), f.version(), f.total(), f.offset(), f.part());
            default -> message;
        };
    }

    @Provide
    Arbitrary<Message.Push> traced() {
        return Combinators.combine(Messages.entries(), Messages.contexts().filter(Objects::nonNull))
                .as((entry, context) -> new Message.Push(3, entry, context));
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void anEntryWithoutACreationContextTakesNotAByteMore(@ForAll("traced") Message.Push push) {
        writer.lend(buffer, 0, CAPACITY);
        writer.header(1, 0, 2, 3, Hash.ZERO);
        assertTrue(writer.push(3, push.entry(), null));
        assertEquals(Layout.HEADER_BYTES + DatagramWriter.pushBytes(push.entry()), writer.length());
        assertTrue(writer.write(push));
        int both = 2 * DatagramWriter.pushBytes(push.entry()) + CreationContext.BYTES;
        assertEquals(Layout.HEADER_BYTES + both, writer.length());
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void refusesACreationContextThatIsNone(
            @ForAll("traced") Message.Push push, @ForAll @IntRange(max = 255) int value) {
        writer.lend(buffer, 0, CAPACITY);
        writer.header(1, 0, 2, 3, Hash.ZERO);
        assertTrue(writer.write(push));
        int end = writer.length();
        byte[] whole = Arrays.copyOf(buffer, end);
        buffer[end - 2] = (byte) value;
        assertEquals(value == 1 || value == 3 ? null : Malformed.RANGE, reader.read(buffer, 0, end), "flags");
        buffer[end - 2] = whole[end - 2];
        buffer[end - 1] = (byte) value;
        boolean budget = value >= 1 && value <= CreationContext.BUDGET_MAX;
        assertEquals(budget ? null : Malformed.RANGE, reader.read(buffer, 0, end), "hop budget");
        buffer[end - 1] = whole[end - 1];
        Arrays.fill(buffer, end - 10, end - 2, (byte) 0);
        assertEquals(Malformed.RANGE, reader.read(buffer, 0, end), "span id");
        System.arraycopy(whole, end - 10, buffer, end - 10, 8);
        Arrays.fill(buffer, end - 26, end - 10, (byte) 0);
        assertEquals(Malformed.RANGE, reader.read(buffer, 0, end), "trace id");
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void onlyWhatBringsAnEntryOrItsBeginningMayHaveACreationContext(@ForAll("messages") Message message) {
        writer.lend(buffer, 0, CAPACITY);
        writer.header(1, 0, 2, 3, Hash.ZERO);
        assertTrue(writer.write(message));
        int kind = buffer[Layout.HEADER_BYTES];
        boolean may = message instanceof Message.Push || message instanceof Message.Fragment;
        if (!may) {
            buffer[Layout.HEADER_BYTES] = (byte) (kind | Layout.TRACED);
            assertEquals(Malformed.KIND, reader.read(buffer, 0, writer.length()));
        }
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void neverWritesOutsideItsBuffer(@ForAll("manyMessages") List<Message> all, @ForAll byte filler) {
        Arrays.fill(buffer, filler);
        writer.lend(buffer, 32, 500);
        writer.header(1, 0, 2, 3, Hash.ZERO);
        all.forEach(writer::write);
        for (int i = 0; i < buffer.length; i++) {
            assertTrue((i >= 32 && i < 532) || buffer[i] == filler, "byte " + i);
        }
    }

    @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE)
    void theNewsFlagIsUpExactlyIfThereIsSomethingToLearn(@ForAll("manyMessages") List<Message> all) {
        writer.lend(buffer, 0, CAPACITY);
        writer.header(1, 0, 2, 3, Hash.ZERO);
        boolean news = false;
        for (Message message : all) {
            news |= writer.write(message) && teaches(message);
        }
        assertEquals(news, Layout.carriesNews(buffer, 0));
        assertNull(reader.read(buffer, 0, writer.length()));
        assertEquals(news, reader.news());
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void aLyingNewsFlagIsRefused(@ForAll("manyMessages") List<Message> all) {
        writer.lend(buffer, 0, CAPACITY);
        writer.header(1, 0, 2, 3, Hash.ZERO);
        all.forEach(writer::write);
        buffer[Layout.FLAGS_AT] ^= Layout.NEWS;
        assertEquals(Malformed.FLAGS, reader.read(buffer, 0, writer.length()));
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void refusesEveryTruncation(@ForAll("messages") Message message) {
        writer.lend(buffer, 0, CAPACITY);
        writer.header(1, 0, 2, 3, Hash.ZERO);
        writer.write(message);
        for (int length = 0; length < writer.length(); length++) {
            Malformed reason = reader.read(buffer, 0, length);
            assertTrue(reason != null || (length == Layout.HEADER_BYTES && !reader.news()), "length " + length);
        }
    }

    /** Entries, claims about members, and parts of either. */
    private static boolean teaches(Message message) {
        return switch (message) {
            case Message.Push _, Message.Fragment _, Message.Join _, Message.Update _, Message.Known _ -> true;
            case Message.Chunk _ -> true;
            case Message.Digest _, Message.Same _, Message.Differs _, Message.Offer _, Message.Want _ -> false;
            case Message.Nodes _, Message.Leaves _, Message.Fetch _, Message.Rosters _ -> false;
            case Message.Ping _, Message.Ack _, Message.Nack _, Message.PingRequest _, Message.Extension _ -> false;
        };
    }
}
