package io.murmur.hierarchical.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.murmur.hierarchical.tree.Absence;
import io.murmur.hierarchical.tree.Contact;
import io.murmur.hierarchical.tree.Descriptor;
import io.murmur.hierarchical.tree.Directory;
import io.murmur.hierarchical.tree.Side;
import io.murmur.hierarchical.tree.Site;
import io.murmur.hierarchical.tree.Summary;
import io.murmur.protocol.roster.Address;
import io.murmur.protocol.roster.Zone;
import io.murmur.protocol.wire.Bytes;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What is said of the tree is read as it was written, and nothing else is read at all. */
class TreeCodecProperties {
    private static Arbitrary<Long> ids() {
        return Arbitraries.longs().filter(id -> id != 0);
    }

    private static Arbitrary<Integer> levels() {
        return Arbitraries.integers().between(0, Descriptor.LEVEL_MAX);
    }

    private static Arbitrary<Address> addresses() {
        return Combinators.combine(
                        Arbitraries.longs(),
                        Arbitraries.longs(),
                        Arbitraries.of(false, true),
                        Arbitraries.integers().between(0, 0xFFFF))
                .as((high, low, mapped, port) ->
                        new Address(mapped ? 0 : high, mapped ? 0xFFFF_0000_0000L | low >>> Integer.SIZE : low, port));
    }

    private static Arbitrary<Zone> zones() {
        return Arbitraries.strings()
                .withChars('a', '\u00e9', '/')
                .ofMaxLength(Zone.LABEL_BYTES_MAX / 2)
                .filter(Zone::isOne)
                .map(Zone::new);
    }

    private static Arbitrary<Side> sides() {
        return Combinators.combine(zones(), addresses(), Arbitraries.of(false, true))
                .as((zone, address, upper) -> new Side(new Site(zone, address), upper));
    }

    private static Arbitrary<Contact> contacts() {
        return Combinators.combine(ids(), addresses()).as(Contact::new);
    }

    private static Arbitrary<Descriptor> descriptors(int nodes) {
        return Combinators.combine(
                        ids(),
                        levels(),
                        Arbitraries.longs().greaterOrEqual(0),
                        Arbitraries.integers().greaterOrEqual(0),
                        contacts().list().ofMaxSize(nodes),
                        zones())
                .as(Descriptor::new);
    }

    private static Arbitrary<List<Descriptor>> chains() {
        return descriptors(Descriptor.BRIEF_NODES)
                .list()
                .ofMinSize(1)
                .ofMaxSize(Descriptor.LEVEL_MAX + 1)
                .map(units -> IntStream.range(0, units.size())
                        .mapToObj(level -> at(level, units.get(level)))
                        .toList());
    }

    private static Descriptor at(int level, Descriptor unit) {
        return new Descriptor(unit.group(), level, unit.term(), unit.number(), unit.nodes());
    }

