package io.murmur.protocol.merkle;

import io.murmur.protocol.merkle.Trie.Leaf;
import io.murmur.protocol.merkle.Trie.Node;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The leaves of a trie in key order, found as they are asked for. */
final class Walk<L extends Leaf> implements Iterator<L> {

    private final Trie<L> trie;

    /** The subtrees still to be visited, the next one last. */
    private final List<Node> pending = new ArrayList<>();

    Walk(Trie<L> trie, @Nullable Node top) {
        this.trie = trie;
        push(top);
    }

    @Override
    public boolean hasNext() {
        return !pending.isEmpty();
    }

    @Override
    public L next() {
        if (pending.isEmpty()) {
            throw new NoSuchElementException();
        }
        Node node = pending.removeLast();
        while (node instanceof Branch branch) {
            push(branch.right());
            push(branch.left());
            node = pending.removeLast();
        }
        return Objects.requireNonNull(trie.leaf((Leaf) node));
    }

    private void push(@Nullable Node node) {
        if (node != null) {
            pending.add(node);
        }
    }
}
