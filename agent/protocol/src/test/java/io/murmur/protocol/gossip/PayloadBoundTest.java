package io.murmur.protocol.gossip;

import static io.murmur.protocol.testing.Swarm.MILLI;
import static io.murmur.protocol.testing.Swarm.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.murmur.protocol.agent.Settings;
import io.murmur.protocol.host.Allowance;
import io.murmur.protocol.host.Event;
import io.murmur.protocol.merkle.Hash;
import io.murmur.protocol.roster.Roster;
import io.murmur.protocol.state.Entry;
import io.murmur.protocol.state.Origin;
import io.murmur.protocol.state.Scope;
import io.murmur.protocol.state.State;
import io.murmur.protocol.state.Version;
import io.murmur.protocol.testing.Chronicle;
import io.murmur.protocol.testing.Rig;
import io.murmur.protocol.testing.Seals;
import io.murmur.protocol.testing.Swarm;
import io.murmur.protocol.wire.Bytes;
import io.murmur.protocol.wire.Children;
import io.murmur.protocol.wire.Message;
import io.murmur.protocol.wire.Stamps;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In no interval an agent sends more datagrams with entries than its allowance, and all arrives all the same. */
class PayloadBoundTest {
    private static final long INTERVAL_NANOS = 200 * MILLI;
    private static final long WRITTEN = Version.of(Swarm.BEGINNING_NANOS / MILLI - 10_000, 0);
    private static final int DATAGRAMS_MAX = 32;
    private static final int AGENTS = 5;
    private static final int KEYS = 100;
    private static final int WRITES = 20;
    private static final int SEEDS = 3;
    private static final int QUESTIONS_MAX = 20;

    private static Settings bounded(int payloadsMax) {
        Settings lan = Settings.lan();
        Allowance allowance = new Allowance(DATAGRAMS_MAX, payloadsMax, 0, INTERVAL_NANOS);
        return new Settings(lan.gossip(), lan.membership(), lan.limits(), allowance, lan.leaveNanos());
    }

    private static boolean isPayload(Message message) {
        return message instanceof Message.Push
                || message instanceof Message.Fragment
                || message instanceof Message.Chunk;
    }

    /** Agents that hold nothing in common, the first of them also a value of the greatest length and a long content. */
    private static Swarm parted(int payloadsMax, long seed, Bytes content) {
        Swarm swarm = new Swarm(bounded(payloadsMax), seed);
        Roster all =
                Roster.of(IntStream.range(0, AGENTS).mapToObj(Swarm::member).toList());
        for (int i = 0; i < AGENTS; i++) {
            swarm.add(all, swarm.emptyState().apply(own(swarm, i, content)), List.of());
        }
        swarm.host(0).keep(hash(swarm, content), content);
        return swarm;
    }

    private static List<Entry> own(Swarm swarm, int agent, Bytes content) {
        Origin origin = new Origin(WRITTEN, Swarm.member(agent).id(), Scope.SWARM);
        List<Entry> entries = new ArrayList<>();
        for (int key = 0; key < KEYS; key++) {
            byte[] name = Swarm.bytes("key " + agent + " " + key);
            entries.add(Seals.sealed(
                    Entry.put(origin, name, new byte[40], swarm.tools().hasher())));
        }
        if (agent == 0) {
            byte[] longest = new byte[16 * 1_024];
            entries.add(Seals.sealed(Entry.put(
                    origin, Swarm.bytes("longest"), longest, swarm.tools().hasher())));
            entries.add(Seals.sealed(Entry.reference(
                    origin,
                    Swarm.bytes("content"),
                    hash(swarm, content),
                    content.length(),
                    swarm.tools().hasher())));
        }
        return entries;
    }

