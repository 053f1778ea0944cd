package io.murmur.protocol.host;

import io.murmur.protocol.merkle.Hash;
import io.murmur.protocol.state.Entry;
import io.murmur.protocol.wire.CreationContext;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The creation contexts of the latest entries that came with one, as they are to be passed on; the oldest is forgotten. */
final class CreationContexts {
    /** As many as an agent may have rumours that it has not told yet. */
    static final int MAX = 512;

    private final Map<Hash, CreationContext> byEntry = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Hash, CreationContext> eldest) {
            return size() > MAX;
        }
    };

    void put(Entry entry, CreationContext context) {
        byEntry.put(entry.hash(), context);
    }

    @Nullable
    CreationContext of(Entry entry) {
        return byEntry.get(entry.hash());
    }
}
