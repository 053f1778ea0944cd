package io.murmur.sidecar.api;

import io.murmur.protocol.gossip.Convergence;
import io.murmur.protocol.merkle.Proof;
import io.murmur.protocol.roster.Member;
import io.murmur.protocol.state.Entry;
import io.murmur.protocol.state.Kind;
import io.murmur.protocol.state.Version;
import io.murmur.sidecar.transport.Addresses;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the API answers: each document a record, written as JSON by the server and read again by the command line. */
public final class Documents {
    private Documents() {}

    /**
     * An entry.
     *
     * @param key as text; absent where the key is not UTF-8, and then {@code keyBase64} is there
     * @param value as text; absent where there is none or it is not UTF-8
     * @param version milliseconds since the Unix epoch, a dot, and a counter
     * @param owner identifier of the agent that wrote it
     * @param contentHash what the owner signed and a proof shows
     */
    public record EntryDocument(
            @Nullable String key,
            @Nullable String keyBase64,
            String kind,
            @Nullable String value,
            @Nullable String valueBase64,
            @Nullable String reference,
            @Nullable Long referenceBytes,
            String scope,
            String version,
            long writtenMillis,
            String owner,
            String contentHash) {
        static EntryDocument of(Entry entry) {
            String key = text(entry.keyBytes());
            boolean inline = entry.kind() == Kind.INLINE;
            boolean reference = entry.kind() == Kind.REFERENCE;
            String value = inline ? text(entry.value()) : null;
            return new EntryDocument(
                    key,
                    key == null ? base64(entry.keyBytes()) : null,
                    lower(entry.kind()),
                    value,
                    inline && value == null ? base64(entry.value()) : null,
                    reference ? entry.reference().hex() : null,
                    reference ? entry.referenceBytes() : null,
                    lower(entry.scope()),
                    Version.text(entry.version()),
                    Version.millis(entry.version()),
                    hex(entry.owner()),
                    entry.contentHash().hex());
        }

        /** The key for humans. */
        public String label() {
            return key != null ? key : "base64:" + keyBase64;
        }

        /** The value for humans. */
        public String content() {
            if (value != null) {
                return value;
            }
            return valueBase64 != null ? "base64:" + valueBase64 : reference != null ? "-> " + reference : "";
        }
    }

    /**
     * A page of entries.
     *
     * @param next where the next page begins; absent on the last
     */
    public record EntriesDocument(
            List<EntryDocument> entries, @Nullable String next) {}

    public record MemberDocument(
            String id, String name, String zone, String address, String status, long incarnation, boolean self) {
        static MemberDocument of(Member member, long self) {
            return new MemberDocument(
                    hex(member.id()),
                    member.name(),
                    member.zone().label(),
                    Addresses.text(member.address()),
                    lower(member.status()),
                    member.incarnation(),
                    member.id() == self);
        }
    }

    /**
     * Who is in the swarm.
     *
     * @param live members that are alive or suspect
     */
    public record MembersDocument(List<MemberDocument> members, int live) {}

    /**
     * Everything a stranger needs to check what this agent's state says of a key.
     *
     * @param verdict present or absent
     * @param scope of the key
     * @param under what the root is about: state, for that of the agent's state, or swarm, for the swarm root
     * @param root to be compared with a root from elsewhere; every agent of the swarm has the same swarm root
     * @param place in the trie: the hash of the key, with its first bit set unless the scope is swarm
     * @param proof in Base64, as {@link Proof#encode} wrote it
     * @param entry in Base64, as it travels, with its owner's seal; absent where the key is
     */
    public record ProofDocument(
            String verdict,
            String keyBase64,
            String scope,
            String place,
            String under,
            String root,
            String proof,
            int proofBytes,
            @Nullable String entry,
            @Nullable EntryDocument content) {}

    /**
     * How far the swarm agrees.
     *
     * @param share estimated share of live agents that hold the entry, 0 to 1
     * @param samples peers that the estimate rests on
     * @param ageMillis since it was written
     */
    public record ConvergenceDocument(double share, int samples, long ageMillis) {
        static ConvergenceDocument of(Convergence.Estimate estimate) {
            return new ConvergenceDocument(estimate.share(), estimate.samples(), estimate.ageNanos() / 1_000_000);
        }
    }

    /**
     * How the agent is.
     *
     * @param root of all it shares with its group
     * @param swarmRoot of what the whole swarm shares
     */
    public record HealthDocument(
            boolean live, boolean ready, String lifecycle, int members, int entries, String root, String swarmRoot) {}

    public record VersionDocument(String version, String agent, String name, String address, long incarnation) {}

    /** A change, as a watch tells it. */
    public record ChangeDocument(
            String change,
            @Nullable EntryDocument entry,
            @Nullable MemberDocument member,
            @Nullable Long delayMillis) {}

    static String hex(long id) {
        return HexFormat.of().toHexDigits(id);
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static @Nullable String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
