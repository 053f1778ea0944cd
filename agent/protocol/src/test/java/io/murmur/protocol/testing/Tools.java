package io.murmur.protocol.testing;

import io.murmur.protocol.host.Toolkit;
import io.murmur.protocol.host.Transitions;
import io.murmur.protocol.host.Verifier;
import io.murmur.protocol.merkle.Hasher;
import io.murmur.protocol.state.Entry;
import io.murmur.protocol.state.Limits;
import io.murmur.protocol.wire.EntryDecoder;

/** The plainest tools an agent can work with: everything is computed, nothing remembered. */
public final class Tools {
    private Tools() {}

    public static Toolkit plain(Verifier verifier) {
        Hasher hasher = new Hasher();
        return new Toolkit(hasher, decoder(hasher), Transitions.COMPUTED, verifier);
    }

    public static EntryDecoder decoder(Hasher hasher) {
        return (bytes, offset, length) -> switch (Entry.decode(bytes, offset, length, hasher, Limits.DEFAULT)) {
            case Entry.Decoding.Decoded(Entry entry) -> entry;
            case Entry.Decoding.Malformed _ -> null;
        };
    }
}
