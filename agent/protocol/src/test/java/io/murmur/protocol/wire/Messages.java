package io.murmur.protocol.wire;

import io.murmur.protocol.merkle.Hash;
import io.murmur.protocol.merkle.Hasher;
import io.murmur.protocol.roster.Address;
import io.murmur.protocol.roster.Member;
import io.murmur.protocol.roster.Status;
import io.murmur.protocol.roster.Sums;
import io.murmur.protocol.state.Entry;
import io.murmur.protocol.state.Origin;
import io.murmur.protocol.state.Scope;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.jspecify.annotations.Nullable;

/** Arbitrary messages of every kind, each short enough for a datagram of any sensible size. */
public final class Messages {
    private static final Hasher HASHER = new Hasher();
    private static final int PART_BYTES = 1_000;
    private static final Map<Class<? extends Message>, Arbitrary<? extends Message>> BY_KIND = byKind();

    private Messages() {}

    /** Messages of one kind, or null if nobody has thought of it. */
    public static Map<Class<? extends Message>, Arbitrary<? extends Message>> kinds() {
        return BY_KIND;
    }

    /** Messages of all kinds alike. */
    public static Arbitrary<Message> any() {
        List<Arbitrary<Message>> all = BY_KIND.values().stream()
                .map(kind -> kind.map(Message.class::cast))
                .toList();
        return Arbitraries.oneOf(all);
    }

    private static Map<Class<? extends Message>, Arbitrary<? extends Message>> byKind() {
        Map<Class<? extends Message>, Arbitrary<? extends Message>> kinds = new LinkedHashMap<>();
        kinds.put(Message.Digest.class, numbers().map(Message.Digest::new));
        kinds.put(Message.Same.class, numbers().map(Message.Same::new));
        kinds.put(Message.Differs.class, numbers().map(Message.Differs::new));
        kinds.put(Message.Ack.class, numbers().map(Message.Ack::new));
        kinds.put(Message.Nack.class, numbers().map(Message.Nack::new));
        kinds.put(Message.Ping.class, Combinators.combine(numbers(), longs()).as(Message.Ping::new));
        kinds.put(
                Message.PingRequest.class,
                Combinators.combine(numbers(), longs(), addresses()).as(Message.PingRequest::new));
        kinds.put(Message.Extension.class, bytes(1, PART_BYTES).map(body -> new Message.Extension(Bytes.of(body))));
        kinds.put(
                Message.Push.class,
                Combinators.combine(hops(), entries(), contexts()).as(Message.Push::new));
        kinds.put(
                Message.Offer.class,
                Combinators.combine(longs(), longs(), longs()).as(Message.Offer::new));
        kinds.put(Message.Want.class, Combinators.combine(longs(), totals()).as(Message.Want::new));
        kinds.put(Message.Fetch.class, Combinators.combine(hashes(), totals()).as(Message.Fetch::new));
        kinds.put(Message.Fragment.class, fragments());
        kinds.put(Message.Chunk.class, chunks());
        kinds.put(Message.Nodes.class, nodes());
        kinds.put(Message.Leaves.class, leaves());
        kinds.put(Message.Join.class, members().map(member -> new Message.Join(member.with(Status.ALIVE))));
        kinds.put(Message.Update.class, Combinators.combine(members(), longs()).as(Message.Update::new));
        kinds.put(Message.Known.class, members().map(Message.Known::new));
        kinds.put(Message.Rosters.class, rosters());
        return kinds;
    }

    static Arbitrary<Long> longs() {
        return Arbitraries.longs();
    }

    private static Arbitrary<Integer> numbers() {
        return Arbitraries.integers();
    }

    private static Arbitrary<Integer> hops() {
        return Arbitraries.integers().between(0, 255);
    }

    private static Arbitrary<Integer> totals() {
        return Arbitraries.integers().between(0, Layout.TOTAL_MAX);
    }

    static Arbitrary<Hash> hashes() {
        return Combinators.combine(longs(), longs(), longs(), longs()).as(Hash::of);
    }

    private static Arbitrary<Address> addresses() {
        return Combinators.combine(longs(), longs(), Arbitraries.integers().between(0, 0xFFFF))
                .as(Address::new);
    }

    public static Arbitrary<Member> members() {
        return Combinators.combine(
                        longs(),
                        addresses(),
                        Arbitraries.longs().greaterOrEqual(0),
                        Arbitraries.of(Status.class),
                        names())
                .as(Member::new);
    }

