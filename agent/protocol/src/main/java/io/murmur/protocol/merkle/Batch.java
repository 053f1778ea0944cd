package io.murmur.protocol.merkle;

import io.murmur.protocol.merkle.Trie.Leaf;
import io.murmur.protocol.merkle.Trie.Node;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Changes to a trie, sorted by key, and the walk that applies them all in one descent.
 *
 * <p>At each level the changes are split by the next bit of their keys and each part goes down its own side; on the way
 * up a node is made anew if, and only if, one of its halves changed.
 */
final class Batch {

    private final Leaf[] changes;

    /** Takes changes that are already sorted by key, without two of the same key. */
    Batch(Leaf[] changes) {
        this.changes = changes;
    }

    /** The change that takes a leaf away: a leaf with the hash of nothing. */
    record Removal(Hash key) implements Leaf {
        @Override
        public Hash content() {
            return Hash.ZERO;
        }

        @Override
        public Hash hash() {
            return Hash.ZERO;
        }
    }

    static Batch of(List<? extends Leaf> puts, List<Hash> removes) {
        Leaf[] changes = new Leaf[puts.size() + removes.size()];
        int next = 0;
        for (Leaf leaf : puts) {
            changes[next++] = leaf;
        }
        for (Hash key : removes) {
            changes[next++] = new Removal(key);
        }
        Arrays.sort(changes, Comparator.comparing(Leaf::key));
        for (int i = 1; i < changes.length; i++) {
            if (changes[i].key().equals(changes[i - 1].key())) {
                throw new IllegalArgumentException("two changes of key " + changes[i].key());
            }
        }
        return new Batch(changes);
    }

    @Nullable
    Node applyTo(@Nullable Node top) {
        return apply(top, 0, 0, changes.length);
    }

    @SuppressWarnings("ReferenceEquality") // a half in which nothing changes comes back as the very same node
    private @Nullable Node apply(@Nullable Node node, int depth, int from, int to) {
        if (from == to) {
            return node;
        }
        if (to - from == 1 && !(node instanceof Branch)) {
            Leaf change = changes[from];
            if (node == null || ((Leaf) node).key().equals(change.key())) {
                return replace(node, change);
            }
            if (change instanceof Removal) {
                return node;
            }
        }
        int middle = split(depth, from, to);
        Node oldLeft = Trie.left(node, depth);
        Node oldRight = Trie.right(node, depth);
        Node left = apply(oldLeft, depth + 1, from, middle);
        Node right = apply(oldRight, depth + 1, middle, to);
        return left == oldLeft && right == oldRight ? node : combine(left, right);
    }

    private static @Nullable Node replace(@Nullable Node node, Leaf change) {
        if (change instanceof Removal) {
            return null;
        }
        return Trie.same(node, change) ? node : change;
    }

    private @Nullable Node combine(@Nullable Node left, @Nullable Node right) {
        if (left == null && !(right instanceof Branch)) {
            return right;
        }
        if (right == null && !(left instanceof Branch)) {
            return left;
        }
        return new Branch(left, right);
    }

    /** The first of the changes in a range whose key has a 1 at this depth. */
    private int split(int depth, int from, int to) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (changes[middle].key().bit(depth)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
