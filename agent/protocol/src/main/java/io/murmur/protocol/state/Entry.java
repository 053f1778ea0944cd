package io.murmur.protocol.state;

import io.murmur.protocol.merkle.Domain;
import io.murmur.protocol.merkle.Hash;
import io.murmur.protocol.merkle.Hasher;
import io.murmur.protocol.merkle.Trie;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One key of a scope, what was said about it, by whom and when: the unit that is written, signed, sent, merged and proved.
 *
 * <p>An entry <i>is</i> its wire bytes ({@link Layout}) with three hashes beside them, computed once: where it belongs
 * ({@link #key}), what it says ({@link #contentHash}), and both together ({@link #hash}). Sending it again is an array
 * copy, and recognising it again is an array comparison.
 *
 * <p>The seal is the owner's signature of the content hash. It is opaque here and no part of any hash, so that two
 * honest signatures of one content make one entry.
 */
public final class Entry implements Trie.Leaf {

    /** The longest seal, in bytes. */
    public static final int SEAL_BYTES_MAX = Layout.SEAL_BYTES_MAX;

    /** The longest encoding, in bytes. */
    public static final int BYTES_MAX =
            Layout.HEADER_BYTES + Limits.KEY_BYTES_CEILING + Limits.VALUE_BYTES_CEILING + SEAL_BYTES_MAX;

    private final byte[] bytes;
    private final long version;
    private final Hash key;
    private final Hash contentHash;
    private final Hash hash;

    private Entry(byte[] bytes, Hash key, Hash contentHash, Hash hash) {
        this.bytes = bytes;
        this.version = Layout.version(bytes, 0);
        this.key = key;
        this.contentHash = contentHash;
        this.hash = hash;
    }

    /** What became of bytes that claim to be an entry. */
    public sealed interface Decoding {
        /** They are one; whether its seal is genuine is another question. */
        record Decoded(Entry entry) implements Decoding {}

        /** They are not. */
        record Malformed(Flaw flaw) implements Decoding {}
    }

    /**
     * Writes an entry that holds its value, without a seal yet.
     *
     * @param key 1 to 512 bytes
     * @param value 0 to 16,384 bytes
     * @throws IllegalArgumentException if a length is out of range
     */
    public static Entry put(Origin origin, byte[] key, byte[] value, Hasher hasher) {
        return of(Layout.inline(origin, key, value), hasher);
    }

    /**
     * Writes an entry whose value is elsewhere, without a seal yet.
     *
     * @param key 1 to 512 bytes
     * @param content {@link Hasher#value} of the value's bytes
     * @param contentBytes the length of the value, in bytes, at least 1
     * @throws IllegalArgumentException if a length is out of range
     */
    public static Entry reference(Origin origin, byte[] key, Hash content, long contentBytes, Hasher hasher) {
        return of(Layout.reference(origin, key, content, contentBytes), hasher);
    }

    /**
     * Writes an entry that deletes its key, without a seal yet.
     *
     * @param key 1 to 512 bytes
     * @throws IllegalArgumentException if its length is out of range
     */
    public static Entry tombstone(Origin origin, byte[] key, Hasher hasher) {
        return of(Layout.tombstone(origin, key), hasher);
    }

    private static Entry of(byte[] bytes, Hasher hasher) {
        Hash key = Layout.scope(bytes, 0).place(bytes, Layout.HEADER_BYTES, Layout.keyLength(bytes, 0), hasher);
        int contentLength = bytes.length - Layout.CONTENT_AT - Layout.sealLength(bytes, 0);
        Hash contentHash = hasher.hash(Domain.ENTRY, bytes, Layout.CONTENT_AT, contentLength);
        return new Entry(bytes, key, contentHash, hasher.leaf(key, contentHash));
    }

    /**
     * This entry with its owner's signature of {@link #contentHash}, in place of any it had.
     *
     * @param seal 0 to {@value #SEAL_BYTES_MAX} bytes
     * @throws IllegalArgumentException if it is longer
     */
    public Entry sealed(byte[] seal) {
        if (seal.length > SEAL_BYTES_MAX) {
            throw new IllegalArgumentException("a seal of " + seal.length + " bytes");
        }
        int unsealed = bytes.length - sealLength();
        byte[] sealed = Arrays.copyOf(bytes, unsealed + seal.length);
        sealed[0] = (byte) seal.length;
        System.arraycopy(seal, 0, sealed, unsealed, seal.length);
        return new Entry(sealed, key, contentHash, hash);
    }

    /**
     * Reads what {@link #encode} wrote and nothing else. Never throws on hostile bytes, and never allocates more than
     * {@code length} bytes and three hashes.
     *
     * @throws IndexOutOfBoundsException if the slice is not inside the array
     */
    public static Decoding decode(byte[] from, int offset, int length, Hasher hasher, Limits limits) {
        Objects.checkFromIndexSize(offset, length, from.length);
        Flaw flaw = Layout.flaw(from, offset, length, limits);
        return flaw == null
                ? new Decoding.Decoded(of(Arrays.copyOfRange(from, offset, offset + length), hasher))
                : new Decoding.Malformed(flaw);
    }

    /**
     * The length of the entry that starts at {@code offset}, in bytes, or -1 if fewer than {@code available} bytes hold
     * it whole. Says nothing else about it.
     *
     * @throws IndexOutOfBoundsException if the slice is not inside the array
     */
    public static int peekLength(byte[] from, int offset, int available) {
        Objects.checkFromIndexSize(offset, available, from.length);
        if (available < Layout.HEADER_BYTES) {
            return -1;
        }
        int length = Layout.length(from, offset);
        return length <= available ? length : -1;
    }

    /** The version of the encoded entry at {@code offset}, which must have passed {@link #peekLength}. */
    public static long peekVersion(byte[] from, int offset) {
        return Layout.version(from, offset);
    }

    /** The owner of the encoded entry at {@code offset}, which must have passed {@link #peekLength}. */
    public static long peekOwner(byte[] from, int offset) {
        return Layout.owner(from, offset);
    }

    /** Whether these bytes are this very entry, seal included: tells a known copy without hashing it. */
    public boolean encodedAs(byte[] from, int offset, int length) {
        return Arrays.equals(bytes, 0, bytes.length, from, offset, offset + length);
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

    /** The place in the trie, {@link Scope#place} of the key bytes: entries of equal places replace each other. */
    @Override
    public Hash key() {
        return key;
    }

    /** The hash of everything but the seal: what the owner signs and a proof shows. */
    public Hash contentHash() {
        return contentHash;
    }

    @Override
    public Hash content() {
        return contentHash;
    }

    @Override
    public Hash hash() {
        return hash;
    }

    /** When it was written: a stamp of the owner's clock, positive. */
    public long version() {
        return version;
    }

    /** The id of the agent that wrote it. */
    public long owner() {
        return Layout.owner(bytes, 0);
    }

    /** How far it travels. */
    public Scope scope() {
        return Layout.scope(bytes, 0);
    }

    /** What it says about its key. */
    public Kind kind() {
        return Layout.kind(bytes, 0);
    }

    /** Whether it deletes its key. */
    public boolean isTombstone() {
        return kind() == Kind.TOMBSTONE;
    }

    /** The length of the key, in bytes, 1 to 512. */
    public int keyLength() {
        return Layout.keyLength(bytes, 0);
    }

    /** A copy of the key. */
    public byte[] keyBytes() {
        return Arrays.copyOfRange(bytes, Layout.HEADER_BYTES, valueAt());
    }

    /** The key for humans: as text if it is printable UTF-8, else as {@code 0x} and hexadecimal digits. */
    public String keyText() {
        return KeyText.of(bytes, Layout.HEADER_BYTES, keyLength());
    }

    /** The length of the inline value, in bytes; 40 for a reference, 0 for a tombstone. */
    public int valueLength() {
        return Layout.valueLength(bytes, 0);
    }

    /** A copy of the inline value; empty unless {@link Kind#INLINE}. */
    public byte[] value() {
        return kind() == Kind.INLINE ? Arrays.copyOfRange(bytes, valueAt(), valueAt() + valueLength()) : new byte[0];
    }

    /**
     * The hash of the value that is elsewhere.
     *
     * @throws IllegalStateException unless {@link Kind#REFERENCE}
     */
    public Hash reference() {
        requireReference();
        return Hash.read(bytes, valueAt());
    }

    /**
     * The length of the value that is elsewhere, in bytes.
     *
     * @throws IllegalStateException unless {@link Kind#REFERENCE}
     */
    public long referenceBytes() {
        requireReference();
        return Layout.readLong(bytes, valueAt() + Hash.BYTES);
    }

    /** The length of the seal, in bytes, 0 to {@value #SEAL_BYTES_MAX}. */
    public int sealLength() {
        return Layout.sealLength(bytes, 0);
    }

    /** A copy of the seal. */
    public byte[] seal() {
        return Arrays.copyOfRange(bytes, bytes.length - sealLength(), bytes.length);
    }

    /**
     * Whether this entry wins over another of the same key: by version, then owner, then content hash. A total order,
     * so even an owner who signs two contents for one version leaves one winner everywhere.
     */
    public boolean supersedes(Entry other) {
        if (version != other.version) {
            return version > other.version;
        }
        int owners = Long.compareUnsigned(owner(), other.owner());
        return owners == 0 ? contentHash.compareTo(other.contentHash) > 0 : owners > 0;
    }

    /** Whether this and another entry prove that their owner lied: one key, owner and version, yet two contents. */
    public boolean contradicts(Entry other) {
        return version == other.version
                && owner() == other.owner()
                && key.equals(other.key)
                && !contentHash.equals(other.contentHash);
    }

    /** Entries are equal when they say the same, whatever their seals. */
    @Override
    public boolean equals(@Nullable Object object) {
        return this == object || (object instanceof Entry other && hash.equals(other.hash));
    }

    @Override
    public int hashCode() {
        return hash.hashCode();
    }

    @Override
    public String toString() {
        return kind() + "[" + keyText() + " @" + Version.text(version) + " by " + Long.toHexString(owner()) + "]";
    }

    private int valueAt() {
        return Layout.HEADER_BYTES + keyLength();
    }

    private void requireReference() {
        if (kind() != Kind.REFERENCE) {
            throw new IllegalStateException(kind() + " refers to nothing");
        }
    }
}
