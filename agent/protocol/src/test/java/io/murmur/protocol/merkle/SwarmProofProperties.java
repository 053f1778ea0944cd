package io.murmur.protocol.merkle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.murmur.protocol.merkle.Proof.Decoding.Decoded;
import io.murmur.protocol.merkle.Proof.Decoding.Malformed;
import io.murmur.protocol.merkle.Proof.Verdict.Absent;
import io.murmur.protocol.merkle.Proof.Verdict.Invalid;
import io.murmur.protocol.merkle.Proof.Verdict.Present;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** Proofs against the swarm root: that of the half of the keys that begin with 0. */
class SwarmProofProperties {
    private final Hasher hasher = new Hasher();

    @Provide
    Arbitrary<Hash> keys() {
        return Pebble.keys();
    }

    private Hash swarmRoot(Trie<Pebble> trie) {
        return hasher.swarmRoot(trie.hashAt(1, 0, hasher));
    }

    /** Of two tries that agree in the first half, one may prove what the other's holder asks. */
    @Property(tries = 250)
    void provesTheFirstHalfWhateverTheOtherHolds(
            @ForAll @Size(max = 40) List<@From("keys") Hash> keys,
            @ForAll @Size(max = 40) List<@From("keys") Hash> others,
            @ForAll("keys") Hash asked) {
        Trie<Pebble> trie = Pebble.trie(keys, hasher);
        Trie<Pebble> elsewhere = trie;
        for (Hash other : others) {
            elsewhere = other.bit(0) ? elsewhere.put(Pebble.of(other, 5, hasher)) : elsewhere;
        }
        Proof proof = elsewhere.proveInSwarm(asked, hasher);
        Pebble there = trie.get(asked);
        Proof.Verdict truth = there == null ? new Absent() : new Present(there.content());
        assertEquals(asked.bit(0) ? new Invalid() : truth, proof.verify(swarmRoot(trie), asked, hasher));
        assertTrue(proof.inSwarm() && proof.watermark() == 0);
    }

    @Property(tries = 250)
    void neverShowsAnythingFalseOfAnyKey(
            @ForAll @Size(max = 40) List<@From("keys") Hash> keys,
            @ForAll("keys") Hash proved,
            @ForAll("keys") Hash asked) {
        Trie<Pebble> trie = Pebble.trie(keys, hasher);
        Pebble there = trie.get(asked);
        Proof.Verdict verdict = trie.proveInSwarm(proved, hasher).verify(swarmRoot(trie), asked, hasher);
        assertTrue(verdict instanceof Invalid
                || verdict.equals(there == null ? new Absent() : new Present(there.content())));
    }

    @Property(tries = 15)
    void noBitOfItCanBeChanged(@ForAll @Size(max = 40) List<@From("keys") Hash> keys, @ForAll("keys") Hash any) {
        Hash key = any.beginning(false);
        Trie<Pebble> trie = Pebble.trie(keys, hasher);
        Proof proof = trie.proveInSwarm(key, hasher);
        byte[] bytes = new byte[proof.encodedLength()];
        proof.encode(bytes, 0);
        assertEquals(new Decoded(proof), Proof.decode(bytes, 0, bytes.length));
        for (int bit = 0; bit < 8 * bytes.length; bit++) {
            bytes[bit / 8] ^= (byte) (1 << (bit % 8));
            if (Proof.decode(bytes, 0, bytes.length) instanceof Decoded(Proof changed)) {
                assertEquals(new Invalid(), changed.verify(swarmRoot(trie), key, hasher));
            }
            bytes[bit / 8] ^= (byte) (1 << (bit % 8));
        }
        for (int length = 0; length < bytes.length; length++) {
            assertInstanceOf(Malformed.class, Proof.decode(bytes, 0, length));
        }
    }

    /** The two kinds of root, and of proof, are never taken for each other. */
    @Property(tries = 150)
    void holdsForNoRootOfAWholeTrie(@ForAll @Size(max = 40) List<@From("keys") Hash> keys, @ForAll("keys") Hash any) {
        Hash key = any.beginning(false);
        Trie<Pebble> trie = Pebble.trie(keys, hasher);
        Hash root = hasher.root(trie.hash(hasher), 0);
        assertNotEquals(root, swarmRoot(trie));
        assertEquals(new Invalid(), trie.proveInSwarm(key, hasher).verify(root, key, hasher));
        assertEquals(new Invalid(), trie.prove(key, 0, hasher).verify(swarmRoot(trie), key, hasher));
    }
}
