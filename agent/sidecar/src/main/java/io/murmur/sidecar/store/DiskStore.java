package io.murmur.sidecar.store;

import io.murmur.hierarchical.agent.Keeper;
import io.murmur.protocol.merkle.Hash;
import io.murmur.protocol.merkle.Hasher;
import io.murmur.protocol.roster.Address;
import io.murmur.protocol.roster.Roster;
import io.murmur.protocol.state.Entry;
import io.murmur.protocol.state.Limits;
import io.murmur.protocol.state.State;
import io.murmur.protocol.state.Version;
import io.murmur.protocol.wire.Bytes;
import io.murmur.sidecar.security.OwnerKey;
import io.murmur.sidecar.store.StoreException.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;

/**
 * A memory in one file of H2's MVStore. What the agent holds is saved as a difference to what was saved before: states
 * are immutable tries, so finding it costs as much as it is long.
 */
public final class DiskStore implements Store {
    private static final String FILE = "agent.mv";
    private static final String FORMAT = "murmur-store-2";
    private static final String SECRET = "secret";
    private static final String INCARNATION = "incarnation";
    private static final String LAST_VERSION = "lastVersion";
    private static final String WATERMARK = "watermark";
    private static final int PEERS_MAX = 64;

    private final MVStore file;
    private final MVMap<String, byte[]> facts;
    private final MVMap<byte[], byte[]> entries;
    private final MVMap<byte[], byte[]> homeEntries;
    private final MVMap<byte[], byte[]> peers;
    private final MVMap<byte[], byte[]> contentBytes;
    private final Contents contents;
    private final Keeper keeper;
    private final OwnerKey owner;
    private final Limits limits;
    private State saved;
    private State savedHome;
    private @Nullable Roster savedRoster;
    private boolean closed;

    private DiskStore(MVStore file, Limits limits, long contentBytesMax) throws CorruptException {
        this.file = file;
        this.limits = limits;
        this.facts = file.openMap("facts");
        this.entries = file.openMap("entries");
        this.homeEntries = file.openMap("home");
        this.peers = file.openMap("peers");
        this.contentBytes = file.openMap("contents");
        this.contents = new Contents(contentBytesMax);
        this.keeper = new Elections(file.openMap("elections"), facts, this::sync, this);
        Hasher hasher = new Hasher();
        this.owner = recallOwner(hasher);
        this.saved = State.empty(limits);
        this.savedHome = saved;
    }

    /** What is in the file makes no sense. */
    private static final class CorruptException extends Exception {
        CorruptException(String message) {
            super(message);
        }
    }

    /** Opens the memory in a directory, which is made if it is not there. */
    public static DiskStore open(Path directory, Limits limits, long contentBytesMax) throws StoreException {
        MVStore file = null;
        try {
            Files.createDirectories(directory);
            Path path = directory.resolve(FILE);
            file = new MVStore.Builder()
                    .fileName(path.toString())
                    .autoCommitDisabled()
                    .open();
            restrict(path);
            DiskStore store = new DiskStore(file, limits, contentBytesMax);
            store.recall();
            file.commit();
            return store;
        } catch (IOException e) {
            throw new StoreException(Reason.INACCESSIBLE, directory, "cannot be used: " + e.getMessage(), e);
        } catch (CorruptException | ClassCastException e) {
            if (file != null) {
                file.closeImmediately();
            }
            throw new StoreException(Reason.CORRUPT, directory, "is damaged: " + e.getMessage(), e);
        } catch (MVStoreException e) {
            if (file != null) {
                file.closeImmediately();
            }
            throw StoreException.of(directory, e);
        }
    }