    private static Arbitrary<String> names() {
        return Arbitraries.oneOf(
                Arbitraries.strings().alpha().ofMaxLength(Member.NAME_BYTES_MAX),
                Arbitraries.strings().withChars("aß€雨\0").ofMaxLength(Member.NAME_BYTES_MAX / 3));
    }

    private static Arbitrary<byte[]> bytes(int min, int max) {
        return Arbitraries.bytes().array(byte[].class).ofMinSize(min).ofMaxSize(max);
    }

    public static Arbitrary<Entry> entries() {
        Arbitrary<Origin> origins = Combinators.combine(
                        Arbitraries.longs().greaterOrEqual(1), longs(), Arbitraries.of(Scope.class))
                .as(Origin::new);
        return Combinators.combine(
                        origins,
                        bytes(1, 40),
                        bytes(0, 300),
                        bytes(0, 96),
                        Arbitraries.integers().between(0, 3))
                .as((origin, key, value, seal, kind) ->
                        entry(origin, key, value, kind).sealed(seal));
    }

    private static Entry entry(Origin origin, byte[] key, byte[] value, int kind) {
        return switch (kind) {
            case 0 -> Entry.tombstone(origin, key, HASHER);
            case 1 -> Entry.reference(origin, key, HASHER.value(value, 0, value.length), value.length + 1, HASHER);
            default -> Entry.put(origin, key, value, HASHER);
        };
    }

    private static Arbitrary<Message.Fragment> fragments() {
        return Combinators.combine(longs(), longs(), bytes(1, PART_BYTES), totals(), totals(), contexts())
                .as((key, version, part, total, offset, context) -> {
                    int whole = Math.max(part.length, total);
                    int at = context == null ? Math.min(offset, whole - part.length) : 0;
                    return new Message.Fragment(key, version, whole, at, Bytes.of(part), context);
                });
    }

    /** Creation contexts, and none as often as all of them. */
    static Arbitrary<@Nullable CreationContext> contexts() {
        Arbitrary<Long> ids = longs().filter(id -> id != 0);
        Arbitrary<Integer> budgets = Arbitraries.integers().between(1, CreationContext.BUDGET_MAX);
        return Combinators.combine(longs(), ids, ids, Arbitraries.of(1, 3), budgets)
                .as(CreationContext::new)
                .injectNull(0.5);
    }

    private static Arbitrary<Message.Chunk> chunks() {
        return Combinators.combine(hashes(), bytes(0, PART_BYTES), totals(), totals())
                .as((hash, part, total, offset) -> {
                    int whole = part.length == 0 ? 0 : Math.max(part.length, total);
                    return new Message.Chunk(hash, whole, Math.min(offset, whole - part.length), Bytes.of(part));
                });
    }

    private static Arbitrary<Message.Nodes> nodes() {
        Arbitrary<long[]> prefixes = longs().array(long[].class).ofSize(Children.COUNT);
        return Combinators.combine(depths(), longs(), prefixes)
                .as((depth, bits, children) -> new Message.Nodes(depth, place(depth, bits), Children.of(children)));
    }

    private static Arbitrary<Message.Leaves> leaves() {
        Arbitrary<Stamps> stamps = Arbitraries.integers()
                .between(0, Stamps.MAX)
                .flatMap(size ->
                        longs().array(long[].class).ofSize(size * Stamps.WIDTH).map(Stamps::of));
        return Combinators.combine(depths(), longs(), stamps)
                .as((depth, bits, all) -> new Message.Leaves(depth, place(depth, bits), all));
    }

    private static Arbitrary<Message.Rosters> rosters() {
        Arbitrary<Sums> sums = Arbitraries.integers()
                .between(0, Sums.BITS_MAX)
                .flatMap(bits -> longs().array(long[].class).ofSize(1 << bits).map(Sums::of));
        return Combinators.combine(Arbitraries.of(true, false), sums).as(Message.Rosters::new);
    }

    private static Arbitrary<Integer> depths() {
        return Arbitraries.integers()
                .between(0, Layout.DEPTH_MAX / Children.BITS)
                .map(steps -> steps * Children.BITS);
    }

    private static long place(int depth, long bits) {
        return depth == 0 ? 0 : bits >>> (64 - depth) << (64 - depth);
    }
}
