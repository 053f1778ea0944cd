package io.murmur.protocol.state;

import io.murmur.protocol.merkle.Hash;
import io.murmur.protocol.merkle.Hasher;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Entries and states from so few keys, owners and versions that every kind of clash happens often. */
final class Samples {

    static final int VERSION_MAX = 12;

    private static final List<String> KEYS = List.of("a", "b", "c", "d", "e");

    private Samples() {}

    /** Something that may happen to a state. */
    sealed interface Step {
        /** An entry arrives. */
        record Arrival(Entry entry) implements Step {}

        /** Tombstones are collected. */
        record Collection(long watermark) implements Step {}
    }

    static Arbitrary<Entry> entries(Hasher hasher) {
        return Combinators.combine(
                        Arbitraries.longs().between(1, VERSION_MAX),
                        Arbitraries.longs().between(-1, 1),
                        Arbitraries.of(Scope.GROUP, Scope.SWARM),
                        Arbitraries.of(KEYS),
                        Arbitraries.integers().between(0, 3))
                .as((version, owner, scope, key, value) ->
                        entry(new Origin(version, owner, scope), key, value, hasher));
    }

    /** Where entries from here may be. */
    static List<Hash> places(Hasher hasher) {
        return Stream.of(Scope.GROUP, Scope.SWARM)
                .flatMap(scope -> KEYS.stream().map(key -> scope.place(bytes(key), hasher)))
                .toList();
    }

    static Entry entry(long version, long owner, String key, int value, Hasher hasher) {
        return entry(new Origin(version, owner, Scope.GROUP), key, value, hasher);
    }

    /** Value 0 is a tombstone, 3 a reference. */
    private static Entry entry(Origin origin, String key, int value, Hasher hasher) {
        return switch (value) {
            case 0 -> Entry.tombstone(origin, bytes(key), hasher);
            case 3 -> Entry.reference(origin, bytes(key), hasher.value(bytes(key), 0, 1), 3, hasher);
            default -> Entry.put(origin, bytes(key), new byte[value], hasher);
        };
    }

    static Entry put(long version, String key, Hasher hasher) {
        return entry(version, 0, key, 1, hasher);
    }

    static Entry tombstone(long version, String key, Hasher hasher) {
        return entry(version, 0, key, 0, hasher);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static Arbitrary<List<Step>> steps(Hasher hasher) {
        Arbitrary<Step> arrivals = entries(hasher).map(Step.Arrival::new);
        Arbitrary<Step> collections =
                Arbitraries.longs().between(1, VERSION_MAX).map(Step.Collection::new);
        return Arbitraries.frequencyOf(Tuple.of(8, arrivals), Tuple.of(1, collections))
                .list()
                .ofMaxSize(12);
    }

    static Arbitrary<State> states(Hasher hasher) {
        return steps(hasher).map(steps -> history(steps, hasher).getLast());
    }

    /** The states that some steps lead through, the empty one first. */
    static List<State> history(List<Step> steps, Hasher hasher) {
        List<State> states = new ArrayList<>();
        State state = State.empty(Limits.DEFAULT);
        states.add(state);
        for (Step step : steps) {
            state = switch (step) {
                case Step.Arrival(Entry entry) -> state.apply(List.of(entry));
                case Step.Collection(long watermark) -> state.collect(watermark);
            };
            states.add(state);
        }
        return states;
    }

    static List<Entry> entriesOf(State state) {
        List<Entry> entries = new ArrayList<>();
        state.trie().forEach(entries::add);
        return entries;
    }
}