    private static void restrict(Path path) throws IOException {
        if (Files.getFileAttributeView(path, PosixFileAttributeView.class) != null) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
        }
    }

    private OwnerKey recallOwner(Hasher hasher) throws CorruptException {
        byte[] format = facts.get("format");
        byte[] secret = facts.get(SECRET);
        if (format == null && facts.isEmpty()) {
            OwnerKey fresh = OwnerKey.generate(new SecureRandom(), hasher);
            facts.put("format", FORMAT.getBytes(StandardCharsets.US_ASCII));
            facts.put(SECRET, fresh.secret());
            return fresh;
        }
        if (format == null || !FORMAT.equals(new String(format, StandardCharsets.US_ASCII))) {
            throw new CorruptException("its format is not " + FORMAT);
        }
        if (secret == null || secret.length != OwnerKey.SECRET_BYTES) {
            throw new CorruptException("the agent's secret is not there");
        }
        return OwnerKey.of(secret, hasher);
    }

    @Override
    public Contents contents() {
        return contents;
    }

    @Override
    public OwnerKey owner() {
        return owner;
    }

    @Override
    public Keeper keeper() {
        return keeper;
    }

    @Override
    public synchronized Recollection recall() {
        try {
            return remembered();
        } catch (CorruptException e) {
            throw new IllegalStateException("it was sound when it was opened", e);
        }
    }

    private Recollection remembered() throws CorruptException {
        Hasher hasher = new Hasher();
        List<Entry> all = new ArrayList<>();
        saved = restore(entries, hasher, all);
        savedHome = restore(homeEntries, hasher, all);
        long last = fact(LAST_VERSION, Version.NEVER);
        for (Entry entry : all) {
            last = Math.max(last, entry.version());
        }
        for (byte[] content : contentBytes.values()) {
            Bytes bytes = Bytes.copyOf(content, 0, content.length);
            contents.keep(hasher.value(content, 0, content.length), bytes);
        }
        List<Address> met = new ArrayList<>();
        for (byte[] peer : peers.keySet()) {
            met.add(Addressing.read(peer));
        }
        return new Recollection(fact(INCARNATION, -1), last, fact(WATERMARK, Version.NEVER), met, all);
    }

    private State restore(MVMap<byte[], byte[]> map, Hasher hasher, List<Entry> into) throws CorruptException {
        List<Entry> found = new ArrayList<>();
        for (byte[] bytes : map.values()) {
            Entry.Decoding decoding = Entry.decode(bytes, 0, bytes.length, hasher, Limits.DEFAULT);
            if (!(decoding instanceof Entry.Decoding.Decoded(Entry entry))) {
                throw new CorruptException("an entry is not one");
            }
            found.add(entry);
        }
        into.addAll(found);
        return State.empty(limits).apply(found);
    }

    private long fact(String name, long otherwise) throws CorruptException {
        byte[] bytes = facts.get(name);
        if (bytes != null && bytes.length != Long.BYTES) {
            throw new CorruptException(name + " is not a number");
        }
        return bytes == null ? otherwise : ByteBuffer.wrap(bytes).getLong();
    }

    private void fact(String name, byte[] value) {
        facts.put(name, value);
    }

    private static byte[] bytes(long value) {
        return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
    }

    @Override
    public synchronized void incarnation(long incarnation) {
        if (!closed) {
            fact(INCARNATION, bytes(incarnation));
            sync();
        }
    }

    private void sync() {
        file.commit();
        file.sync();
    }

    @Override
    public synchronized void save(State state, State home, Roster roster, long lastVersion) {
        keepContents();
        boolean unchanged = state.equals(saved) && home.equals(savedHome);
        if (closed || (unchanged && roster == savedRoster)) {
            return;
        }
        difference(saved, state, entries);
        difference(savedHome, home, homeEntries);
        fact(LAST_VERSION, bytes(lastVersion));
        fact(WATERMARK, bytes(state.watermark()));
        saved = state;
        savedHome = home;
        if (roster != savedRoster) {
            savedRoster = roster;
            keep(roster);
        }
        file.commit();
    }

    private static void difference(State before, State after, MVMap<byte[], byte[]> map) {
        before.trie().forEachMissing(after.trie(), entry -> {
            byte[] bytes = new byte[entry.encodedLength()];
            entry.encode(bytes, 0);
            map.put(place(entry.key()), bytes);
        });
        after.trie().forEachMissing(before.trie(), entry -> {
            if (after.get(entry.key()) == null) {
                map.remove(place(entry.key()));
            }
        });
    }

    /** Contents never change, so their hashes tell what is new and what is gone. */
    private void keepContents() {
        Set<Hash> held = contents.hashes();
        boolean changed = false;
        for (byte[] place : List.copyOf(contentBytes.keySet())) {
            if (!held.remove(Hash.read(place, 0))) {
                contentBytes.remove(place);
                changed = true;
            }
        }
        for (Hash fresh : held) {
            Bytes bytes = contents.get(fresh);
            if (bytes != null) {
                contentBytes.put(place(fresh), bytes.toArray());
                changed = true;
            }
        }
        if (changed) {
            file.commit();
        }
    }

    private void keep(Roster roster) {
        Set<Address> met = new LinkedHashSet<>();
        roster.any(member -> {
            if (member.status().live() && member.id() != owner.id()) {
                met.add(member.address());
            }
            return met.size() >= PEERS_MAX;
        });
        if (!met.isEmpty()) {
            peers.clear();
            met.forEach(address -> peers.put(Addressing.bytes(address), new byte[0]));
        }
    }

    private static byte[] place(Hash key) {
        byte[] bytes = new byte[Hash.BYTES];
        key.write(bytes, 0);
        return bytes;
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            file.close();
        }
    }
}
