package io.murmur.sidecar.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.murmur.protocol.merkle.Hasher;
import io.murmur.protocol.roster.Roster;
import io.murmur.protocol.state.Entry;
import io.murmur.protocol.state.Limits;
import io.murmur.protocol.state.Origin;
import io.murmur.protocol.state.Scope;
import io.murmur.protocol.state.State;
import io.murmur.protocol.wire.Bytes;
import io.murmur.sidecar.store.StoreException.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskStoreTest {
    private static final long CONTENTS_MAX = 1 << 20;

    private final Hasher hasher = new Hasher();

    @TempDir
    private Path directory = Path.of("");

    @Test
    void remembersWhoItIsAndWhatItHeld() throws StoreException {
        State empty = State.empty(Limits.DEFAULT);
        State state = empty.apply(List.of(entry(5, "a", "1"), entry(6, "b", "2")));
        State later = state.apply(List.of(entry(9, "b", "3"))).collect(4);
        Bytes content = Bytes.of(new byte[100]);
        long id;
        try (DiskStore store = open()) {
            id = store.owner().id();
            store.incarnation(7);
            store.contents().keep(hasher.value(content.toArray(), 0, content.length()), content);
            store.save(state, empty, Roster.empty(), 6);
            store.save(later, empty, Roster.empty(), 9);
        }
        try (DiskStore store = open()) {
            Recollection found = store.recall();
            assertEquals(id, store.owner().id());
            assertEquals(7, found.incarnation());
            assertEquals(9, found.lastVersion());
            assertEquals(4, found.watermark());
            assertEquals(later, empty.apply(found.entries()).collect(4));
            assertEquals(1, store.contents().hashes().size());
        }
    }

    @Test
    void forgetsWhatWasCollected() throws StoreException {
        State empty = State.empty(Limits.DEFAULT);
        Entry tombstone = Entry.tombstone(new Origin(5, 1, Scope.SWARM), bytes("a"), hasher);
        State dead = empty.apply(List.of(tombstone));
        try (DiskStore store = open()) {
            store.save(dead, empty, Roster.empty(), 5);
            store.save(dead.collect(5), empty, Roster.empty(), 5);
        }
        try (DiskStore store = open()) {
            assertEquals(List.of(), store.recall().entries());
        }
    }

    @Test
    void aDirectoryInUseIsToldApartFromADamagedOne() throws StoreException, IOException {
        try (DiskStore store = open()) {
            assertEquals(
                    Reason.IN_USE,
                    assertThrows(StoreException.class, this::open).reason());
            assertEquals(-1, store.recall().incarnation());
        }
        Files.writeString(directory.resolve("agent.mv"), "this is not a store ".repeat(1_000));
        assertEquals(
                Reason.CORRUPT, assertThrows(StoreException.class, this::open).reason());
    }

    @Test
    void aDirectoryThatCannotBeMadeIsTold() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "x");
        StoreException refused = assertThrows(
                StoreException.class, () -> DiskStore.open(file.resolve("below"), Limits.DEFAULT, CONTENTS_MAX));
        assertEquals(Reason.INACCESSIBLE, refused.reason());
    }

    private DiskStore open() throws StoreException {
        return DiskStore.open(directory, Limits.DEFAULT, CONTENTS_MAX);
    }

    private Entry entry(long version, String key, String value) {
        return Entry.put(new Origin(version, 1, Scope.SWARM), bytes(key), bytes(value), hasher);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
