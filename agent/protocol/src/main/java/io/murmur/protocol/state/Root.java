package io.murmur.protocol.state;

import io.murmur.protocol.merkle.Hash;
import io.murmur.protocol.merkle.Hasher;
import io.murmur.protocol.merkle.Trie;
import org.jspecify.annotations.Nullable;

/**
 * The hashes of a state, computed when somebody asks for them: a state that is replaced before it is told to anybody is
 * never hashed. Holds the state's trie until then and lets it go afterwards, so that whoever remembers the roots of the
 * past does not keep the past itself. For any thread.
 */
final class Root {
    private final long watermark;
    /** The trie, and once the root is known the hashes instead; both can be read without a lock, so a race is harmless. */
    private Object content;

    /** What stays of a trie: its root, and what the swarm root is made of. */
    private static final class Hashes {
        private final Hash whole;
        private final Hash half;
        private @Nullable Hash swarm;

        Hashes(Hash whole, Hash half) {
            this.whole = whole;
            this.half = half;
        }

        Hash swarm(Hasher hasher) {
            Hash known = swarm;
            if (known == null) {
                known = hasher.swarmRoot(half);
                swarm = known;
            }
            return known;
        }
    }

    Root(Trie<Entry> trie, long watermark) {
        this.content = trie;
        this.watermark = watermark;
    }

    /** The hash of everything that reaches so far: the whole state, or the part that all groups share. */
    Hash get(Scope reach, Hasher hasher) {
        Object now = content;
        if (now instanceof Trie<?> trie) {
            Hash whole = hasher.root(trie.hash(hasher), watermark);
            now = new Hashes(whole, trie.hashAt(1, Scope.SWARM.half(), hasher));
            content = now;
        }
        Hashes hashes = (Hashes) now;
        return reach == Scope.SWARM ? hashes.swarm(hasher) : hashes.whole;
    }

    /** Whether somebody has asked before. */
    boolean isKnown() {
        return content instanceof Hashes;
    }

    /** The hash of the whole state, if somebody has asked before. */
    @Nullable
    Hash known() {
        return content instanceof Hashes hashes ? hashes.whole : null;
    }
}
