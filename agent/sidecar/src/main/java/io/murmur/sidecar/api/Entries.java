package io.murmur.sidecar.api;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.murmur.protocol.agent.Outcome;
import io.murmur.protocol.gossip.Convergence;
import io.murmur.protocol.host.Refusal;
import io.murmur.protocol.merkle.Hash;
import io.murmur.protocol.merkle.Hasher;
import io.murmur.protocol.merkle.Proof;
import io.murmur.protocol.state.Entry;
import io.murmur.protocol.state.Kind;
import io.murmur.protocol.state.Limits;
import io.murmur.protocol.state.Scope;
import io.murmur.protocol.state.State;
import io.murmur.protocol.wire.Bytes;
import io.murmur.sidecar.api.Documents.ConvergenceDocument;
import io.murmur.sidecar.api.Documents.EntriesDocument;
import io.murmur.sidecar.api.Documents.EntryDocument;
import io.murmur.sidecar.api.Documents.ProofDocument;
import io.murmur.sidecar.node.Creation;
import io.murmur.sidecar.node.Node;
import io.murmur.sidecar.node.View;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Answers what is asked about entries. Each call may take a while and belongs on a virtual thread. */
final class Entries {
    private static final long PATIENCE_SECONDS = 5;

    private final Node node;
    private final Limits limits;
    private final Cache<ProofKey, ProofDocument> proofs;

    /** A proof is of one root and one place. */
    private record ProofKey(Hash root, Hash place) {}

    Entries(Node node) {
        this.node = node;
        this.limits = node.config().settings().limits();
        this.proofs = Caffeine.newBuilder()
                .maximumSize(node.config().caches().proofs())
                .executor(Runnable::run)
                .build();
    }

    Entry get(byte[] key, Scope scope) throws Refused {
        return get(node.view(), key, scope);
    }

    /** What an agent holds at one moment under a key. */
    Entry get(View view, byte[] key, Scope scope) throws Refused {
        Entry entry = view.find(scope, place(key, scope));
        if (entry == null) {
            throw new Refused(Problem.notFound("no entry of scope " + Documents.lower(scope) + " has this key"));
        }
        return entry;
    }

    EntryDocument put(byte[] key, byte[] value, Scope scope, Creation creation) throws Refused {
        place(key, scope);
        boolean inline = value.length <= limits.valueBytesMax();
        return written(inline ? node.put(key, value, scope, creation) : node.refer(key, value, scope, creation));
    }

    /** The bytes of a value, wherever they are. */
    byte[] value(Entry entry) throws Refused {
        if (entry.kind() != Kind.REFERENCE) {
            return entry.value();
        }
        CompletableFuture<@Nullable Bytes> fetching = node.content(entry);
        Bytes bytes = patiently(fetching);
        if (bytes == null) {
            throw new Refused(Problem.of(
                    503, "elsewhere", "The value is not here", "nobody who has it answers; try again a little later"));
        }
        return bytes.toArray();
    }

    EntryDocument delete(byte[] key, Scope scope, Creation creation) throws Refused {
        get(key, scope);
        return written(node.delete(key, scope, creation));
    }

    /** The entries of a scope whose keys begin with a prefix, in the order of their keys, after a key. */
    EntriesDocument list(Scope scope, byte[] prefix, byte @Nullable [] after, int max) {
        Comparator<Entry> byKey = Comparator.comparing(Entry::keyBytes, Arrays::compareUnsigned);
        PriorityQueue<Entry> least = new PriorityQueue<>(byKey.reversed());
        node.view().of(scope).forEach(scope, entry -> {
            if (!entry.isTombstone() && isWanted(entry.keyBytes(), prefix, after)) {
                least.add(entry);
                if (least.size() > max + 1) {
                    least.remove();
                }
            }
        });
        Entry[] page = least.toArray(new Entry[0]);
        Arrays.sort(page, byKey);
        boolean more = page.length > max;
        String next = more ? HexFormat.of().formatHex(page[max - 1].keyBytes()) : null;
        return new EntriesDocument(
                Arrays.stream(page).limit(max).map(EntryDocument::of).toList(), next);
    }

