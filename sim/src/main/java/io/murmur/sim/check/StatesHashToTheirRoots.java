package io.murmur.sim.check;

import io.murmur.protocol.merkle.Hash;
import io.murmur.protocol.merkle.Hasher;
import io.murmur.protocol.merkle.Trie;
import io.murmur.protocol.state.Entry;
import io.murmur.protocol.state.Limits;
import io.murmur.protocol.state.State;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Invariant 2: a state hashes to its root, and its entries are sealed by their owners. Every state seen is hashed anew
 * from the bytes of its entries, up to a number of states a round and a number of entries in all.
 */
public final class StatesHashToTheirRoots implements Checker {
    private static final int STATES_PER_ROUND = 8;
    private static final long ENTRIES_MAX = 2_000_000;

    private final Findings findings = new Findings("states hash to their roots");
    private final Hasher hasher = new Hasher();
    private final Set<Hash> checked = new HashSet<>();
    private long entries;

    @Override
    public String invariant() {
        return findings.invariant();
    }

    @Override
    public void look(View view) {
        int budget = STATES_PER_ROUND;
        for (int agent = 0; agent < view.places() && budget > 0 && entries < ENTRIES_MAX; agent++) {
            State state = view.state(agent);
            if (state != null && checked.add(state.root())) {
                check(view, agent, state);
                budget--;
            }
        }
    }

    private void check(View view, int agent, State state) {
        List<Entry> anew = new ArrayList<>();
        state.trie().forEach(entry -> {
            anew.add(reread(entry));
            if (!view.genuine(entry)) {
                findings.add(view.round(), "agent " + agent + " holds " + entry + " without its owner's seal");
            }
        });
        entries += anew.size();
        Trie<Entry> trie = Trie.<Entry>empty().update(anew, List.of());
        if (!hasher.root(trie.hash(hasher), state.watermark()).equals(state.root())) {
            findings.add(view.round(), "agent " + agent + " holds a state that does not hash to " + state.root());
        }
    }

    /** The entry as its bytes say, with hashes computed anew. */
    private Entry reread(Entry entry) {
        byte[] bytes = new byte[entry.encodedLength()];
        entry.encode(bytes, 0);
        return switch (Entry.decode(bytes, 0, bytes.length, hasher, Limits.DEFAULT)) {
            case Entry.Decoding.Decoded decoded -> decoded.entry();
            case Entry.Decoding.Malformed malformed ->
                throw new IllegalStateException("an entry that cannot be read back: " + malformed);
        };
    }

    @Override
    public List<Violation> violations() {
        return findings.all();
    }
}
