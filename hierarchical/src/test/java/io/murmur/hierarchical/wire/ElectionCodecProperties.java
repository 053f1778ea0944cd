package io.murmur.hierarchical.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What is written is what is read, in exactly one encoding; anything else is rejected with its flaw. */
class ElectionCodecProperties {
    /** Where the slice of a circular begins. */
    private static final int SLICE = 26;

    @Provide
    Arbitrary<ElectionMessage> messages() {
        return ElectionMessages.any(Arbitraries.longs(), ElectionMessages.ids());
    }

    private static Reading read(byte[] bytes) {
        return ElectionReader.read(bytes, 0, bytes.length);
    }

    @Property(tries = 4_000, edgeCases = EdgeCasesMode.NONE)
    void readsWhatWasWritten(@ForAll("messages") ElectionMessage message, @ForAll @IntRange(max = 9) int offset) {
        byte[] bytes = ElectionWriter.write(message);
        byte[] shifted = new byte[offset + bytes.length + 3];
        System.arraycopy(bytes, 0, shifted, offset, bytes.length);
        assertEquals(new Reading.Read(message), ElectionReader.read(shifted, offset, bytes.length));
        assertTrue(bytes.length <= ElectionWriter.BYTES_MAX);
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void rejectsEveryTruncationAndEverySurplus(@ForAll("messages") ElectionMessage message) {
        byte[] bytes = ElectionWriter.write(message);
        for (int length = 0; length < bytes.length; length++) {
            assertEquals(new Reading.Rejected(Flaw.TRUNCATED), ElectionReader.read(bytes, 0, length));
        }
        assertEquals(new Reading.Rejected(Flaw.SURPLUS), read(Arrays.copyOf(bytes, bytes.length + 1)));
    }

    @Property(tries = 4_000, edgeCases = EdgeCasesMode.NONE)
    void mutatedBytesAreRejectedOrMeanSomethingElse(
            @ForAll("messages") ElectionMessage message,
            @ForAll List<@IntRange(max = 2_000) Integer> places,
            @ForAll byte with) {
        byte[] bytes = ElectionWriter.write(message);
        byte[] mutated = bytes.clone();
        places.forEach(place -> mutated[place % mutated.length] ^= with);
        if (!Arrays.equals(bytes, mutated) && read(mutated) instanceof Reading.Read other) {
            assertNotEquals(message, other.message());
            assertArrayEquals(mutated, ElectionWriter.write(other.message()), "a second encoding");
        }
    }

    @Property(tries = 4_000, edgeCases = EdgeCasesMode.NONE)
    void noiseIsReadWithoutAnException(@ForAll byte[] noise, @ForAll @IntRange(min = 1, max = 10) int kind) {
        byte[] bytes = Arrays.copyOf(noise, Math.max(2, noise.length));
        bytes[0] = ElectionWriter.VERSION;
        bytes[1] = (byte) kind;
        for (byte[] each : List.of(bytes, noise)) {
            if (read(each) instanceof Reading.Read read) {
                assertArrayEquals(each, ElectionWriter.write(read.message()));
            }
        }
    }

    @Example
    void theFirstFlawIsTold() {
        ElectionMessage ack = new ElectionMessage.HeartbeatAck(1, 2, 3, new Stamp(4, 5), 6);
        assertEquals(new Reading.Rejected(Flaw.VERSION), read(changed(ack, 0, 2)));
        assertEquals(new Reading.Rejected(Flaw.KIND), read(changed(ack, 1, 10)));
        assertEquals(new Reading.Rejected(Flaw.KIND), read(changed(ack, 1, 0)));
        assertEquals(new Reading.Rejected(Flaw.RANGE), read(changed(ack, 10, 0x80)));
        assertEquals(new Reading.Rejected(Flaw.RANGE), read(changed(ack, 34, 101)));
        ElectionMessage answer = new ElectionMessage.VoteAnswer(1, 2, 3, true);
        assertEquals(new Reading.Rejected(Flaw.RANGE), read(changed(answer, 26, 2)));
    }

    @Example
    void membersOutOfOrderOrTwiceAreRejected() {
        byte[] bytes = ElectionWriter.write(heartbeat(Slice.NONE, Ids.NONE, Ids.of(7, 8)));
        int last = bytes.length - 2;
        assertEquals(new Reading.Rejected(Flaw.RANGE), read(changed(bytes, last, 7)));
        assertEquals(new Reading.Rejected(Flaw.RANGE), read(changed(bytes, last, 6)));
        assertInstanceOf(Reading.Read.class, read(changed(bytes, last, 9)));
    }

    @Example
    void aHeartbeatTellsOfMembersOrOfDeputies() {
        byte[] bytes = ElectionWriter.write(heartbeat(Slice.NONE, Ids.of(9), Ids.of(7)));
        assertEquals(new Reading.Rejected(Flaw.RANGE), read(bytes));
    }

    @Example
    void aHeartbeatNamesAQuorumThatCanDecide() {
        byte[] bytes = ElectionWriter.write(heartbeat(Slice.NONE, Ids.NONE, Ids.of(7, 8, 9)));
        int quorum = bytes.length - 1;
        assertEquals(new Reading.Rejected(Flaw.RANGE), read(changed(bytes, quorum, 1)));
        assertEquals(new Reading.Rejected(Flaw.RANGE), read(changed(bytes, quorum, 4)));
        assertInstanceOf(Reading.Read.class, read(changed(bytes, quorum, 3)));
    }

    @Example
    void aSliceIsOfPlacesThatThereAreAndLacksNoOthers() {
        byte[] bytes = ElectionWriter.write(heartbeat(new Slice(112, 0x8001, 1), Ids.NONE, Ids.NONE));
        assertEquals(new Reading.Rejected(Flaw.RANGE), read(changed(bytes, SLICE, 113)));
        assertEquals(new Reading.Rejected(Flaw.RANGE), read(changed(bytes, SLICE + 4, 2)));
        byte[] nobody = ElectionWriter.write(heartbeat(Slice.NONE, Ids.NONE, Ids.NONE));
        assertEquals(new Reading.Rejected(Flaw.RANGE), read(changed(nobody, SLICE, 1)));
    }

    @Example
    void acksAreInTheOrderOfTheirPlaces() {
        ElectionMessage.Ack first = new ElectionMessage.Ack(4, 50, true);
        ElectionMessage.Ack second = new ElectionMessage.Ack(5, 50, false);
        byte[] bytes = ElectionWriter.write(new ElectionMessage.HeartbeatAcks(1, 2, 3, 4, List.of(first, second)));
        int place = bytes.length - 3;
        assertEquals(new Reading.Rejected(Flaw.RANGE), read(changed(bytes, place, 4)));
        assertEquals(new Reading.Rejected(Flaw.RANGE), read(changed(bytes, place, 3)));
        assertEquals(new Reading.Rejected(Flaw.RANGE), read(changed(bytes, place, 128)));
        assertInstanceOf(Reading.Read.class, read(changed(bytes, place, 127)));
    }

    @Example
    void theLongestHeartbeatFitsIntoADatagram() {
        Ids members = Ids.of(LongStream.rangeClosed(1, Ids.MAX).toArray());
        byte[] bytes = ElectionWriter.write(heartbeat(new Slice(112, 0xFFFF, 0xFFFF), Ids.NONE, members));
        assertEquals(ElectionWriter.BYTES_MAX, bytes.length);
        assertTrue(bytes.length <= 1_080);
    }

    private static ElectionMessage heartbeat(Slice slice, Ids deputies, Ids members) {
        return new ElectionMessage.Heartbeat(1, 2, 3, slice, 4, 5, 6, deputies, Electorate.of(members));
    }

    private static byte[] changed(ElectionMessage message, int at, int to) {
        return changed(ElectionWriter.write(message), at, to);
    }

    private static byte[] changed(byte[] bytes, int at, int to) {
        byte[] changed = bytes.clone();
        changed[at] = (byte) to;
        return changed;
    }
}
