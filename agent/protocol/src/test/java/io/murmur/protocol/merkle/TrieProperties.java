package io.murmur.protocol.merkle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class TrieProperties {

    private final Hasher hasher = new Hasher();

    /** A key and its new content; 0 takes the key away. */
    record Change(Hash key, long content) {}

    @Provide
    Arbitrary<Hash> keys() {
        return Pebble.keys();
    }

    @Provide
    Arbitrary<List<List<Change>>> batches() {
        Arbitrary<Change> change = Combinators.combine(
                        Pebble.keys(), Arbitraries.longs().between(0, 3))
                .as(Change::new);
        return change.list().uniqueElements(Change::key).ofMaxSize(20).list().ofMaxSize(6);
    }

    @Property(tries = 250)
    void isWhatATreeMapWouldBe(@ForAll("batches") List<List<Change>> batches) {
        SortedMap<Hash, Pebble> model = new TreeMap<>();
        Trie<Pebble> trie = Trie.empty();
        for (List<Change> batch : batches) {
            trie = update(trie, batch);
            for (Change change : batch) {
                if (change.content == 0) {
                    model.remove(change.key);
                } else {
                    model.put(change.key, Pebble.of(change.key, change.content, hasher));
                }
            }
            assertIs(model, trie);
        }
    }

    private void assertIs(SortedMap<Hash, Pebble> model, Trie<Pebble> trie) {
        List<Pebble> leaves = List.copyOf(model.values());
        List<Pebble> iterated = new ArrayList<>();
        List<Pebble> walked = new ArrayList<>();
        trie.iterator().forEachRemaining(iterated::add);
        trie.forEach(walked::add);
        assertEquals(leaves, iterated);
        assertEquals(leaves, walked);
        assertEquals(leaves.size(), trie.size());
        assertEquals(Pebble.hashOf(leaves, 0, hasher), trie.hash(hasher));
        leaves.forEach(leaf -> assertEquals(leaf, trie.get(leaf.key())));
    }

    private Trie<Pebble> update(Trie<Pebble> trie, List<Change> batch) {
        List<Pebble> puts = new ArrayList<>();
        List<Hash> removes = new ArrayList<>();
        for (Change change : batch) {
            if (change.content == 0) {
                removes.add(change.key);
            } else {
                puts.add(Pebble.of(change.key, change.content, hasher));
            }
        }
        return trie.update(puts, removes);
    }

    @Property(tries = 150)
    void oneByOneOrAtOnceInAnyOrderLeadsToTheSameHash(
            @ForAll @Size(max = 30) List<@From("keys") Hash> keys, @ForAll Random random) {
        Trie<Pebble> atOnce = Pebble.trie(keys, hasher);
        List<Hash> shuffled = new ArrayList<>(keys);
        Collections.shuffle(shuffled, random);
        Trie<Pebble> oneByOne = Trie.empty();
        for (Hash key : shuffled) {
            oneByOne = oneByOne.put(Pebble.of(key, key.prefix(), hasher));
        }
        assertEquals(atOnce, oneByOne);
        for (Hash key : keys) {
            oneByOne = oneByOne.remove(key);
        }
        assertSame(Trie.empty(), oneByOne);
    }

    @Property(tries = 150)
    void aSubtreeIsTheLeavesWithItsPrefix(
            @ForAll @Size(max = 30) List<@From("keys") Hash> keys,
            @ForAll @IntRange(max = Trie.DEPTH_MAX) int depth,
            @ForAll @LongRange(min = 0, max = 7) long top,
            @ForAll long noise) {
        long path = (top << 61) | (depth < 4 ? noise >>> 3 : 0);
        Trie<Pebble> trie = Pebble.trie(keys, hasher);
        List<Pebble> expected = new ArrayList<>();
        for (Pebble leaf : trie) {
            if (depth == 0 || leaf.key().prefix() >>> (64 - depth) == path >>> (64 - depth)) {
                expected.add(leaf);
            }
        }
        List<Pebble> found = new ArrayList<>();
        trie.forEachAt(depth, path, found::add);
        assertEquals(expected, found);
        assertEquals(expected.size(), trie.sizeAt(depth, path));
        assertEquals(Pebble.hashOf(expected, depth, hasher), trie.hashAt(depth, path, hasher));
    }

    @Property(tries = 150)
    void missingLeavesAreThoseThatDiffer(@ForAll("batches") List<List<Change>> batches) {
        Trie<Pebble> mine = Trie.empty();
        Trie<Pebble> theirs = Trie.empty();
        for (int i = 0; i < batches.size(); i++) {
            mine = i % 3 == 0 ? mine : update(mine, batches.get(i));
            theirs = i % 3 == 1 ? theirs : update(theirs, batches.get(i));
        }
        List<Pebble> expected = new ArrayList<>();
        for (Pebble leaf : theirs) {
            if (!leaf.equals(mine.get(leaf.key()))) {
                expected.add(leaf);
            }
        }
        List<Pebble> found = new ArrayList<>();
        mine.forEachMissing(theirs, found::add);
        assertEquals(expected, found);
    }

    /** Whether they were hashed, all of them or in part, makes no difference. */
    @Property(tries = 150)
    void triesAreEqualWhenTheirHashesAre(
            @ForAll("batches") List<List<Change>> batches,
            @ForAll("batches") List<List<Change>> others,
            @ForAll Random random) {
        Trie<Pebble> mine = Trie.empty();
        for (List<Change> batch : batches) {
            mine = update(mine, batch);
            if (random.nextBoolean()) {
                mine.hash(hasher);
            }
        }
        Trie<Pebble> other = random.nextInt(3) == 0 ? mine : Trie.empty();
        for (List<Change> batch : others) {
            other = update(other, batch);
        }
        Trie<Pebble> again = Trie.<Pebble>empty().update(List.copyOf(leaves(mine)), List.of());
        assertEquals(mine, again);
        assertEquals(mine.hashCode(), again.hashCode());
        assertEquals(mine.hash(hasher), again.hash(hasher));
        boolean equal = mine.equals(other);
        assertEquals(mine.hash(hasher).equals(other.hash(hasher)), equal);
        assertEquals(equal, mine.equals(other));
    }

    private static List<Pebble> leaves(Trie<Pebble> trie) {
        List<Pebble> leaves = new ArrayList<>();
        trie.forEach(leaves::add);
        return leaves;
    }

    @Property(tries = 150)
    void hashesEachChangedNodeOnceAndNoOther(@ForAll("batches") List<List<Change>> batches) {
        Trie<Pebble> trie = Trie.empty();
        for (List<Change> batch : batches) {
            Trie<Pebble> before = trie;
            List<Pebble> puts = new ArrayList<>();
            for (Change change : batch) {
                puts.add(Pebble.of(change.key, change.content + 1, hasher));
            }
            before.hash(hasher);
            long count = hasher.count();
            trie = before.update(puts, List.of());
            assertEquals(count, hasher.count(), "nobody has asked for a hash yet");
            trie.hash(hasher);
            trie.hash(hasher);
            long hashes = hasher.count() - count;
            List<Hash> known = Pebble.branches(before, hasher);
            assertEquals(
                    Pebble.branches(trie, hasher).stream()
                            .filter(hash -> !known.contains(hash))
                            .count(),
                    hashes);
        }
    }

    @Property(tries = 200)
    void aChangeThatChangesNothingReturnsTheSameTrie(
            @ForAll @Size(max = 30) List<@From("keys") Hash> keys, @ForAll("keys") Hash other) {
        Trie<Pebble> trie = Pebble.trie(keys, hasher);
        List<Pebble> same = new ArrayList<>();
        keys.stream().distinct().forEach(key -> same.add(Pebble.of(key, key.prefix(), hasher)));
        assertSame(trie, trie.update(same, List.of()));
        if (!keys.contains(other)) {
            assertSame(trie, trie.remove(other));
            assertNotEquals(trie, trie.put(Pebble.of(other, 1, hasher)));
        }
    }

    @Example
    void refusesTwoChangesOfOneKeyAndDepthsItCannotAddress() {
        Trie<Pebble> trie = Trie.empty();
        Pebble leaf = Pebble.of(Hash.of(1, 2, 3, 4), 5, hasher);
        assertThrows(IllegalArgumentException.class, () -> trie.update(List.of(leaf), List.of(leaf.key())));
        assertThrows(IllegalArgumentException.class, () -> trie.hashAt(-1, 0, hasher));
        assertThrows(IllegalArgumentException.class, () -> trie.hashAt(Trie.DEPTH_MAX + 1, 0, hasher));
        assertFalse(trie.iterator().hasNext());
    }
}
