package io.murmur.sim.engine;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.murmur.protocol.merkle.Hasher;
import io.murmur.protocol.state.Entry;
import io.murmur.protocol.state.Limits;
import io.murmur.protocol.wire.EntryDecoder;
import io.murmur.sim.chance.Mix;
import org.jspecify.annotations.Nullable;

/**
 * Recognises the bytes of entries seen before, so that an entry is hashed once and not once per copy: a small table per
 * partition, in front of a memory that all partitions share.
 */
final class SharedEntries implements EntryDecoder {
    private static final int PLACES = 256;

    private final Memory memory;
    private final Hasher hasher;
    private final Limits limits;
    private final @Nullable Entry[] recent = new Entry[PLACES];

    SharedEntries(Memory memory, Hasher hasher, Limits limits) {
        this.memory = memory;
        this.hasher = hasher;
        this.limits = limits;
    }

    /** The entries that all partitions know. */
    static final class Memory {
        private static final int ENTRIES_MAX = 262_144;

        private final Cache<Stamp, Entry> entries =
                Caffeine.newBuilder().maximumSize(ENTRIES_MAX).build();

        private record Stamp(long version, long owner, int length) {}
    }

    @Override
    public @Nullable Entry decode(byte[] bytes, int offset, int length) {
        if (Entry.peekLength(bytes, offset, length) != length) {
            return null;
        }
        long version = Entry.peekVersion(bytes, offset);
        long owner = Entry.peekOwner(bytes, offset);
        int place = (int) (Mix.of(version ^ owner) >>> 56);
        Entry known = recent[place];
        if (known != null && known.encodedAs(bytes, offset, length)) {
            return known;
        }
        Memory.Stamp stamp = new Memory.Stamp(version, owner, length);
        known = memory.entries.getIfPresent(stamp);
        if (known == null || !known.encodedAs(bytes, offset, length)) {
            known = compute(bytes, offset, length, stamp);
        }
        if (known != null) {
            recent[place] = known;
        }
        return known;
    }

    private @Nullable Entry compute(byte[] bytes, int offset, int length, Memory.Stamp stamp) {
        if (!(Entry.decode(bytes, offset, length, hasher, limits) instanceof Entry.Decoding.Decoded decoded)) {
            return null;
        }
        Entry entry = decoded.entry();
        Entry first = memory.entries.asMap().putIfAbsent(stamp, entry);
        return first != null && first.encodedAs(bytes, offset, length) ? first : entry;
    }
}
