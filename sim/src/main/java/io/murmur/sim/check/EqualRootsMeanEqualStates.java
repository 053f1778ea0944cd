package io.murmur.sim.check;

import io.murmur.protocol.merkle.Hash;
import io.murmur.protocol.state.Entry;
import io.murmur.protocol.state.State;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Invariant 3: two agents with equal roots hold equal states, entry by entry. */
public final class EqualRootsMeanEqualStates implements Checker {
    private final Findings findings = new Findings("equal roots mean equal states");

    @Override
    public String invariant() {
        return findings.invariant();
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // one object needs no comparison; equal roots are what is in question
    public void look(View view) {
        Map<Hash, State> first = new HashMap<>();
        State last = null;
        for (int agent = 0; agent < view.places(); agent++) {
            State state = view.state(agent);
            if (state != null && state != last) {
                State known = first.putIfAbsent(state.root(), state);
                if (known != null && known.trie() != state.trie() && !same(known, state)) {
                    findings.add(view.round(), "agent " + agent + " differs from another of root " + state.root());
                }
            }
            last = state;
        }
    }

    @SuppressWarnings("ReferenceEquality") // the very same entry needs no comparison
    private static boolean same(State one, State other) {
        if (one.size() != other.size() || one.bytes() != other.bytes() || one.watermark() != other.watermark()) {
            return false;
        }
        Iterator<Entry> ones = one.trie().iterator();
        Iterator<Entry> others = other.trie().iterator();
        while (ones.hasNext()) {
            Entry entry = ones.next();
            Entry twin = others.next();
            byte[] bytes = new byte[entry.encodedLength()];
            entry.encode(bytes, 0);
            if (entry != twin && !(entry.equals(twin) && twin.encodedAs(bytes, 0, bytes.length))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public List<Violation> violations() {
        return findings.all();
    }
}
