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
 * Evidence of what a trie holds at one key, or that it holds nothing there, for somebody who knows only the root.
 *
 * <p>A proof walks from the root towards the key until the trie ends: at the key's own leaf, at an empty subtree, or at
 * another leaf that stands alone where the key would have to be. It lists the sibling of every step, and for most steps
 * of a long walk there is none, so a bitmap says which. For one of n random keys that is about log2(n) hashes: some
 * 700 bytes for 1,000,000.
 *
 * <pre>
 * end       1 byte    0 nothing, 1 another leaf, 2 the key's own leaf
 * watermark 8 bytes   big-endian, not negative
 * depth     2 bytes   0 to 256, the number of steps
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
        /** A negative watermark. */
        WATERMARK,
        /** More steps than a key has bits. */
        DEPTH,
        /** An unused bit is set, or the last step has no sibling. */
        BITMAP,
        /** A sibling that claims to be there is the hash of nothing. */
        SIBLING
    }

    static Proof write(@Nullable Node top, Hash key, long watermark, Hasher hasher) {
        int depth = 0;
        int siblings = 0;
        Node node = top;
        while (node instanceof Branch branch) {
            boolean bit = key.bit(depth++);
            siblings += (bit ? branch.left() : branch.right()) == null ? 0 : 1;
            node = bit ? branch.right() : branch.left();
        }
        int end = node instanceof Leaf leaf ? (leaf.key().equals(key) ? OWN : OTHER) : NOTHING;
        byte[] bytes = new byte[length(end, depth, siblings)];
        bytes[0] = (byte) end;
        LONG.set(bytes, 1, watermark);
        bytes[DEPTH_AT] = (byte) (depth >>> 8);
        bytes[DEPTH_AT + 1] = (byte) depth;
        int next = writeSiblings(top, key, bytes, BITMAP_AT + (depth + 7) / 8, hasher);
        if (node instanceof Leaf leaf) {
            leaf.content().write(bytes, next);
            if (end == OTHER) {
                leaf.key().write(bytes, next + Hash.BYTES);
            }
        }
        return new Proof(bytes);
    }

    private static int writeSiblings(@Nullable Node top, Hash key, byte[] bytes, int from, Hasher hasher) {
        int next = from;
        int depth = 0;
        Node node = top;
        while (node instanceof Branch branch) {
            boolean bit = key.bit(depth);
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
        int end = from[offset];
        if (end < NOTHING || end > OWN) {
            return Reason.END;
        }
        if (from[offset + 1] < 0) {
            return Reason.WATERMARK;
        }
        int depth = depth(from, offset);
        if (depth > Hash.BITS) {
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
     * @param root {@link Hasher#root} of a trie and its watermark
     */
    public Verdict verify(Hash root, Hash key, Hasher hasher) {
        int end = bytes[0];
        int depth = depth(bytes, 0);
        int next = bytes.length;
        Hash hash = Hash.ZERO;
        Hash content = Hash.ZERO;
        if (end == OTHER) {
            Hash other = Hash.read(bytes, next -= Hash.BYTES);
            content = Hash.read(bytes, next -= Hash.BYTES);
            if (other.equals(key) || other.sharedBits(key) < depth) {
                return new Verdict.Invalid();
            }
            hash = hasher.leaf(other, content);
        } else if (end == OWN) {
            content = Hash.read(bytes, next -= Hash.BYTES);
            hash = hasher.leaf(key, content);
        }
        for (int step = depth - 1; step >= 0; step--) {
            Hash sibling = hasSibling(bytes, 0, step) ? Hash.read(bytes, next -= Hash.BYTES) : Hash.ZERO;
            hash = key.bit(step) ? hasher.node(sibling, hash) : hasher.node(hash, sibling);
        }
        if (!hasher.root(hash, watermark()).equals(root)) {
            return new Verdict.Invalid();
        }
        return end == OWN ? new Verdict.Present(content) : new Verdict.Absent();
    }

    /** The watermark of the state that was asked; true only if the proof verifies. */
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

    private static int depth(byte[] bytes, int offset) {
        return ((bytes[offset + DEPTH_AT] & 0xff) << 8) | (bytes[offset + DEPTH_AT + 1] & 0xff);
    }

    private static boolean hasSibling(byte[] bytes, int offset, int step) {
        return (bytes[offset + BITMAP_AT + (step >>> 3)] & (0x80 >>> (step & 7))) != 0;
    }
}
