package io.murmur.sidecar.security;

import io.murmur.protocol.merkle.Hash;
import io.murmur.protocol.merkle.Hasher;
import io.murmur.protocol.merkle.Proof;
import io.murmur.protocol.state.Entry;
import io.murmur.protocol.state.Limits;
import io.murmur.protocol.state.Scope;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who trusts no agent: checks a proof, and the entry that came with it, against a root and nothing else.
 */
public final class Stranger {
    private Stranger() {}

    /**
     * What was found.
     *
     * @param holds whether the proof shows what it is said to
     */
    public record Finding(boolean holds, String words) {}

    /**
     * Checks what is said of a key of a scope.
     *
     * @param proof in Base64
     * @param entry in Base64; null where the key is said to be absent
     * @param root of a state or of the swarm, as the proof is
     */
    public static Finding check(Scope scope, String key, String proof, @Nullable String entry, Hash root) {
        Hasher hasher = new Hasher();
        byte[] keyBytes = key.getBytes(StandardCharsets.UTF_8);
        Hash place = scope.place(keyBytes, hasher);
        byte[] proofBytes;
        byte[] entryBytes;
        try {
            proofBytes = Base64.getDecoder().decode(proof);
            entryBytes = entry == null ? new byte[0] : Base64.getDecoder().decode(entry);
        } catch (IllegalArgumentException e) {
            return new Finding(false, "NOT PROVED: the proof is not Base64");
        }
        if (!(Proof.decode(proofBytes, 0, proofBytes.length) instanceof Proof.Decoding.Decoded(Proof decoded))) {
            return new Finding(false, "NOT PROVED: the proof is malformed");
        }
        return switch (decoded.verify(root, place, hasher)) {
            case Proof.Verdict.Invalid invalid -> new Finding(false, "NOT PROVED: the proof does not lead to the root");
            case Proof.Verdict.Absent absent ->
                entry == null
                        ? new Finding(true, "verified: the key is absent under this root")
                        : new Finding(false, "NOT PROVED: the proof shows that the key is absent");
            case Proof.Verdict.Present(Hash content) -> present(scope, keyBytes, content, entryBytes, hasher);
        };
    }

    private static Finding present(Scope scope, byte[] key, Hash content, byte[] bytes, Hasher hasher) {
        if (!(Entry.decode(bytes, 0, bytes.length, hasher, Limits.DEFAULT)
                        instanceof Entry.Decoding.Decoded(Entry entry))
                || !entry.contentHash().equals(content)
                || entry.scope() != scope
                || !Arrays.equals(entry.keyBytes(), key)) {
            return new Finding(false, "NOT PROVED: the entry is not the one that the proof shows");
        }
        if (entry.sealLength() == 0) {
            return new Finding(true, "verified: the entry is under this root; its owner did not sign it");
        }
        boolean genuine = new SealVerifier(hasher, 1).genuine(entry);
        return genuine
                ? new Finding(true, "verified: the entry is under this root, signed by its owner")
                : new Finding(false, "NOT PROVED: the owner's signature is wrong");
    }
}
