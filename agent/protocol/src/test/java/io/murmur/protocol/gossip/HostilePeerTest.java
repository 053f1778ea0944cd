package io.murmur.protocol.gossip;

import static io.murmur.protocol.testing.Swarm.MILLI;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.murmur.protocol.agent.Settings;
import io.murmur.protocol.host.Allowance;
import io.murmur.protocol.host.Dice;
import io.murmur.protocol.host.Event;
import io.murmur.protocol.host.Event.Ignorance;
import io.murmur.protocol.merkle.Hash;
import io.murmur.protocol.roster.Sums;
import io.murmur.protocol.state.Entry;
import io.murmur.protocol.state.Origin;
import io.murmur.protocol.state.Scope;
import io.murmur.protocol.state.Version;
import io.murmur.protocol.testing.Datagram;
import io.murmur.protocol.testing.Rig;
import io.murmur.protocol.testing.Seals;
import io.murmur.protocol.testing.Swarm;
import io.murmur.protocol.wire.Bytes;
import io.murmur.protocol.wire.Children;
import io.murmur.protocol.wire.Message;
import io.murmur.protocol.wire.Stamps;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an agent takes from a peer that lies, and what it does not. */
class HostilePeerTest {
    private final Rig rig = new Rig(20, Settings.lan());

    private void assertIgnored(Ignorance reason, Entry entry) {
        rig.events(Event.class);
        int before = rig.agent().state().size();
        rig.hear(1, new Message.Push(0, entry));
        List<Event.EntryIgnored> ignored = rig.events(Event.EntryIgnored.class);
        assertEquals(List.of(new Event.EntryIgnored(entry, Swarm.member(1).id(), reason)), ignored);
        assertEquals(before, rig.agent().state().size());
    }

    @Test
    void takesAGenuineEntryFromWhomever() {
        Entry entry = rig.entry(2, "key", "value", 0);
        rig.hear(1, new Message.Push(3, entry));
        assertEquals(entry, rig.agent().state().get(entry.key()));
        Event.EntryApplied applied = rig.events(Event.EntryApplied.class).getFirst();
        assertEquals(3, applied.hops());
        assertEquals(Swarm.member(1).id(), applied.from());
    }

    @Test
    void anEntryThatOneDatagramBringsTwiceIsAppliedOnce() {
        Entry entry = rig.entry(2, "key", "value", 0);
        rig.hear(1, new Message.Push(0, entry), new Message.Push(0, entry));
        List<Event> events = rig.events(Event.class);
        assertEquals(
                1, events.stream().filter(Event.EntryApplied.class::isInstance).count());
        assertEquals(
                1, events.stream().filter(Event.EntryIgnored.class::isInstance).count());
    }

    @Test
    void ofTwoVersionsInOneDatagramTheLaterIsAppliedAndTheOtherNever() {
        Entry old = rig.entry(2, "key", "old", 10);
        Entry young = rig.entry(2, "key", "young", 5);
        for (List<Entry> order : List.of(List.of(old, young), List.of(young, old))) {
            Rig fresh = new Rig(20, Settings.lan());
            fresh.hear(1, new Message.Push(0, order.get(0)), new Message.Push(0, order.get(1)));
            assertEquals(young, fresh.agent().state().get(young.key()));
            List<Event.EntryApplied> applied = fresh.events(Event.EntryApplied.class);
            assertEquals(young, applied.getLast().entry());
        }
    }

    @Test
    void versionsFromTheFutureAreIgnored() {
        assertIgnored(Ignorance.AHEAD_OF_TIME, rig.entry(2, "key", "value", -10_001));
        long before = rig.agent().lastVersion();
        Entry extreme = Seals.sealed(
                Entry.put(new Origin(Long.MAX_VALUE, 5, Scope.SWARM), Swarm.bytes("key"), new byte[0], rig.hasher()));
        assertIgnored(Ignorance.AHEAD_OF_TIME, extreme);
        assertEquals(before, rig.agent().lastVersion(), "its own clock did not move");
        Entry bearable = rig.entry(2, "key", "value", -9_000);
        rig.hear(1, new Message.Push(0, bearable));
        assertNotNull(rig.agent().state().get(bearable.key()));
    }

    @Test
    void forgedSealsAreIgnored() {
        Entry genuine = rig.entry(2, "key", "value", 0);
        assertIgnored(Ignorance.FORGED, genuine.sealed(new byte[0]));
        assertIgnored(
                Ignorance.FORGED, genuine.sealed(rig.entry(3, "key", "value", 0).seal()));
        rig.hear(1, new Message.Push(0, genuine));
        assertIgnored(Ignorance.DUPLICATE, genuine.sealed(new byte[5]));
        assertNotNull(rig.agent().state().get(genuine.key()));
    }

