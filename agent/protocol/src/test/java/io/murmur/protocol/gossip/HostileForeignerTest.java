package io.murmur.protocol.gossip;

import static io.murmur.protocol.testing.Swarm.MILLI;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.murmur.protocol.agent.Settings;
import io.murmur.protocol.host.Event;
import io.murmur.protocol.host.Event.Ignorance;
import io.murmur.protocol.merkle.Hash;
import io.murmur.protocol.state.Entry;
import io.murmur.protocol.state.Scope;
import io.murmur.protocol.state.State;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An agent of another group may ask and say what it likes: of this group's keys it neither learns nor changes any. */
class HostileForeignerTest {
    private static final int FOREIGNER = 90;
    private static final long GROUP = 7;

    private final Rig rig = new Rig(5, Settings.lan());
    private final Entry own = entry("own", Scope.GROUP, 5_000);

    private Entry entry(String key, Scope scope, long ageMillis) {
        return Seals.sealed(Entry.put(rig.origin(2, ageMillis, scope), Swarm.bytes(key), new byte[9], rig.hasher()));
    }

    private static Datagram foreign(Scope reach, Message... messages) {
        return Datagram.from(Swarm.member(FOREIGNER).id(), messages).withGroup(GROUP, reach);
    }

    @BeforeEach
    void holdsKeysOfItsGroup() {
        rig.hear(1, new Message.Push(3, own), new Message.Push(3, entry("shared", Scope.SWARM, 5_000)));
        rig.run(60_000 * MILLI).said();
        rig.events(Event.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"GROUP", "SWARM"})
    void groupEntriesOfAForeignerAreIgnoredWhicheverWayTheyCome(Scope reach) {
        State before = rig.agent().state();
        Entry fresh = entry("other", Scope.GROUP, 1_000);
        Entry newer = entry("own", Scope.GROUP, 1_000);
        rig.hear(FOREIGNER, foreign(reach, new Message.Push(1, fresh), new Message.Push(1, newer)));
        byte[] bytes = new byte[newer.encodedLength()];
        newer.encode(bytes, 0);
        for (long key :
                new long[] {newer.key().prefix(), newer.key().beginning(false).prefix()}) {
            rig.hear(
                    FOREIGNER,
                    foreign(reach, new Message.Fragment(key, newer.version(), bytes.length, 0, Bytes.of(bytes))));
        }
        assertEquals(before, rig.agent().state());
        long foreigner = Swarm.member(FOREIGNER).id();
        assertEquals(
                List.of(
                        new Event.EntryIgnored(fresh, foreigner, Ignorance.OUT_OF_SCOPE),
                        new Event.EntryIgnored(newer, foreigner, Ignorance.OUT_OF_SCOPE),
                        new Event.EntryIgnored(newer, foreigner, Ignorance.OUT_OF_SCOPE)),
                rig.events(Event.EntryIgnored.class));
    }

    @Test
    void whatReachesTheSwarmIsTakenFromAForeigner() {
        Entry shared = entry("more", Scope.SWARM, 1_000);
        rig.hear(FOREIGNER, foreign(Scope.GROUP, new Message.Push(1, shared)));
        assertEquals(shared, rig.agent().state().get(shared.key()));
    }

