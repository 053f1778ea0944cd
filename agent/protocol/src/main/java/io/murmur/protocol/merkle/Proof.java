package io.murmur.protocol.merkle;

import io.murmur.protocol.merkle.Trie.Leaf;
import io.murmur.protocol.merkle.Trie.Node;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Evidence of what a trie holds at one key, or that it holds nothing there, for somebody who knows only the root: that of
 * a whole state, or the swarm root, which is about the half of the trie whose keys begin with 0.
 *
 * <p>A proof walks from the root towards the key until the trie ends: at the key's own leaf, at an empty subtree, or at
 * another leaf that stands alone where the key would have to be. It lists the sibling of every step, and for most steps
 * of a long walk there is none, so a bitmap says which. For one of n random keys that is about log2(n) hashes: some
 * 700 bytes for 1,000,000.
 *
 * <pre>
 * end       1 byte    0 nothing, 1 another leaf, 2 the key's own leaf; 4 more if the walk begins at the first half
 * watermark 8 bytes   big-endian, not negative; 0 if the walk begins at the first half, whose root says nothing of it
 * depth     2 bytes   0 to 256, one less from the first half: the number of steps
 * siblings  (depth + 7) / 8 bytes, most significant bit first, unused bits 0: which steps have a sibling
 *           32 bytes for each that has, from the root down, never all zero
 * content   32 bytes  unless the end is nothing
 * key       32 bytes  if the end is another leaf
 * </pre>
 *
 * The last step always has a sibling, because a trie never descends towards a lone leaf. So there is one encoding only.
 */
public final class Proof {

    /** The longest encoding, in bytes; typical ones have some 700. */
    public static final int BYTES_MAX = 11 + Hash.BITS / 8 + (Hash.BITS + 2) * Hash.BYTES;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private static final int NOTHING = 0;
    private static final int OTHER = 1;
    private static final int OWN = 2;
    /** Added to the end: the walk begins one bit deep, at the half whose keys begin with 0. */
    private static final int IN_SWARM = 4;

    private static final int DEPTH_AT = 9;
    private static final int BITMAP_AT = 11;

    private final byte[] bytes;

    private Proof(byte[] bytes) {
        this.bytes = bytes;
    }

    /** What a proof shows. */
    public sealed interface Verdict {
        /** The key is there, with this content; compare it with the content hash of what you were told. */
        record Present(Hash content) implements Verdict {}

        /** Nothing is at the key. */
        record Absent() implements Verdict {}

        /** It shows nothing: it belongs to another root or key, or somebody made it up. */
        record Invalid() implements Verdict {}
    }

    /** What became of bytes that claim to be a proof. */
    public sealed interface Decoding {
        /** They are well formed, which says nothing about their truth. */
        record Decoded(Proof proof) implements Decoding {}

        /** They are not a proof. */
        record Malformed(Reason reason) implements Decoding {}
    }

    /** Why bytes are not a proof. */
    public enum Reason {
        /** Shorter or longer than the fields say. */
        LENGTH,
        /** An unknown kind of end. */
        END,
        /** A watermark that is negative, or that the root does not commit to. */
        WATERMARK,
        /** More steps than a key has bits. */
        DEPTH,
        /** An unused bit is set, or the last step has no sibling. */
        BITMAP,
        /** A sibling that claims to be there is the hash of nothing. */
        SIBLING
    }

    static Proof write(@Nullable Node top, Hash key, long watermark, Hasher hasher) {
        return write(top, 0, key, watermark, hasher);
    }

    static Proof writeInSwarm(@Nullable Node half, Hash key, Hasher hasher) {
        return write(half, 1, key, 0, hasher);
    }

    private static Proof write(@Nullable Node top, int from, Hash key, long watermark, Hasher hasher) {
        int depth = 0;
        int siblings = 0;
        Node node = top;
        while (node instanceof Branch branch) {
            boolean bit = key.bit(from + depth++);
            siblings += (bit ? branch.left() : branch.right()) == null ? 0 : 1;
            node = bit ? branch.right() : branch.left();
        }
        int end = node instanceof Leaf leaf ? (leaf.key().equals(key) ? OWN : OTHER) : NOTHING;
        byte[] bytes = new byte[length(end, depth, siblings)];
        bytes[0] = (byte) (from == 0 ? end : end + IN_SWARM);
        LONG.set(bytes, 1, watermark);
        bytes[DEPTH_AT] = (byte) (depth >>> 8);
        bytes[DEPTH_AT + 1] = (byte) depth;
        int next = writeSiblings(top, from, key, bytes, BITMAP_AT + (depth + 7) / 8, hasher);
        if (node instanceof Leaf leaf) {
            leaf.content().write(bytes, next);
            if (end == OTHER) {
                leaf.key().write(bytes, next + Hash.BYTES);
            }
        }
        return new Proof(bytes);
    }

    private static int writeSiblings(@Nullable Node top, int from, Hash key, byte[] bytes, int at, Hasher hasher) {
        int next = at;
        int depth = 0;
        Node node = top;
        while (node instanceof Branch branch) {
            boolean bit = key.bit(from + depth);
            Node sibling = bit ? branch.left() : branch.right();
            if (sibling != null) {
                bytes[BITMAP_AT + (depth >>> 3)] |= (byte) (0x80 >>> (depth & 7));
                Trie.hash(sibling, hasher).write(bytes, next);
                next += Hash.BYTES;
            }
            node = bit ? branch.right() : branch.left();
            depth++;
        }
        return next;
    }

