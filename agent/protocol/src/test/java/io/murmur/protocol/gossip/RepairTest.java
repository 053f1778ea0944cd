package io.murmur.protocol.gossip;

import static io.murmur.protocol.testing.Swarm.MILLI;
import static io.murmur.protocol.testing.Swarm.SECOND;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.murmur.protocol.agent.Settings;
import io.murmur.protocol.host.Dice;
import io.murmur.protocol.host.Event;
import io.murmur.protocol.roster.Roster;
import io.murmur.protocol.state.Entry;
import io.murmur.protocol.state.Origin;
import io.murmur.protocol.state.Scope;
import io.murmur.protocol.state.State;
import io.murmur.protocol.state.Version;
import io.murmur.protocol.testing.Seals;
import io.murmur.protocol.testing.Swarm;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Two states that differ, however they came to, end as one: the join of both. */
class RepairTest {
    private static final long WRITTEN = Version.of(Swarm.BEGINNING_NANOS / MILLI - 10_000, 0);

    /** Two agents with states of their own. */
    private static Swarm pair(List<Entry> first, List<Entry> second, long seed) {
        Swarm swarm = new Swarm(Settings.lan(), seed);
        Roster both = Roster.of(IntStream.range(0, 2).mapToObj(Swarm::member).toList());
        for (List<Entry> entries : List.of(first, second)) {
            swarm.add(both, swarm.emptyState().apply(entries), List.of());
        }
        return swarm;
    }

    private static Entry entry(Swarm swarm, int key, long version, int valueBytes) {
        Origin origin = new Origin(WRITTEN + version, Swarm.member(key % 2).id(), Scope.SWARM);
        byte[] value = new byte[valueBytes];
        value[valueBytes - 1] = (byte) version;
        return Seals.sealed(
                Entry.put(origin, Swarm.bytes("key" + key), value, swarm.tools().hasher()));
    }

    @ParameterizedTest
    @CsvSource({"3000, 0, 0.5", "3000, 0.1, 0.5", "4000, 0, 0.02", "5000, 0, 0.001", "2000, 0.3, 0.3"})
    void twoArbitraryStatesOfThousandsBecomeOne(int keys, double loss, double differing) {
        Swarm maker = new Swarm(Settings.lan(), 0);
        Dice dice = new Dice(keys);
        List<Entry> first = new ArrayList<>();
        List<Entry> second = new ArrayList<>();
        for (int key = 0; key < keys; key++) {
            Entry common = entry(maker, key, 1, 20);
            boolean differs = dice.nextDouble() < differing;
            int how = dice.nextInt(4);
            if (!differs || how != 0) {
                first.add(differs && how == 1 ? entry(maker, key, 2, 30) : common);
            }
            if (!differs || how != 2) {
                second.add(differs && how == 3 ? entry(maker, key, 3, 10) : common);
            }
        }
        Swarm swarm = pair(first, second, 31);
        State expected = swarm.agent(0).state().join(swarm.agent(1).state());
        swarm.network().loss(loss);
        assertTrue(swarm.until(swarm::agrees, 10 * SECOND));
        assertEquals(expected, swarm.agent(0).state());
        assertTrue(swarm.chronicle().events(Event.RepairBegan.class).findAny().isPresent());
    }

    @Test
    void aSmallDifferenceOfLargeStatesCostsFewDatagrams() {
        Swarm maker = new Swarm(Settings.lan(), 0);
        List<Entry> common = IntStream.range(0, 5_000)
                .mapToObj(key -> entry(maker, key, 1, 20))
                .toList();
        List<Entry> more = new ArrayList<>(common);
        more.set(17, entry(maker, 17, 2, 20));
        Swarm swarm = pair(common, more, 32);
        assertTrue(swarm.until(swarm::agrees, 10 * SECOND));
        int datagrams = swarm.chronicle().sendings().size();
        assertTrue(datagrams <= 24, datagrams + " datagrams for one entry");
    }

    @Test
    void anEmptyAgentIsFilled() {
        Swarm maker = new Swarm(Settings.lan(), 0);
        List<Entry> all = IntStream.range(0, 5_000)
                .mapToObj(key -> entry(maker, key, 1, 100))
                .toList();
        Swarm swarm = pair(all, List.of(), 33);
        assertTrue(swarm.until(swarm::agrees, 10 * SECOND));
        assertEquals(5_000, swarm.agent(1).state().size());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1, 0.3})
    void theLongestValuesTravelInFragments(double loss) {
        Swarm swarm = Swarm.of(5, Settings.lan(), 34);
        swarm.network().loss(loss);
        byte[] value = new byte[16 * 1_024];
        for (int i = 0; i < value.length; i++) {
            value[i] = (byte) (i * 31 + i / 256);
        }
        swarm.put(2, "long", value);
        swarm.put(3, "long too", value);
        assertTrue(swarm.until(() -> swarm.agrees() && swarm.agent(0).state().size() == 2, 30 * SECOND));
        Entry held = swarm.agent(0)
                .state()
                .get(Scope.SWARM, Swarm.bytes("long"), swarm.tools().hasher());
        assertNotNull(held);
        assertArrayEquals(value, held.value());
    }

    /** One held it when both collected, the other had never heard of it: it stays, whatever way it travels. */
    @ParameterizedTest
    @ValueSource(ints = {100, 10_000})
    void anOldEntryReachesAPeerWithTheSameWatermark(int valueBytes) {
        Swarm swarm = new Swarm(Settings.lan(), 37);
        Roster both = Roster.of(IntStream.range(0, 2).mapToObj(Swarm::member).toList());
        long dayMillis = 86_400_000;
        Origin longAgo = new Origin(WRITTEN - (dayMillis << 16), Swarm.member(0).id(), Scope.SWARM);
        Entry old = Seals.sealed(Entry.put(
                longAgo, Swarm.bytes("old"), new byte[valueBytes], swarm.tools().hasher()));
        for (List<Entry> entries : List.of(List.of(old), List.<Entry>of())) {
            State state = swarm.emptyState().apply(entries).collect(WRITTEN - (dayMillis << 15));
            swarm.add(both, state, List.of());
        }
        assertTrue(swarm.until(swarm::agrees, 10 * SECOND));
        assertEquals(1, swarm.agent(1).state().size());
    }

    @Test
    void manyLongValuesAtOnceAllArrive() {
        Swarm swarm = Swarm.of(4, Settings.lan(), 35);
        for (int i = 0; i < 30; i++) {
            byte[] value = new byte[5_000 + 300 * i];
            value[0] = (byte) i;
            swarm.put(i % 4, "long" + i, value);
        }
        assertTrue(swarm.until(() -> swarm.agrees() && swarm.agent(0).state().size() == 30, 30 * SECOND));
    }

    @Test
    void twoHalvesThatWroteApartBecomeOne() {
        Swarm swarm = Swarm.of(20, Settings.lan(), 36);
        swarm.network().only((from, to) -> from % 2 == to % 2);
        for (int i = 0; i < 400; i++) {
            swarm.put(i % 20, "key" + i % 250, "value" + i);
            swarm.run(10 * MILLI);
        }
        swarm.network().whole();
        assertTrue(swarm.until(swarm::agrees, 20 * SECOND));
        assertEquals(250, swarm.agent(0).state().size());
    }
}
