package io.murmur.protocol.merkle;

import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An immutable binary Merkle trie over 256-bit keys.
 *
 * <p>An empty subtree hashes to {@link Hash#ZERO}; a subtree with exactly one leaf <i>is</i> that leaf, whatever its
 * depth; any other is a node over its two halves. So the shape, and with it the hash, depends on the content alone,
 * never on the order of changes, and a trie of n random keys is about log2(n) deep (Dahlberg et al., "Efficient Sparse
 * Merkle Trees", 2016; Gao et al., "Jellyfish Merkle Tree", 2021).
 *
 * <p>Changing a trie copies the path from the root to the change and shares everything else. A change that changes
 * nothing returns the same trie, so {@code ==} is a cheap first test.
 *
 * @param <L> the leaves
 */
public final class Trie<L extends Trie.Leaf> implements Iterable<L> {

    /** The deepest level that {@link #hashAt}, {@link #sizeAt} and {@link #forEachAt} can address, in bits. */
    public static final int DEPTH_MAX = 60;

    private static final Trie<?> EMPTY = new Trie<>(null);

    private final @Nullable Node top;

    private Trie(@Nullable Node top) {
        this.top = top;
    }

    /** Part of a trie; an absent one is null. */
    sealed interface Node permits Branch, Leaf {
        /** The hash of the whole subtree. */
        Hash hash();
    }

    /** What a trie holds: anything with a place and a hash. Both must be constant and cheap to ask for. */
    public non-sealed interface Leaf extends Node {
        /** The place in the trie; equal keys replace each other. */
        Hash key();

        /** What the leaf says, hashed; a {@link Proof} shows it. */
        Hash content();

        /** {@link Hasher#leaf} of the key and the content; leaves with equal hashes are taken to be the same leaf. */
        @Override
        Hash hash();
    }

    /** A subtree with two leaves or more; one half may be empty, and then the other is a branch too. */
    record Branch(@Nullable Node left, @Nullable Node right, Hash hash, int size) implements Node {}

    /** The trie without leaves. */
    @SuppressWarnings("unchecked") // holds no leaf, so it is a trie of any kind of leaf
    public static <L extends Leaf> Trie<L> empty() {
        return (Trie<L>) EMPTY;
    }

    /** The number of leaves. */
    public int size() {
        return size(top);
    }

    /** The hash of everything in this trie, {@link Hash#ZERO} when empty. */
    public Hash hash() {
        return hash(top);
    }

    /** The leaf at a key, or null. */
    public @Nullable L get(Hash key) {
        return leaf(find(top, 0, key));
    }

    /** This trie with one leaf added or replaced. */
    public Trie<L> put(L leaf, Hasher hasher) {
        return with(new Batch(new Leaf[] {leaf}, hasher).applyTo(top));
    }

    /** This trie without the leaf at a key. */
    public Trie<L> remove(Hash key, Hasher hasher) {
        return with(new Batch(new Leaf[] {new Batch.Removal(key)}, hasher).applyTo(top));
    }

    /**
     * This trie with many leaves put and many removed at once; each node that changes is hashed once, however many
     * changes lie below it. Any order will do, sorted by key is fastest.
     *
     * @throws IllegalArgumentException if two of the changes have the same key
     */
    public Trie<L> update(List<? extends L> puts, List<Hash> removes, Hasher hasher) {
        if (puts.isEmpty() && removes.isEmpty()) {
            return this;
        }
        return with(Batch.of(puts, removes, hasher).applyTo(top));
    }

    /**
     * The hash of the subtree of all keys that start with the top {@code depth} bits of {@code path}.
     *
     * @param depth 0 to {@value #DEPTH_MAX}
     * @throws IllegalArgumentException if the depth is out of range
     */
    public Hash hashAt(int depth, long path) {
        return hash(at(depth, path));
    }

    /**
     * The number of keys that start with the top {@code depth} bits of {@code path}.
     *
     * @param depth 0 to {@value #DEPTH_MAX}
     * @throws IllegalArgumentException if the depth is out of range
     */
    public int sizeAt(int depth, long path) {
        return size(at(depth, path));
    }

    /**
     * Hands over, in key order, the leaves whose keys start with the top {@code depth} bits of {@code path}.
     *
     * @param depth 0 to {@value #DEPTH_MAX}
     * @throws IllegalArgumentException if the depth is out of range
     */
    public void forEachAt(int depth, long path, Consumer<? super L> action) {
        walk(at(depth, path), action);
    }

    /** Hands over every leaf in key order. */
    @Override
    public void forEach(Consumer<? super L> action) {
        walk(top, action);
    }

    /**
     * Hands over, in key order, the leaves of another trie that this one lacks or holds differently; subtrees that hash
     * alike are skipped unseen.
     */
    public void forEachMissing(Trie<L> other, Consumer<? super L> action) {
        missing(top, other.top, 0, action);
    }

    /** The leaves in key order, found one by one. */
    @Override
    public Iterator<L> iterator() {
        return new Walk<>(this, top);
    }

    /** Proves, to whoever knows {@link Hasher#root} of this trie and the watermark, what is at a key or that nothing is. */
    public Proof prove(Hash key, long watermark) {
        return Proof.write(top, key, watermark);
    }

    /** Tries are equal when their hashes are. */
    @Override
    public boolean equals(@Nullable Object object) {
        return object instanceof Trie<?> other && hash().equals(other.hash());
    }

    @Override
    public int hashCode() {
        return hash().hashCode();
    }

    @Override
    public String toString() {
        return "Trie[" + size() + " leaves, " + hash() + "]";
    }

    static Hash hash(@Nullable Node node) {
        return node == null ? Hash.ZERO : node.hash();
    }

    static boolean same(@Nullable Node node, @Nullable Node other) {
        return hash(node).equals(hash(other));
    }

    static int size(@Nullable Node node) {
        return switch (node) {
            case null -> 0;
            case Branch branch -> branch.size;
            case Leaf _ -> 1;
        };
    }

    /** The half of a subtree at {@code depth} where the next bit is 0; a lone leaf stays whole on its own side. */
    static @Nullable Node left(@Nullable Node node, int depth) {
        return switch (node) {
            case null -> null;
            case Branch branch -> branch.left;
            case Leaf leaf -> leaf.key().bit(depth) ? null : leaf;
        };
    }

    /** The half of a subtree at {@code depth} where the next bit is 1. */
    static @Nullable Node right(@Nullable Node node, int depth) {
        return switch (node) {
            case null -> null;
            case Branch branch -> branch.right;
            case Leaf leaf -> leaf.key().bit(depth) ? leaf : null;
        };
    }

    private Trie<L> with(@Nullable Node changed) {
        if (same(changed, top)) {
            return this;
        }
        return changed == null ? empty() : new Trie<>(changed);
    }

    private @Nullable Node at(int depth, long path) {
        if (depth < 0 || depth > DEPTH_MAX) {
            throw new IllegalArgumentException("depth " + depth + " is not within 0 to " + DEPTH_MAX);
        }
        Node node = top;
        for (int level = 0; level < depth; level++) {
            if (!(node instanceof Branch branch)) {
                break;
            }
            node = (path << level) < 0 ? branch.right : branch.left;
        }
        if (node instanceof Leaf leaf && depth > 0 && ((leaf.key().prefix() ^ path) >>> (64 - depth)) != 0) {
            return null;
        }
        return node;
    }

    private static @Nullable Leaf find(@Nullable Node node, int depth, Hash key) {
        int level = depth;
        while (node instanceof Branch branch) {
            node = key.bit(level++) ? branch.right : branch.left;
        }
        return node instanceof Leaf leaf && leaf.key().equals(key) ? leaf : null;
    }

    private void walk(@Nullable Node node, Consumer<? super L> action) {
        switch (node) {
            case null -> {}
            case Branch branch -> {
                walk(branch.left, action);
                walk(branch.right, action);
            }
            case Leaf leaf -> action.accept(Objects.requireNonNull(leaf(leaf)));
        }
    }

    private void missing(@Nullable Node mine, @Nullable Node theirs, int depth, Consumer<? super L> action) {
        if (same(mine, theirs)) {
            return;
        }
        switch (theirs) {
            case null -> {}
            case Branch branch -> {
                missing(left(mine, depth), branch.left, depth + 1, action);
                missing(right(mine, depth), branch.right, depth + 1, action);
            }
            case Leaf leaf -> {
                Leaf own = find(mine, depth, leaf.key());
                if (own == null || !own.hash().equals(leaf.hash())) {
                    action.accept(Objects.requireNonNull(leaf(leaf)));
                }
            }
        }
    }

    @SuppressWarnings("unchecked") // only leaves of type L are ever put into a Trie<L>
    @Nullable
    L leaf(@Nullable Leaf leaf) {
        return (L) leaf;
    }
}