    private static Hash hash(Swarm swarm, Bytes content) {
        return swarm.tools().hasher().value(content.toArray(), 0, content.length());
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5, 20})
    void statesThatDifferInEverythingBecomeOneWithinTheBound(int payloadsMax) {
        Bytes content = Bytes.of(new byte[20_000]);
        for (long seed = 1; seed <= SEEDS; seed++) {
            Swarm swarm = parted(payloadsMax, seed, content);
            swarm.network().loss(seed % 2 == 0 ? 0.1 : 0);
            for (int i = 0; i < AGENTS * WRITES; i++) {
                swarm.put(i % AGENTS, "news " + i, new byte[i % AGENTS * 300 + 1]);
            }
            assertTrue(swarm.until(swarm::agrees, 300 * SECOND), "seed " + seed);
            assertEquals(AGENTS * (KEYS + WRITES) + 2, swarm.agent(0).state().size(), "seed " + seed);
            assertTrue(fetched(swarm, hash(swarm, content)), "seed " + seed);
            assertTrue(most(swarm.chronicle()) <= payloadsMax, "seed " + seed + ": " + most(swarm.chronicle()));
            assertTrue(swarm.chronicle().events(Event.Throttled.class).findAny().isPresent(), "seed " + seed);
        }
    }

    /** Whether all get a content in the end: those whom busy owners kept waiting for too long ask again. */
    private static boolean fetched(Swarm swarm, Hash content) {
        boolean all = false;
        for (int asked = 0; !all && asked < QUESTIONS_MAX; asked++) {
            for (int i = 0; i < AGENTS; i++) {
                State state = swarm.agent(i).state();
                Entry reference = state.get(
                        Scope.SWARM, Swarm.bytes("content"), swarm.tools().hasher());
                swarm.act(i, agent -> agent.fetch(swarm.nowNanos(), Objects.requireNonNull(reference)));
            }
            all = swarm.until(() -> keptByAll(swarm, content), 5 * SECOND);
        }
        return all;
    }

    private static boolean keptByAll(Swarm swarm, Hash content) {
        return IntStream.range(0, AGENTS).allMatch(agent -> swarm.host(agent).content(content) != null);
    }

    /** The most datagrams with entries that any agent sent in any interval. */
    private static int most(Chronicle chronicle) {
        Map<String, Integer> counts = new TreeMap<>();
        for (Chronicle.Sending sending : chronicle.sendings()) {
            if (sending.sent().messages().stream().anyMatch(PayloadBoundTest::isPayload)) {
                counts.merge(sending.from() + " in " + sending.atNanos() / INTERVAL_NANOS, 1, Integer::sum);
            }
        }
        return counts.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    /** Listings, descents, questions for entries and for contents: and what carries no entries is answered on. */
    @Test
    void whateverIsAskedEntriesKeepWithinTheBoundAndTheRestIsAnswered() {
        int payloadsMax = 4;
        Rig rig = new Rig(20, bounded(payloadsMax));
        Entry longest = rig.entry(2, "longest", "v".repeat(9_000), 1_000);
        for (int i = 0; i < 20; i++) {
            rig.hear(1, new Message.Push(0, rig.entry(2, "key" + i, "v".repeat(300), 1_000)));
        }
        fragments(rig, longest);
        Bytes content = Bytes.of(new byte[9_000]);
        Hash hash = rig.hasher().value(content.toArray(), 0, content.length());
        rig.host().keep(hash, content);
        rig.run(60 * SECOND).host().takeSent();
        for (int interval = 0; interval < 20; interval++) {
            for (int i = 0; i < 2; i++) {
                rig.hear(3, new Message.Leaves(0, 0, Stamps.of(new long[0])), new Message.Digest(i));
                rig.hear(4, new Message.Want(longest.key().prefix(), 0), new Message.Fetch(hash, 0));
                rig.hear(5, new Message.Nodes(0, 0, Children.of(new long[Children.COUNT])));
                rig.hear(6, new Message.Ping(i, Swarm.member(0).id()));
            }
            List<Message> said = new ArrayList<>();
            int payloads = 0;
            rig.run(INTERVAL_NANOS - 1);
            for (var sent : rig.host().takeSent()) {
                payloads += sent.messages().stream().anyMatch(PayloadBoundTest::isPayload) ? 1 : 0;
                said.addAll(sent.messages());
            }
            rig.run(1);
            assertEquals(payloadsMax, payloads, "in interval " + interval);
            assertTrue(said.contains(new Message.Ack(0)) && said.contains(new Message.Ack(1)), "in " + interval);
            assertTrue(said.stream().anyMatch(Message.Offer.class::isInstance), "in " + interval);
        }
    }

    private static void fragments(Rig rig, Entry entry) {
        byte[] bytes = new byte[entry.encodedLength()];
        entry.encode(bytes, 0);
        for (int at = 0; at < bytes.length; at += Assembly.PART_BYTES) {
            Bytes part = Bytes.copyOf(bytes, at, Math.min(Assembly.PART_BYTES, bytes.length - at));
            rig.hear(1, new Message.Fragment(entry.key().prefix(), entry.version(), bytes.length, at, part));
        }
    }
}
