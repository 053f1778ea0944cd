package io.murmur.protocol.state;

import io.murmur.protocol.merkle.Hash;
import io.murmur.protocol.merkle.Hasher;
import io.murmur.protocol.merkle.Trie;
import org.jspecify.annotations.Nullable;

/**
 * The hash of a state, computed when somebody asks for it: a state that is replaced before it is told to anybody is never
 * hashed. Holds the state's trie until then and lets it go afterwards, so that whoever remembers the roots of the past
 * does not keep the past itself. For any thread.
 */
final class Root {
    private final long watermark;
    /** The trie, and once the root is known its hash instead; both are immutable, so a race changes nothing. */
    private Object content;

    Root(Trie<Entry> trie, long watermark) {
        this.content = trie;
        this.watermark = watermark;
    }

    Hash get(Hasher hasher) {
        Object now = content;
        if (now instanceof Trie<?> trie) {
            now = hasher.root(trie.hash(hasher), watermark);
            content = now;
        }
        return (Hash) now;
    }

    /** The hash, if it was asked for before. */
    @Nullable
    Hash known() {
        return content instanceof Hash hash ? hash : null;
    }
}
