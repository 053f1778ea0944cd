package io.murmur.protocol.wire;

import io.murmur.protocol.merkle.Hash;
import io.murmur.protocol.roster.Address;
import io.murmur.protocol.roster.Member;
import io.murmur.protocol.roster.Sums;
import io.murmur.protocol.state.Entry;
import org.jspecify.annotations.Nullable;

/** One message inside a datagram. */
public sealed interface Message {

    // --- push-pull -------------------------------------------------------------------------------------------------

    /** "Compare the digests in my header with yours and answer"; opens an exchange, numbered by its opener. */
    record Digest(int exchange) implements Message {}

    /** The answer to {@link Digest}: the states are equal. */
    record Same(int exchange) implements Message {}

    /** The answer to {@link Digest}: the states differ; the header shows the answering side's. */
    record Differs(int exchange) implements Message {}

    /**
     * An entry, whole.
     *
     * @param hops the number of agents it passed since its writer, 0..255, saturating
     * @param context of its creation, where that is followed
     */
    record Push(int hops, Entry entry, @Nullable CreationContext context) implements Message {
        public Push(int hops, Entry entry) {
            this(hops, entry, null);
        }
    }

    /**
     * "I hold this and you may ask for it."
     *
     * @param key the first 64 bits of the key's hash
     * @param version the entry's stamp
     * @param owner the entry's owner
     */
    record Offer(long key, long version, long owner) implements Message {}

    /**
     * "Send me this entry."
     *
     * @param key the first 64 bits of the key's hash
     * @param offset the first byte wanted of its encoding; 0 for all of it, more to go on with fragments
     */
    record Want(long key, int offset) implements Message {}

    /**
     * A part of an entry that is longer than a datagram.
     *
     * @param key the first 64 bits of the key's hash
     * @param version the entry's stamp, so that parts of two versions never mix
     * @param total the length of the whole encoding in bytes
     * @param offset where this part begins
     * @param context of the entry's creation, where that is followed; only with the part that begins at 0
     */
    record Fragment(
            long key,
            long version,
            int total,
            int offset,
            Bytes part,
            @Nullable CreationContext context) implements Message {
        public Fragment(long key, long version, int total, int offset, Bytes part) {
            this(key, version, total, offset, part, null);
        }
    }

    /**
     * The sixteen subtrees below one place of the sender's Merkle trie.
     *
     * @param depth the number of leading key bits that name the place, a multiple of 4 in 0..56
     * @param path those bits, left-aligned; the others are 0
     */
    record Nodes(int depth, long path, Children children) implements Message {}

    /** All that the sender holds below one place of its trie; see {@link Nodes} for the place. */
    record Leaves(int depth, long path, Stamps stamps) implements Message {}

    /** "Send me a part of the content with this hash", for values that travel by reference. */
    record Fetch(Hash content, int offset) implements Message {}

    /**
     * A part of a content, or word that it is not held ({@code total} 0).
     *
     * @param total the length of the whole content in bytes
     * @param offset where this part begins
     */
    record Chunk(Hash content, int total, int offset, Bytes part) implements Message {}

    // --- membership ------------------------------------------------------------------------------------------------

    /** "I want to be a member: here I am; tell me of the others." */
    record Join(Member self) implements Message {}

    /**
     * A claim about a member.
     *
     * @param source the agent whose claim it is: who suspects, or the member itself
     */
    record Update(Member member, long source) implements Message {}

    /** What the sender holds of a member: an answer to somebody who lacks it, and no news to be told on. */
    record Known(Member member) implements Message {}

    /**
     * The sender's roster in sums, to find where two rosters differ.
     *
     * @param answer whether this answers the other side's sums, and so is not to be answered itself
     */
    record Rosters(boolean answer, Sums sums) implements Message {}

    /** SWIM's probe; the target is named so that an agent that took over an address does not answer for another. */
    record Ping(int sequence, long target) implements Message {}

    record Ack(int sequence) implements Message {}

    /** Lifeguard's word of a relay that the target has not answered in time. */
    record Nack(int sequence) implements Message {}

    /** "Probe this member for me." */
    record PingRequest(int sequence, long target, Address address) implements Message {}

    // --- a second protocol -----------------------------------------------------------------------------------------

    /** A message of the protocol that extends this one; 1 to 65,535 bytes that mean nothing here. */
    record Extension(Bytes body) implements Message {}
}
