package io.murmur.sidecar.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.murmur.hierarchical.agent.Keeper;
import io.murmur.hierarchical.election.Configuration;
import io.murmur.hierarchical.election.Kept;
import io.murmur.hierarchical.wire.Electorate;
import io.murmur.hierarchical.wire.Ids;
import io.murmur.hierarchical.wire.Stamp;
import io.murmur.protocol.state.Limits;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ElectionsTest {
    private static final Configuration FOUNDING = Configuration.founding(Ids.of(3, 5), 5);
    private static final Configuration LATER = new Configuration(new Stamp(7, 3), new Electorate(Ids.of(3, 5, 9), 3));

    private final Map<Long, byte[]> map = new HashMap<>();
    private final Map<String, byte[]> facts = new HashMap<>();
    private final AtomicInteger syncs = new AtomicInteger();
    private final Elections elections = new Elections(map, facts, syncs::incrementAndGet, this);

    @TempDir
    private Path directory = Path.of("");

    @Test
    void anAgentThatStartsAgainIsGivenBackWhatWasKept() throws StoreException {
        try (DiskStore store = open()) {
            Keeper keeper = store.keeper();
            assertEquals(Kept.fresh(FOUNDING), keeper.kept(1, FOUNDING));
            keeper.keep(1, 7, 3);
            keeper.keep(1, LATER);
            keeper.keep(1, 8, 5);
            keeper.kept(2, FOUNDING);
        }
        try (DiskStore store = open()) {
            Keeper keeper = store.keeper();
            assertEquals(new Kept(8, 5, LATER, false), keeper.kept(1, Configuration.NONE));
            assertEquals(new Kept(0, Kept.NOBODY, FOUNDING, false), keeper.kept(2, Configuration.NONE));
            assertEquals(Kept.fresh(LATER), keeper.kept(3, LATER));
        }
    }

    @Test
    void anAgentThatStartsAgainIsGivenBackItsLastGroup() throws StoreException {
        try (DiskStore store = open()) {
            assertEquals(0, store.keeper().group());
            store.keeper().group(7);
            store.keeper().group(9);
        }
        try (DiskStore store = open()) {
            assertEquals(9, store.keeper().group());
        }
        facts.put("group", new byte[3]);
        assertEquals(0, elections.group());
    }

    @Test
    void whatIsKeptIsSafeWhenTheCallReturns() {
        elections.kept(1, FOUNDING);
        int before = syncs.get();
        elections.keep(1, 1, 3);
        elections.keep(1, LATER);
        elections.group(1);
        elections.group(1);
        assertEquals(before + 3, syncs.get());
    }

    @Test
    void whatCannotBeReadIsLostAndStaysSo() {
        elections.kept(1, FOUNDING);
        elections.keep(1, 7, 3);
        byte[] whole = map.getOrDefault(1L, new byte[0]);
        for (int length = 0; length < whole.length; length++) {
            map.put(1L, Arrays.copyOf(whole, length));
            assertEquals(Kept.lost(LATER), elections.kept(1, LATER), "of " + length + " bytes");
        }
        elections.keep(1, 9, Kept.NOBODY);
        elections.keep(1, LATER);
        assertEquals(Kept.lost(FOUNDING), elections.kept(1, FOUNDING));
    }

    @Test
    void ofOldGroupsOnlyItsMembershipIsKnownAndOfVeryOldOnesNothing() {
        for (long group = 1; group <= Elections.KNOWN_MAX + 10; group++) {
            elections.kept(group, FOUNDING);
        }
        long last = Elections.KNOWN_MAX + 10;
        assertEquals(Elections.KNOWN_MAX, map.size());
        assertFalse(map.containsKey(10L));
        assertFalse(elections.kept(last - Elections.WHOLE_MAX + 1, FOUNDING).abstains());
        assertTrue(elections.kept(last - Elections.WHOLE_MAX, FOUNDING).abstains());
    }

    private DiskStore open() throws StoreException {
        return DiskStore.open(directory, Limits.DEFAULT, 1 << 20);
    }
}
