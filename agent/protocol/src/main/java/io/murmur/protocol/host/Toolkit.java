package io.murmur.protocol.host;

import io.murmur.protocol.merkle.Hasher;
import io.murmur.protocol.roster.Member;
import io.murmur.protocol.wire.DatagramReader;
import io.murmur.protocol.wire.EntryDecoder;
import java.util.function.UnaryOperator;

/**
 * Working tools that a host lends to its agents; those of one loop share them, since only one agent of a loop works at
 * a time.
 *
 * @param members gives of equal claims one that is to be held: agents of one host may share them
 */
public record Toolkit(
        Hasher hasher,
        DatagramReader reader,
        EntryDecoder entries,
        Transitions transitions,
        Verifier verifier,
        UnaryOperator<Member> members) {
    /** Of a host whose agents share entries and transitions. */
    public Toolkit(
            Hasher hasher,
            EntryDecoder entries,
            Transitions transitions,
            Verifier verifier,
            UnaryOperator<Member> members) {
        this(hasher, new DatagramReader(entries), entries, transitions, verifier, members);
    }

    /** Of a host whose agents do not share claims. */
    public Toolkit(Hasher hasher, EntryDecoder entries, Transitions transitions, Verifier verifier) {
        this(hasher, entries, transitions, verifier, UnaryOperator.identity());
    }
}
