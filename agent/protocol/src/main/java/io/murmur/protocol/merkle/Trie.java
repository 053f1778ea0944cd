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
    sealed interface Node permits Branch, Leaf {}

    /** What a trie holds: anything with a place and a hash. Both must be constant and cheap to ask for. */
    public non-sealed interface Leaf extends Node {
        /** The place in the trie; equal keys replace each other. */
        Hash key();

        /** What the leaf says, hashed; a {@link Proof} shows it. */
        Hash content();

        /** {@link Hasher#leaf} of the key and the content; leaves with equal hashes are taken to be the same leaf. */
        Hash hash();
    }

    /** The trie without leaves. */
    @SuppressWarnings("unchecked") // holds no leaf, so it is a trie of any kind of leaf
    public static <L extends Leaf> Trie<L> empty() {
        return (Trie<L>) EMPTY;
    }

    /** The number of leaves. */
    public int size() {
        return size(top);
    }

    /**
     * The hash of everything in this trie, {@link Hash#ZERO} when empty. Every node is hashed when this is first asked of
     * it, and remembers the answer: what changes again before anybody asks is never hashed. For any thread.
     */
    public Hash hash(Hasher hasher) {
        return hash(top, hasher);
    }

    /** The leaf at a key, or null. */
    public @Nullable L get(Hash key) {
        return leaf(find(top, 0, key));
    }

    /** This trie with one leaf added or replaced. */
    public Trie<L> put(L leaf) {
        return with(new Batch(new Leaf[] {leaf}).applyTo(top));
    }

    /** This trie without the leaf at a key. */
    public Trie<L> remove(Hash key) {
        return with(new Batch(new Leaf[] {new Batch.Removal(key)}).applyTo(top));
    }

    /**
     * This trie with many leaves put and many removed at once; each node that changes is made once, however many
     * changes lie below it. Any order will do, sorted by key is fastest.
     *
     * @throws IllegalArgumentException if two of the changes have the same key
     */
    public Trie<L> update(List<? extends L> puts, List<Hash> removes) {
        if (puts.isEmpty() && removes.isEmpty()) {
            return this;
        }
        return with(Batch.of(puts, removes).applyTo(top));
    }

    /**
     * The hash of the subtree of all keys that start with the top {@code depth} bits of {@code path}.
     *
     * @param depth 0 to {@value #DEPTH_MAX}
     * @throws IllegalArgumentException if the depth is out of range
     */
    public Hash hashAt(int depth, long path, Hasher hasher) {
        return hash(at(depth, path), hasher);
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
     * Hands over, in key order, the leaves of another trie that this one lacks or holds differently; subtrees that are
     * shared or known to hash alike are skipped unseen.
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
    public Proof prove(Hash key, long watermark, Hasher hasher) {
        return Proof.write(top, key, watermark, hasher);
    }

    /** The same to whoever knows {@link Hasher#swarmRoot} of this trie's first half; says nothing of keys outside it. */
    public Proof proveInSwarm(Hash key, Hasher hasher) {
        return Proof.writeInSwarm(left(top, 0), key, hasher);
    }

    /** Tries are equal when they hold equal leaves; what they share is not looked at. */
    @Override
    public boolean equals(@Nullable Object object) {
        return this == object || (object instanceof Trie<?> other && same(top, other.top));
    }

    @Override
    public int hashCode() {
        return size();
    }

    @Override
    public String toString() {
        return "Trie[" + size() + " leaves]";
    }

    static Hash hash(@Nullable Node node, Hasher hasher) {
        if (node instanceof Branch branch) {
            return branch.hash(hasher);
        }
        return node == null ? Hash.ZERO : ((Leaf) node).hash();
    }

    /** Whether two subtrees hold the same, told by their hashes where both are known and leaf by leaf where not. */
    @SuppressWarnings("ReferenceEquality") // shared subtrees are the common case
    static boolean same(@Nullable Node one, @Nullable Node two) {
        if (one == two) {
            return true;
        }
        if (one instanceof Branch mine && two instanceof Branch theirs) {
            Hash known = mine.known();
            Hash other = theirs.known();
            if (known != null && other != null) {
                return known.equals(other);
            }
            return mine.size() == theirs.size()
                    && same(mine.left(), theirs.left())
                    && same(mine.right(), theirs.right());
        }
        return one instanceof Leaf mine
                && two instanceof Leaf theirs
                && mine.hash().equals(theirs.hash());
    }

    static int size(@Nullable Node node) {
        if (node instanceof Branch branch) {
            return branch.size();
        }
        return node == null ? 0 : 1;
    }

    /** The half of a subtree at {@code depth} where the next bit is 0; a lone leaf stays whole on its own side. */
    static @Nullable Node left(@Nullable Node node, int depth) {
        if (node instanceof Branch branch) {
            return branch.left();
        }
        return node == null || ((Leaf) node).key().bit(depth) ? null : node;
    }

    /** The half of a subtree at {@code depth} where the next bit is 1. */
    static @Nullable Node right(@Nullable Node node, int depth) {
        if (node instanceof Branch branch) {
            return branch.right();
        }
        return node != null && ((Leaf) node).key().bit(depth) ? node : null;
    }

    @SuppressWarnings("ReferenceEquality") // a batch that changes nothing hands back the very same node
    private Trie<L> with(@Nullable Node changed) {
        if (changed == top) {
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
            node = (path << level) < 0 ? branch.right() : branch.left();
        }
        if (node instanceof Leaf leaf && depth > 0 && ((leaf.key().prefix() ^ path) >>> (64 - depth)) != 0) {
            return null;
        }
        return node;
    }

    private static @Nullable Leaf find(@Nullable Node node, int depth, Hash key) {
        int level = depth;
        while (node instanceof Branch branch) {
            node = key.bit(level++) ? branch.right() : branch.left();
        }
        return node instanceof Leaf leaf && leaf.key().equals(key) ? leaf : null;
    }

    private void walk(@Nullable Node node, Consumer<? super L> action) {
        if (node instanceof Branch branch) {
            walk(branch.left(), action);
            walk(branch.right(), action);
        } else if (node != null) {
            action.accept(Objects.requireNonNull(leaf((Leaf) node)));
        }
    }

    @SuppressWarnings("ReferenceEquality") // shared subtrees are the common case
    private void missing(@Nullable Node mine, @Nullable Node theirs, int depth, Consumer<? super L> action) {
        if (mine == theirs || knownAlike(mine, theirs)) {
            return;
        }
        if (theirs instanceof Branch branch) {
            missing(left(mine, depth), branch.left(), depth + 1, action);
            missing(right(mine, depth), branch.right(), depth + 1, action);
        } else if (theirs instanceof Leaf leaf) {
            Leaf own = find(mine, depth, leaf.key());
            if (own == null || !own.hash().equals(leaf.hash())) {
                action.accept(Objects.requireNonNull(leaf(leaf)));
            }
        }
    }

    private static boolean knownAlike(@Nullable Node mine, @Nullable Node theirs) {
        if (!(mine instanceof Branch one) || !(theirs instanceof Branch two)) {
            return false;
        }
        Hash known = one.known();
        return known != null && known.equals(two.known());
    }

    @SuppressWarnings("unchecked") // only leaves of type L are ever put into a Trie<L>
    @Nullable
    L leaf(@Nullable Leaf leaf) {
        return (L) leaf;
    }
}