    @ParameterizedTest
    @EnumSource(names = {"GROUP", "SWARM"})
    void noQuestionOfAForeignerBringsAGroupKeyToLight(Scope reach) {
        Hash root = rig.agent().state().root();
        long[] wrong = new long[Children.COUNT];
        Arrays.fill(wrong, 7);
        List<Message> questions = new ArrayList<>(List.of(
                new Message.Digest(5),
                new Message.Differs(5),
                new Message.Want(own.key().prefix(), 0),
                new Message.Want(own.key().prefix(), 5),
                new Message.Offer(own.key().prefix(), own.version() + 1, 1),
                new Message.Leaves(0, 0, Stamps.of(new long[0])),
                new Message.Leaves(0, 0, Stamps.of(new long[] {own.key().prefix(), own.version() + 1, 1}))));
        for (int depth = 0; depth <= 56; depth += 4) {
            long path = depth == 0 ? 0 : own.key().prefix() >>> (64 - depth) << (64 - depth);
            questions.add(new Message.Nodes(depth, path, Children.of(wrong)));
            questions.add(new Message.Nodes(depth, path, Children.of(new long[Children.COUNT])));
            questions.add(new Message.Leaves(depth, path, Stamps.of(new long[0])));
        }
        for (Message question : questions) {
            for (Hash told : List.of(Hash.ZERO, root, rig.agent().state().root(Scope.SWARM, rig.hasher()))) {
                rig.hear(FOREIGNER, foreign(reach, question).withRoot(told));
            }
        }
        List<Message> said = rig.saidTo(Swarm.address(FOREIGNER));
        assertTrue(said.size() > 3);
        said.forEach(this::assertSilentOnOwn);
    }

    private void assertSilentOnOwn(Message message) {
        switch (message) {
            case Message.Push push -> assertEquals(Scope.SWARM, push.entry().scope());
            case Message.Offer offer -> assertTrue(offer.key() >= 0);
            case Message.Want want -> assertTrue(want.key() >= 0);
            case Message.Nodes nodes -> {
                assertTrue(nodes.path() >= 0);
                for (int child = 8; child < 16 && nodes.depth() == 0; child++) {
                    assertEquals(0, nodes.children().at(child));
                }
            }
            case Message.Leaves leaves -> {
                assertTrue(leaves.path() >= 0);
                for (int i = 0; i < leaves.stamps().size(); i++) {
                    assertTrue(leaves.stamps().key(i) >= 0);
                }
            }
            case Message.Differs _, Message.Same _ -> {}
            default -> throw new AssertionError("said to a foreigner: " + message);
        }
    }

    /** It is told the swarm root, in a datagram that says so, and a root of the group means nothing to it. */
    @Test
    void aForeignerIsToldTheSwarmRoot() {
        rig.hear(FOREIGNER, foreign(Scope.SWARM, new Message.Digest(5)));
        Datagram answer = Datagram.decoded(rig.host().takeSent().getLast().bytes());
        assertEquals(List.of(new Message.Differs(5)), answer.messages());
        assertEquals(Scope.SWARM, answer.reach());
        assertEquals(rig.agent().state().root(Scope.SWARM, rig.hasher()), answer.root());
        rig.hear(FOREIGNER, foreign(Scope.SWARM, new Message.Digest(6)).withRoot(answer.root()));
        assertEquals(List.of(new Message.Same(6)), rig.said());
    }

    @Test
    void anAnswerThatNobodyAskedForBeginsNoRepair() {
        rig.hear(FOREIGNER, foreign(Scope.SWARM, new Message.Differs(5)));
        assertEquals(List.of(), rig.said());
        assertEquals(List.of(), rig.events(Event.ExchangeEnded.class));
    }

    /** A watermark speaks for a group: one from elsewhere drops nothing where an agent could not raise its own. */
    @Test
    void theWatermarkOfAForeignerDropsNothingOfANewMember() {
        long watermark = Version.of(rig.nowNanos() / MILLI - 3_700_000, 0);
        Entry old = entry("old", Scope.SWARM, 3_800_000);
        rig.hear(1, new Message.Push(3, old));
        State before = rig.agent().state();
        rig.hear(
                FOREIGNER,
                foreign(Scope.SWARM, new Message.Leaves(0, 0, Stamps.of(new long[0])))
                        .withWatermark(watermark));
        rig.hear(
                FOREIGNER,
                foreign(Scope.SWARM, new Message.Leaves(0, 0, Stamps.of(new long[0])))
                        .withRoot(before.root(Scope.SWARM, rig.hasher()))
                        .withWatermark(watermark));
        assertEquals(before, rig.agent().state());
        assertNotNull(rig.agent().state().get(old.key()));
    }
}
