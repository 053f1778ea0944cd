package io.murmur.protocol.merkle;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** The smallest leaf, and what a trie of such leaves must be according to the specification alone. */
record Pebble(Hash key, Hash content, Hash hash) implements Trie.Leaf {

    static Pebble of(Hash key, long content, Hasher hasher) {
        Hash said = Hash.of(0, 0, 0, content);
        return new Pebble(key, said, hasher.leaf(key, said));
    }

    /** Keys that share long prefixes with each other: crowded at the top, in the middle and at the very end. */
    static Arbitrary<Hash> keys() {
        Arbitrary<Long> few = Arbitraries.longs().between(0, 7).map(three -> three << 61);
        Arbitrary<Long> last = Arbitraries.longs().between(0, 3);
        return Combinators.combine(few, Arbitraries.of(0L, 1L, Long.MIN_VALUE), last)
                .as((first, second, fourth) -> Hash.of(first, second, 0, fourth));
    }

    static Trie<Pebble> trie(List<Hash> keys, Hasher hasher) {
        SortedMap<Hash, Pebble> model = new TreeMap<>();
        keys.forEach(key -> model.put(key, of(key, key.prefix(), hasher)));
        return Trie.<Pebble>empty().update(List.copyOf(model.values()), List.of());
    }

    /** The trie hash of leaves sorted by key, straight from the definition. */
    static Hash hashOf(List<Pebble> leaves, int depth, Hasher hasher) {
        return hashOf(leaves, depth, hasher, new ArrayList<>());
    }

    /** The hashes of all nodes above two leaves or more. */
    static List<Hash> branches(Trie<Pebble> trie, Hasher hasher) {
        List<Pebble> leaves = new ArrayList<>();
        trie.forEach(leaves::add);
        List<Hash> branches = new ArrayList<>();
        hashOf(leaves, 0, hasher, branches);
        return branches;
    }

    private static Hash hashOf(List<Pebble> leaves, int depth, Hasher hasher, List<Hash> branches) {
        if (leaves.size() < 2) {
            return leaves.isEmpty() ? Hash.ZERO : leaves.getFirst().hash();
        }
        List<Pebble> left = leaves.stream().filter(leaf -> !leaf.key.bit(depth)).toList();
        List<Pebble> right = leaves.stream().filter(leaf -> leaf.key.bit(depth)).toList();
        Hash hash = hasher.node(hashOf(left, depth + 1, hasher, branches), hashOf(right, depth + 1, hasher, branches));
        branches.add(hash);
        return hash;
    }
}
