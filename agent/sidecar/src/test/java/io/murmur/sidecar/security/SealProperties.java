package io.murmur.sidecar.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.murmur.protocol.merkle.Hasher;
import io.murmur.protocol.state.Entry;
import io.murmur.protocol.state.Origin;
import io.murmur.protocol.state.Scope;
import java.security.SecureRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class SealProperties {
    private final Hasher hasher = new Hasher();
    private final OwnerKey owner = OwnerKey.generate(new SecureRandom(), hasher);
    private final SealVerifier verifier = new SealVerifier(hasher, 100);

    @Property(tries = 50)
    void anOwnersSealIsGenuineAsOftenAsItIsAsked(@ForAll @Size(max = 100) byte[] value) {
        Entry entry = sealed(owner.id(), value);
        assertTrue(verifier.genuine(entry));
        assertTrue(verifier.genuine(entry));
    }

    @Property(tries = 50)
    void noChangedSealIsGenuineEvenAfterTheGenuineOne(@ForAll int place, @ForAll @IntRange(max = 7) int bit) {
        Entry entry = sealed(owner.id(), new byte[10]);
        assertTrue(verifier.genuine(entry));
        byte[] seal = entry.seal();
        seal[Math.floorMod(place, seal.length)] ^= (byte) (1 << bit);
        assertFalse(verifier.genuine(entry.sealed(seal)));
    }

    @Example
    void nobodySealsForAnother() {
        OwnerKey other = OwnerKey.generate(new SecureRandom(), hasher);
        assertFalse(verifier.genuine(sealed(other.id(), new byte[10])));
    }

    @Example
    void anUnsealedEntryIsNotGenuine() {
        assertFalse(verifier.genuine(sealed(owner.id(), new byte[10]).sealed(new byte[0])));
    }

    @Example
    void aSecretMakesTheSameAgentAgain() {
        assertEquals(owner.id(), OwnerKey.of(owner.secret(), hasher).id());
    }

    private Entry sealed(long id, byte[] value) {
        Entry entry = Entry.put(new Origin(1, id, Scope.SWARM), new byte[] {1}, value, hasher);
        return entry.sealed(owner.seal(entry.contentHash()));
    }
}
