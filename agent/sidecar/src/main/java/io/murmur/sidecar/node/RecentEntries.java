package io.murmur.sidecar.node;

import io.murmur.protocol.merkle.Hasher;
import io.murmur.protocol.state.Entry;
import io.murmur.protocol.state.Limits;
import io.murmur.protocol.wire.EntryDecoder;
import org.jspecify.annotations.Nullable;

/**
 * Decodes entries, and recognises those that were decoded of late by their bytes, so that the second copy of an entry
 * costs a comparison and no hash. Each entry has one place, and the next one that wants it takes it.
 */
final class RecentEntries implements EntryDecoder {
    private final Hasher hasher;
    private final Limits limits;
    private final @Nullable Entry[] places;

    /** @param placesMax entries remembered at most; rounded down to a power of two */
    RecentEntries(Hasher hasher, Limits limits, int placesMax) {
        this.hasher = hasher;
        this.limits = limits;
        this.places = new @Nullable Entry[Integer.highestOneBit(placesMax)];
    }

    @Override
    public @Nullable Entry decode(byte[] bytes, int offset, int length) {
        if (Entry.peekLength(bytes, offset, length) != length) {
            return null;
        }
        int place = place(Entry.peekVersion(bytes, offset), Entry.peekOwner(bytes, offset));
        Entry known = places[place];
        if (known != null && known.encodedAs(bytes, offset, length)) {
            return known;
        }
        if (Entry.decode(bytes, offset, length, hasher, limits) instanceof Entry.Decoding.Decoded(Entry entry)) {
            places[place] = entry;
            return entry;
        }
        return null;
    }

    private int place(long version, long owner) {
        long mixed = (version ^ Long.rotateLeft(owner, 32)) * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 32) & (places.length - 1);
    }
}
