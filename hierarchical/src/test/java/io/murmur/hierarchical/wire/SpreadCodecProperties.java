package io.murmur.hierarchical.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.murmur.hierarchical.tree.Descriptor;
import io.murmur.hierarchical.tree.Job;
import io.murmur.protocol.wire.Bytes;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What is said in a multicast is read as it was written, and nothing else is read at all. */
class SpreadCodecProperties {
    @Provide
    Arbitrary<SpreadMessage> messages() {
        Arbitrary<Job> jobs = Combinators.combine(
                        Arbitraries.integers().between(0, Descriptor.LEVEL_MAX),
                        Arbitraries.integers().between(0, Job.POSITION_MAX),
                        Arbitraries.integers().between(1, Job.POSITION_MAX))
                .as(Job::new);
        Arbitrary<SpreadMessage> carries = Combinators.combine(
                        Arbitraries.integers(),
                        jobs,
                        Arbitraries.integers().between(0, SpreadMessage.Carry.COPIES_MAX),
                        Arbitraries.doubles().between(0, 0.99))
                .as((number, job, copies, share) ->
                        new SpreadMessage.Carry(number, job, (int) (share * copies), copies));
        return Arbitraries.oneOf(carries, Arbitraries.integers().map(SpreadMessage.Carried::new));
    }

    @Property
    void readsWhatWasWritten(@ForAll("messages") SpreadMessage message) {
        assertEquals(message, SpreadCodec.read(SpreadCodec.write(message)));
    }

    @Property
    void refusesEveryTruncationAndEverySurplus(@ForAll("messages") SpreadMessage message) {
        byte[] bytes = SpreadCodec.write(message).toArray();
        for (int length = 0; length < bytes.length; length++) {
            assertNull(SpreadCodec.read(Bytes.of(Arrays.copyOf(bytes, length))), "cut to " + length);
        }
        assertNull(SpreadCodec.read(Bytes.of(Arrays.copyOf(bytes, bytes.length + 1))));
    }

    @Example
    void refusesPositionsThatNoUnitHasAndCopiesBeyondTheirNumber() {
        Job job = new Job(1, 0, 1);
        for (SpreadMessage.Carry carry : List.of(
                new SpreadMessage.Carry(1, new Job(1, Job.POSITION_MAX + 1, 1), 0, 0),
                new SpreadMessage.Carry(1, new Job(1, 0, Job.POSITION_MAX + 1), 0, 0),
                new SpreadMessage.Carry(1, job, 3, 3),
                new SpreadMessage.Carry(1, job, 1, 0))) {
            assertNull(SpreadCodec.read(SpreadCodec.write(carry)), carry::toString);
        }
    }

    @Property
    void readsMutatedBytesAsWhatTheySayOrNotAtAll(
            @ForAll("messages") SpreadMessage message, @ForAll List<Integer> places, @ForAll byte with) {
        byte[] bytes = SpreadCodec.write(message).toArray();
        places.forEach(place -> bytes[Math.floorMod(place, bytes.length)] ^= with);
        SpreadMessage read = SpreadCodec.read(Bytes.of(bytes));
        if (read != null) {
            assertEquals(Bytes.of(bytes), SpreadCodec.write(read), "one encoding for each message");
        }
    }
}