    @Test
    void whatStaysAtHomeIsNotTakenFromOthers() {
        Entry entry =
                Seals.sealed(Entry.put(rig.origin(2, 0, Scope.AGENT), Swarm.bytes("key"), new byte[3], rig.hasher()));
        assertIgnored(Ignorance.OUT_OF_SCOPE, entry);
    }

    @Test
    void staleAndTooLargeEntriesAreIgnored() {
        rig.hear(1, new Message.Push(0, rig.entry(2, "key", "new", 0)));
        assertIgnored(Ignorance.STALE, rig.entry(2, "key", "old", 1_000));
    }

    @Test
    void whateverIsAskedAnAgentKeepsWithinItsAllowance() {
        Settings lan = Settings.lan();
        Allowance allowance = new Allowance(100, 200 * MILLI);
        Rig tight =
                new Rig(20, new Settings(lan.gossip(), lan.membership(), lan.limits(), allowance, lan.leaveNanos()));
        for (int i = 0; i < 500; i++) {
            tight.hear(1, new Message.Push(0, tight.entry(2, "key" + i, "v".repeat(300), 1_000)));
        }
        tight.run(60_000 * MILLI).said();
        List<Integer> sentPerInterval = new ArrayList<>();
        for (int interval = 0; interval < 20; interval++) {
            for (int i = 0; i < 40; i++) {
                attack(tight, i);
            }
            tight.run(200 * MILLI);
            sentPerInterval.add(tight.host().takeSent().size());
        }
        assertTrue(sentPerInterval.stream().allMatch(sent -> sent <= 200), "per interval " + sentPerInterval);
        assertTrue(sentPerInterval.stream().mapToInt(sent -> sent).sum() <= 21 * 100, "in all " + sentPerInterval);
        assertTrue(!tight.events(Event.Throttled.class).isEmpty());
    }

    private static void attack(Rig rig, int i) {
        rig.hear(1, new Message.Leaves(0, 0, Stamps.of(new long[0])));
        rig.hear(2, new Message.Nodes(0, 0, Children.of(new long[Children.COUNT])));
        rig.hear(3, new Message.Rosters(false, Sums.of(new long[] {i})));
        rig.hear(4, new Message.Join(Swarm.member(4)), new Message.Digest(i));
        rig.hear(5, new Message.PingRequest(i, i, Swarm.address(i)));
    }

    /** Every place a datagram can name gets an answer that every agent can read; the host checks that. */
    @Test
    void descentsOfAnyDepthAreAnsweredReadably() {
        Entry entry = rig.entry(2, "key", "value", 1_000);
        rig.hear(1, new Message.Push(0, entry));
        long path = entry.key().prefix();
        for (int depth = 0; depth <= 56; depth += 4) {
            long[] wrong = new long[Children.COUNT];
            Arrays.fill(wrong, 7);
            long place = depth == 0 ? 0 : path >>> (64 - depth) << (64 - depth);
            rig.hear(1, new Message.Nodes(depth, place, Children.of(wrong)));
            rig.hear(1, new Message.Leaves(depth, place, Stamps.of(new long[0])));
        }
        assertTrue(rig.said().stream().anyMatch(Message.Leaves.class::isInstance));
    }

    @Test
    void fragmentsNobodyFinishesNeverFillTheMemory() {
        Dice dice = new Dice(5);
        for (int i = 0; i < 5_000; i++) {
            Bytes part = Bytes.of(new byte[1 + dice.nextInt(1_000)]);
            rig.hear(1 + i % 5, new Message.Fragment(dice.nextLong(), i, 17_000, 0, part));
            rig.hear(1, new Message.Fragment(dice.nextLong(), i, 60_000_000, 0, part));
            rig.hear(1, new Message.Offer(dice.nextLong(), i, i), new Message.Want(dice.nextLong(), 0));
            rig.hear(1, new Message.Chunk(Hash.of(i, 0, 0, 0), 60_000_000, 0, part));
            rig.said();
            rig.host().takeEvents();
        }
        long bytes = rig.footprint();
        assertTrue(bytes <= 600_000, bytes + " bytes");
    }

    @Test
    void aWatermarkFromTheFutureIsNotBelieved() {
        Entry entry = rig.entry(2, "key", "value", 1_000);
        rig.hear(1, new Message.Push(0, entry));
        for (long ageMillis : new long[] {-1_000_000, 0, 3_500_000}) {
            long watermark = Version.of(rig.nowNanos() / MILLI - ageMillis, 0);
            Datagram lie = Datagram.from(Swarm.member(1).id(), new Message.Leaves(0, 0, Stamps.of(new long[0])))
                    .withWatermark(watermark);
            rig.hear(1, lie);
            assertNotNull(rig.agent().state().get(entry.key()), "age " + ageMillis);
        }
    }
}