    private static boolean isWanted(byte[] key, byte[] prefix, byte @Nullable [] after) {
        return key.length >= prefix.length
                && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length)
                && (after == null || Arrays.compareUnsigned(key, after) > 0);
    }

    /**
     * What a state holds at a key, and how a stranger may know.
     *
     * @param under how far it reaches what the root is about
     */
    ProofDocument proof(byte[] key, Scope scope, Scope under) throws Refused {
        if (scope == Scope.AGENT || !scope.reaches(under)) {
            throw new Refused(Problem.badRequest("no such root is about keys of scope " + Documents.lower(scope)));
        }
        Hash place = place(key, scope);
        State state = node.view().state();
        Hash root = state.root(under, new Hasher());
        return proofs.get(new ProofKey(root, place), wanted -> prove(state, key, scope, under));
    }

    private static ProofDocument prove(State state, byte[] key, Scope scope, Scope under) {
        Hasher hasher = new Hasher();
        Hash place = scope.place(key, hasher);
        Proof proof = state.prove(place, under, hasher);
        byte[] proofBytes = new byte[proof.encodedLength()];
        proof.encode(proofBytes, 0);
        Entry entry = state.get(place);
        byte[] entryBytes = new byte[entry == null ? 0 : entry.encodedLength()];
        if (entry != null) {
            entry.encode(entryBytes, 0);
        }
        return new ProofDocument(
                entry == null ? "absent" : "present",
                Documents.base64(key),
                Documents.lower(scope),
                place.hex(),
                under == Scope.SWARM ? "swarm" : "state",
                state.root(under, hasher).hex(),
                Documents.base64(proofBytes),
                proofBytes.length,
                entry == null ? null : Documents.base64(entryBytes),
                entry == null ? null : EntryDocument.of(entry));
    }

    ConvergenceDocument convergence(byte[] key, Scope scope) throws Refused {
        if (scope == Scope.AGENT) {
            throw new Refused(Problem.badRequest("keys of scope agent stay where they are"));
        }
        CompletableFuture<Convergence.@Nullable Estimate> asked = node.convergence(place(key, scope));
        Convergence.Estimate estimate = patiently(asked);
        if (estimate == null) {
            throw new Refused(Problem.notFound("nothing is known of how far this key has come"));
        }
        return ConvergenceDocument.of(estimate);
    }

    private Hash place(byte[] key, Scope scope) throws Refused {
        if (key.length == 0 || key.length > limits.keyBytesMax()) {
            throw new Refused(refusal(Refusal.KEY_SIZE));
        }
        return scope.place(key, new Hasher());
    }

    private EntryDocument written(CompletableFuture<Outcome> writing) throws Refused {
        return switch (patiently(writing)) {
            case Outcome.Written(Entry entry) -> EntryDocument.of(entry);
            case Outcome.Refused(Refusal reason) -> throw new Refused(refusal(reason));
        };
    }

    static <T extends @Nullable Object> T patiently(CompletableFuture<T> answer) throws Refused {
        try {
            return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new Refused(Problem.of(503, "not-running", "The agent does not answer", "it is busy or has stopped"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refused(Problem.of(503, "not-running", "The agent does not answer", "the server is stopping"));
        }
    }

    private Problem refusal(Refusal reason) {
        return switch (reason) {
            case KEY_SIZE ->
                Problem.of(400, "key-size", "The key is too long", "keys have 1 to " + limits.keyBytesMax() + " bytes");
            case VALUE_SIZE ->
                Problem.of(413, "value-size", "The value is too long", "up to " + limits.valueBytesMax() + " bytes");
            case FULL -> Problem.of(507, "full", "There is no room", "a bound of the state is reached");
            case BUSY -> Problem.of(429, "busy", "Earlier writes wait to be passed on", "try again a little later");
            case LEAVING -> Problem.of(503, "leaving", "The agent is leaving", "write to another one");
        };
    }
}