    /**
     * Reads what {@link #encode} wrote and nothing else; copies it, so the array may be used again. Never throws on
     * hostile bytes and never allocates more than {@code length} bytes.
     *
     * @throws IndexOutOfBoundsException if the slice is not inside the array
     */
    public static Decoding decode(byte[] from, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, from.length);
        Reason flaw = flaw(from, offset, length);
        return flaw == null
                ? new Decoding.Decoded(new Proof(Arrays.copyOfRange(from, offset, offset + length)))
                : new Decoding.Malformed(flaw);
    }

    private static @Nullable Reason flaw(byte[] from, int offset, int length) {
        if (length < BITMAP_AT) {
            return Reason.LENGTH;
        }
        int start = start(from[offset]);
        int end = from[offset] - start * IN_SWARM;
        if (end < NOTHING || end > OWN) {
            return Reason.END;
        }
        long watermark = (long) LONG.get(from, offset + 1);
        if (watermark < 0 || (start > 0 && watermark != 0)) {
            return Reason.WATERMARK;
        }
        int depth = depth(from, offset);
        if (depth > Hash.BITS - start) {
            return Reason.DEPTH;
        }
        if (length < BITMAP_AT + (depth + 7) / 8) {
            return Reason.LENGTH;
        }
        return siblingsFlaw(from, offset, length, end, depth);
    }

    private static @Nullable Reason siblingsFlaw(byte[] from, int offset, int length, int end, int depth) {
        int bitmap = offset + BITMAP_AT;
        int siblings = 0;
        for (int i = 0; i < (depth + 7) / 8; i++) {
            siblings += Integer.bitCount(from[bitmap + i] & 0xff);
        }
        boolean unused = (depth & 7) != 0 && (from[bitmap + depth / 8] & (0xff >>> (depth & 7))) != 0;
        if (unused || (depth > 0 && !hasSibling(from, offset, depth - 1))) {
            return Reason.BITMAP;
        }
        if (length != length(end, depth, siblings)) {
            return Reason.LENGTH;
        }
        int first = bitmap + (depth + 7) / 8;
        for (int i = 0; i < siblings; i++) {
            if (Hash.ZERO.matches(from, first + i * Hash.BYTES)) {
                return Reason.SIBLING;
            }
        }
        return null;
    }

    /**
     * Checks this proof against a root obtained from somebody trusted. Costs one hash per step and two more, and stops
     * before the first if the proof cannot be about this key.
     *
     * @param root {@link Hasher#root} of a trie and its watermark, or {@link Hasher#swarmRoot} if it is {@link #inSwarm}
     */
    public Verdict verify(Hash root, Hash key, Hasher hasher) {
        int start = start(bytes[0]);
        int end = bytes[0] - start * IN_SWARM;
        if (inSwarm() && key.bit(0)) {
            return new Verdict.Invalid();
        }
        int depth = depth(bytes, 0);
        int next = bytes.length;
        Hash hash = Hash.ZERO;
        Hash content = Hash.ZERO;
        if (end == OTHER) {
            Hash other = Hash.read(bytes, next -= Hash.BYTES);
            content = Hash.read(bytes, next -= Hash.BYTES);
            if (other.equals(key) || other.sharedBits(key) < start + depth) {
                return new Verdict.Invalid();
            }
            hash = hasher.leaf(other, content);
        } else if (end == OWN) {
            content = Hash.read(bytes, next -= Hash.BYTES);
            hash = hasher.leaf(key, content);
        }
        for (int step = depth - 1; step >= 0; step--) {
            Hash sibling = hasSibling(bytes, 0, step) ? Hash.read(bytes, next -= Hash.BYTES) : Hash.ZERO;
            hash = key.bit(start + step) ? hasher.node(sibling, hash) : hasher.node(hash, sibling);
        }
        Hash shown = inSwarm() ? hasher.swarmRoot(hash) : hasher.root(hash, watermark());
        if (!shown.equals(root)) {
            return new Verdict.Invalid();
        }
        return end == OWN ? new Verdict.Present(content) : new Verdict.Absent();
    }

    /** Whether it is to be checked against the swarm root, which is the same in all groups, and not that of a state. */
    public boolean inSwarm() {
        return start(bytes[0]) > 0;
    }

    /** The watermark of the state that was asked, 0 if {@link #inSwarm}; true only if the proof verifies. */
    public long watermark() {
        return (long) LONG.get(bytes, 1);
    }

    /** The length of the encoding, in bytes, at most {@link #BYTES_MAX}. */
    public int encodedLength() {
        return bytes.length;
    }

    /**
     * Writes {@link #encodedLength} bytes.
     *
     * @throws IndexOutOfBoundsException if the array ends before them
     */
    public void encode(byte[] to, int offset) {
        System.arraycopy(bytes, 0, to, offset, bytes.length);
    }

    /** Proofs are equal when their encodings are. */
    @Override
    public boolean equals(@Nullable Object object) {
        return object instanceof Proof other && Arrays.equals(bytes, other.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    private static int length(int end, int depth, int siblings) {
        return BITMAP_AT + (depth + 7) / 8 + siblings * Hash.BYTES + end(end) * Hash.BYTES;
    }

    private static int end(int end) {
        return switch (end) {
            case NOTHING -> 0;
            case OTHER -> 2;
            default -> 1;
        };
    }

    /** The depth in the trie at which the walk begins. */
    private static int start(byte end) {
        return end >= IN_SWARM ? 1 : 0;
    }

    private static int depth(byte[] bytes, int offset) {
        return ((bytes[offset + DEPTH_AT] & 0xff) << 8) | (bytes[offset + DEPTH_AT + 1] & 0xff);
    }

    private static boolean hasSibling(byte[] bytes, int offset, int step) {
        return (bytes[offset + BITMAP_AT + (step >>> 3)] & (0x80 >>> (step & 7))) != 0;
    }
}
