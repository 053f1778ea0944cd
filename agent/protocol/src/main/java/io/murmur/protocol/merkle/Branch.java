package io.murmur.protocol.merkle;

import io.murmur.protocol.merkle.Trie.Node;
import org.jspecify.annotations.Nullable;

/**
 * A subtree with two leaves or more; one half may be empty, and then the other is a branch too.
 *
 * <p>Its hash is computed when somebody asks for it, since most branches of a state that changes quickly are replaced
 * before anybody does. Threads that ask at the same time may each compute it and get the same: a {@link Hash} is
 * immutable, so whichever of them is remembered can be read without any lock.
 */
final class Branch implements Node {
    private final @Nullable Node left;
    private final @Nullable Node right;
    private final int size;
    private @Nullable Hash hash;

    Branch(@Nullable Node left, @Nullable Node right) {
        this.left = left;
        this.right = right;
        this.size = Trie.size(left) + Trie.size(right);
    }

    @Nullable
    Node left() {
        return left;
    }

    @Nullable
    Node right() {
        return right;
    }

    /** The number of leaves. */
    int size() {
        return size;
    }

    /** The hash of the whole subtree. */
    Hash hash(Hasher hasher) {
        Hash known = hash;
        if (known == null) {
            known = hasher.node(Trie.hash(left, hasher), Trie.hash(right, hasher));
            hash = known;
        }
        return known;
    }

    /** The hash, if somebody has asked for it before. */
    @Nullable
    Hash known() {
        return hash;
    }
}