    private static Arbitrary<Summary> summaries() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 1 << 20),
                        Arbitraries.integers().between(0, 1 << 20),
                        Arbitraries.integers().between(0, 1 << 20),
                        Arbitraries.longs(),
                        Arbitraries.doubles().between(0, 1),
                        Arbitraries.doubles().between(0, 1),
                        Arbitraries.longs(),
                        Arbitraries.of(false, true))
                .as((live, groups, missing, root, share, load, asOf, absent) -> new Summary(
                        live,
                        groups,
                        missing,
                        root,
                        (int) (share * live),
                        (int) (load * Summary.LOAD_MAX * live),
                        asOf,
                        absent));
    }

    private static Arbitrary<List<Absence>> absences() {
        return Combinators.combine(ids(), Arbitraries.longs(), contacts().injectNull(0.5))
                .as(Absence::new)
                .list()
                .ofMaxSize(Directory.ABSENT_MAX)
                .map(absences -> Directory.empty(1, 1).lacking(absences).absent());
    }

    private static Arbitrary<List<Long>> longs() {
        return Arbitraries.longs().list().ofMaxSize(TreeMessage.INDEX_MAX);
    }

    private static Ids founders(Contact first, List<Long> others) {
        LongStream all =
                LongStream.concat(LongStream.of(first.id()), others.stream().mapToLong(id -> id));
        return Ids.of(all.distinct().toArray());
    }

    private static Arbitrary<TreeMessage.Founding.Half> halves() {
        return Combinators.combine(ids(), contacts().list().ofMinSize(1).ofMaxSize(Descriptor.BRIEF_NODES))
                .as(TreeMessage.Founding.Half::new);
    }

    private static Arbitrary<TreeMessage.Founding> foundings() {
        return Combinators.combine(
                        levels(),
                        ids(),
                        Arbitraries.longs().greaterOrEqual(0),
                        sides(),
                        halves(),
                        ids().list().uniqueElements().ofMaxSize(TreeMessage.FOUNDERS_MAX - 1),
                        halves(),
                        descriptors(4).map(Descriptor::brief))
                .as((level, group, term, side, half, others, other, above) -> new TreeMessage.Founding(
                        level, group, term, side, half, founders(half.first(), others), other, above, List.of()))
                .flatMap(TreeCodecProperties::told);
    }

    /** As founders are told it, with as many to relay it to as fit, and as the others are. */
    private static Arbitrary<TreeMessage.Founding> told(TreeMessage.Founding founding) {
        return Arbitraries.oneOf(
                contacts().list().ofMaxSize(TreeCodec.relays(founding)).map(founding::relayedTo),
                Arbitraries.of(founding.brief(), founding.mirrored()));
    }

    @Provide
    Arbitrary<TreeMessage> messages() {
        Arbitrary<Descriptor> descriptors = descriptors(Descriptor.NODES_MAX);
        return Arbitraries.oneOf(List.of(
                Combinators.combine(
                                levels(),
                                ids(),
                                Arbitraries.longs(),
                                descriptors.injectNull(0.3),
                                summaries(),
                                Arbitraries.longs(),
                                Arbitraries.longs())
                        .as(TreeMessage.Report::new),
                Combinators.combine(
                                levels(),
                                Arbitraries.integers().between(-1, Descriptor.LEVEL_MAX),
                                Arbitraries.of(false, true),
                                descriptors)
                        .as(TreeMessage.Above::new),
                Combinators.combine(levels(), ids(), longs()).as(TreeMessage.Index::new),
                Combinators.combine(levels(), ids(), absences()).as(TreeMessage.Absent::new),
                Combinators.combine(levels(), ids(), longs()).as(TreeMessage.Lookup::new),
                Combinators.combine(levels(), ids(), descriptors.list().ofMaxSize(2))
                        .as(TreeMessage.Listing::new),
                foundings(),
                Combinators.combine(ids(), Arbitraries.longs().greaterOrEqual(0), descriptors)
                        .as(TreeMessage.Merger::new),
                ids().map(TreeMessage.Inquiry::new),
                ids().map(TreeMessage.Left::new),
                Combinators.combine(
                                Arbitraries.of(false, true),
                                Arbitraries.integers().greaterOrEqual(0),
                                chains())
                        .as(TreeMessage.Hail::new),
                Combinators.combine(Arbitraries.integers(), contacts()).as(TreeMessage.Pointer::new),
                Combinators.combine(ids(), contacts().list().ofMaxSize(TreeMessage.ROLL_MAX))
                        .as(TreeMessage.Roll::new),
                Combinators.combine(
                                Arbitraries.integers().between(0, Zone.LABEL_BYTES_MAX),
                                contacts().list().ofMaxSize(TreeMessage.CONTACTS_MAX))
                        .as(TreeMessage.Referral::new),
                Combinators.combine(contacts(), zones()).as(TreeMessage.Seek::new),
                Arbitraries.integers().map(TreeMessage.Count::new),
                Combinators.combine(Arbitraries.integers(), levels(), levels(), summaries())
                        .as(TreeMessage.Counted::new)));
    }

    @Property(tries = 2_000, edgeCases = EdgeCasesMode.NONE)
    void readsWhatWasWritten(@ForAll("messages") TreeMessage message) {
        Bytes bytes = TreeCodec.write(message);
        assertEquals(message, TreeCodec.read(bytes));
        assertTrue(bytes.length() <= TreeCodec.BYTES_MAX);
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void refusesEveryTruncationAndEverySurplus(@ForAll("messages") TreeMessage message) {
        byte[] bytes = TreeCodec.write(message).toArray();
        for (int length = 0; length < bytes.length; length++) {
            assertNull(TreeCodec.read(Bytes.of(Arrays.copyOf(bytes, length))), "cut to " + length);
        }
        assertNull(TreeCodec.read(Bytes.of(Arrays.copyOf(bytes, bytes.length + 1))));
    }

    @Property(tries = 4_000, edgeCases = EdgeCasesMode.NONE)
    void readsMutatedBytesAsWhatTheySayOrNotAtAll(
            @ForAll("messages") TreeMessage message, @ForAll List<Integer> places, @ForAll byte with) {
        byte[] bytes = TreeCodec.write(message).toArray();
        places.forEach(place -> bytes[Math.floorMod(place, bytes.length)] ^= with);
        TreeMessage read = TreeCodec.read(Bytes.of(bytes));
        if (read != null) {
            assertEquals(Bytes.of(bytes), TreeCodec.write(read), "one encoding for each message");
        }
    }
}
