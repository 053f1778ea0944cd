package io.murmur.protocol.gossip;

import static io.murmur.protocol.testing.Swarm.MILLI;
import static io.murmur.protocol.testing.Swarm.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.murmur.protocol.agent.Settings;
import io.murmur.protocol.host.Event;
import io.murmur.protocol.merkle.Hash;
import io.murmur.protocol.roster.Address;
import io.murmur.protocol.state.Entry;
import io.murmur.protocol.state.Scope;
import io.murmur.protocol.testing.RecordingHost;
import io.murmur.protocol.testing.Rig;
import io.murmur.protocol.testing.Seals;
import io.murmur.protocol.testing.Swarm;
import io.murmur.protocol.wire.Bytes;
import io.murmur.protocol.wire.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One agent that fetches a value by reference, with peers that answer well, badly or not at all. */
class ContentsTest {
    private static final int PART = Assembly.PART_BYTES;
    private static final int OWNER = 1;

    private final Rig rig = new Rig(20, Settings.lan());

    private Hash hash(Bytes content) {
        return rig.hasher().value(content.toArray(), 0, content.length());
    }

    private Entry reference(Bytes content) {
        Hash hash = hash(content);
        byte[] key = Swarm.bytes(hash.hex());
        return Seals.sealed(
                Entry.reference(rig.origin(OWNER, 0, Scope.SWARM), key, hash, content.length(), rig.hasher()));
    }

    /** A question for a part of a content, and whom it was put to. */
    private record Asked(int peer, int offset) {}

    private List<Asked> asked(Bytes content) {
        Hash hash = hash(content);
        List<Asked> asked = new ArrayList<>();
        for (RecordingHost.Sent sent : rig.host().takeSent()) {
            for (Message message : sent.messages()) {
                if (message instanceof Message.Fetch(Hash wanted, int offset) && wanted.equals(hash)) {
                    asked.add(new Asked(peer(sent.to()), offset));
                }
            }
        }
        return asked;
    }

    private static int peer(Address address) {
        return IntStream.range(0, 20)
                .filter(index -> Swarm.address(index).equals(address))
                .findFirst()
                .orElseThrow();
    }

    private static Message.Chunk chunk(Hash hash, Bytes content, int offset) {
        return new Message.Chunk(
                hash, content.length(), offset, content.part(offset, Math.min(PART, content.length() - offset)));
    }

    private Message.Chunk chunk(Bytes content, int offset) {
        return chunk(hash(content), content, offset);
    }

    private static Message.Chunk nothing(Hash hash) {
        return new Message.Chunk(hash, 0, 0, Bytes.NONE);
    }

    private static Bytes content(int length) {
        return ContentsProperties.content(length, length);
    }

    private List<Event> outcomes() {
        return rig.events(Event.class).stream()
                .filter(event -> event instanceof Event.ContentFetched || event instanceof Event.ContentMissing)
                .toList();
    }

    @Test
    void asksTheOwnerAsSoonAsTheReferenceIsKnownAndIsDoneWhenItHasEveryPart() {
        Bytes content = content(2 * PART + 500);
        rig.hear(2, new Message.Push(0, reference(content)));
        assertEquals(List.of(new Asked(OWNER, 0)), asked(content));
        rig.hear(OWNER, chunk(content, 0), chunk(content, PART));
        assertEquals(List.of(), outcomes());
        rig.hear(OWNER, chunk(content, 2 * PART));
        assertEquals(List.of(new Event.ContentFetched(hash(content), content)), outcomes());
    }

    @Test
    void longOnesAreFetchedWhenSomebodyAsksForThem() {
        Bytes content = content((1 << 20) + 1);
        Entry reference = reference(content);
        rig.hear(2, new Message.Push(0, reference));
        assertEquals(List.of(), asked(content));
        assertTrue(rig.agent().fetch(rig.nowNanos(), reference));
        assertEquals(List.of(new Asked(OWNER, 0)), asked(content));
    }

    @Test
    void partsThatComeTwiceOrTooEarlyDoNoHarm() {
        Bytes content = content(3 * PART);
        rig.agent().fetch(rig.nowNanos(), reference(content));
        for (int offset : new int[] {PART, 0, 0, 2 * PART, PART, 0, PART, 2 * PART, 2 * PART}) {
            rig.hear(OWNER, chunk(content, offset));
        }
        assertEquals(List.of(new Event.ContentFetched(hash(content), content)), outcomes());
    }

    @Test
    void nothingButWhatWasAskedOfAPeerIsTakenFromIt() {
        Bytes content = content(2 * PART);
        Bytes other = content(3 * PART);
        rig.agent().fetch(rig.nowNanos(), reference(content));
        asked(content);
        rig.hear(2, chunk(content, 0), chunk(content, PART)); // not the one that was asked
        rig.hear(OWNER, chunk(other, 0)); // never asked for
        Bytes tooMuch = content(PART + 1);
        rig.hear(OWNER, new Message.Chunk(hash(content), content.length(), 2 * PART, tooMuch.part(0, PART)));
        assertEquals(List.of(), outcomes());
        assertEquals(List.of(), asked(content), "and nobody else is asked for it");
        rig.hear(OWNER, chunk(content, 0), chunk(content, PART));
        assertEquals(List.of(new Event.ContentFetched(hash(content), content)), outcomes());
    }

    @Test
    void bytesThatDoNotMatchTheHashAreThrownAwayAndAnotherPeerIsAskedFromTheBeginning() {
        Bytes content = content(2 * PART);
        Bytes forged = ContentsProperties.content(2 * PART, 77);
        rig.agent().fetch(rig.nowNanos(), reference(content));
        asked(content);
        rig.hear(OWNER, chunk(hash(content), forged, 0), chunk(hash(content), forged, PART));
        assertEquals(List.of(), outcomes());
        Asked next = asked(content).getFirst();
        assertEquals(0, next.offset());
        rig.hear(next.peer(), chunk(content, 0), chunk(content, PART));
        assertEquals(List.of(new Event.ContentFetched(hash(content), content)), outcomes());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2 * PART - 1, 5 * PART})
    void aPeerThatLacksItOrGivesItAnotherLengthIsLeftForAnother(int total) {
        Bytes content = content(2 * PART);
        rig.agent().fetch(rig.nowNanos(), reference(content));
        asked(content);
        rig.hear(OWNER, new Message.Chunk(hash(content), total, 0, content.part(0, Math.min(total, PART))));
        assertEquals(List.of(), outcomes());
        Asked next = asked(content).getFirst();
        assertEquals(0, next.offset());
        assertNotEquals(OWNER, next.peer());
    }

    @Test
    void aPeerThatFallsSilentIsLeftForAnotherWhichGoesOnWhereItStopped() {
        Bytes content = content(3 * PART);
        rig.agent().fetch(rig.nowNanos(), reference(content));
        rig.hear(OWNER, chunk(content, 0));
        asked(content);
        rig.run(SECOND);
        Asked next = asked(content).getFirst();
        assertEquals(PART, next.offset());
    }

    /** Thirteen questions in all: to the owner, and to others by lot. */
    @Test
    void whatNobodyHoldsIsMissing() {
        Bytes content = content(2 * PART);
        rig.agent().fetch(rig.nowNanos(), reference(content));
        int questions = 0;
        List<Event> outcomes = outcomes();
        while (outcomes.isEmpty()) {
            Asked asked = asked(content).getFirst();
            assertTrue(questions++ < 13, "asks and asks");
            rig.hear(asked.peer(), nothing(hash(content)));
            outcomes = outcomes();
        }
        assertEquals(List.of(new Event.ContentMissing(hash(content))), outcomes);
        assertEquals(13, questions);
        rig.run(10 * SECOND);
        assertEquals(List.of(), asked(content), "it is not looked for any longer");
        assertTrue(rig.agent().fetch(rig.nowNanos(), reference(content)), "but may be again");
        assertEquals(1, asked(content).size());
    }

    @Test
    void liarsDoNotKeepItGoingForEver() {
        Bytes content = content(PART);
        Bytes forged = ContentsProperties.content(PART, 77);
        rig.agent().fetch(rig.nowNanos(), reference(content));
        int questions = 0;
        for (List<Asked> asked = asked(content); !asked.isEmpty(); asked = asked(content)) {
            assertTrue(questions++ < 14, "asks and asks");
            rig.hear(asked.getFirst().peer(), chunk(hash(content), forged, 0));
        }
        assertEquals(List.of(new Event.ContentMissing(hash(content))), outcomes());
    }

    /** The same part again and again is no progress: the peer is left for another. */
    @Test
    void aPeerThatRepeatsItselfDoesNotHoldTheFetchUp() {
        Bytes content = content(3 * PART);
        rig.agent().fetch(rig.nowNanos(), reference(content));
        asked(content);
        for (int i = 0; i < 50; i++) {
            rig.hear(OWNER, chunk(content, PART)).run(20 * MILLI);
        }
        assertFalse(asked(content).isEmpty());
    }

    @Test
    void aSwarmThatIsSilentMakesItMissingToo() {
        Bytes content = content(2 * PART);
        rig.agent().fetch(rig.nowNanos(), reference(content));
        List<Event> outcomes = new ArrayList<>();
        for (int i = 0; i < 100 && outcomes.isEmpty(); i++) {
            rig.run(SECOND);
            outcomes.addAll(outcomes());
        }
        assertEquals(List.of(new Event.ContentMissing(hash(content))), outcomes);
    }

    @Test
    void sixteenAreFetchedAtATimeAndOneThatEndsMakesRoom() {
        List<Bytes> contents =
                IntStream.range(0, 17).mapToObj(i -> content(PART + i)).toList();
        for (Bytes content : contents.subList(0, 16)) {
            assertTrue(rig.agent().fetch(rig.nowNanos(), reference(content)));
        }
        assertTrue(rig.agent().fetch(rig.nowNanos(), reference(contents.get(3))), "it is under way");
        assertFalse(rig.agent().fetch(rig.nowNanos(), reference(contents.get(16))));
        assertEquals(List.of(), asked(contents.get(16)));
        Bytes first = contents.getFirst();
        rig.hear(OWNER, new Message.Chunk(hash(first), first.length(), 0, first));
        assertEquals(1, outcomes().size());
        assertTrue(rig.agent().fetch(rig.nowNanos(), reference(contents.get(16))));
    }

    @Test
    void whatIsHeldIsNotFetched() {
        Bytes content = content(2 * PART);
        rig.host().keep(hash(content), content);
        assertTrue(rig.agent().fetch(rig.nowNanos(), reference(content)));
        rig.run(SECOND);
        assertEquals(List.of(), asked(content));
    }

    @Test
    void aLengthThatNoContentMayHaveIsNotEvenBegun() {
        Entry absurd = Seals.sealed(Entry.reference(
                rig.origin(OWNER, 0, Scope.SWARM), Swarm.bytes("k"), hash(content(1)), Long.MAX_VALUE, rig.hasher()));
        assertFalse(rig.agent().fetch(rig.nowNanos(), absurd));
        rig.hear(2, new Message.Push(0, absurd));
        assertEquals(absurd, rig.agent().state().get(absurd.key()));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, PART, 3 * PART - 1, 3 * PART, 1 << 26})
    void servesAWindowFromWhereItIsAskedAndNothingBeyondTheEnd(int offset) {
        Bytes content = content(3 * PART);
        rig.host().keep(hash(content), content);
        rig.run(50 * MILLI).said();
        rig.hear(2, new Message.Fetch(hash(content), offset));
        List<Message> chunks = rig.saidTo(Swarm.address(2)).stream()
                .filter(Message.Chunk.class::isInstance)
                .toList();
        List<Message> expected = new ArrayList<>();
        for (int at = offset; at >= 0 && at < content.length(); at += PART) {
            expected.add(chunk(content, at));
        }
        assertEquals(expected.isEmpty() ? List.of(nothing(hash(content))) : expected, chunks);
    }

    @Test
    void oneQuestionIsAnsweredByEightPartsAtMost() {
        Bytes content = content(100 * PART);
        rig.host().keep(hash(content), content);
        rig.run(50 * MILLI).said();
        rig.hear(2, new Message.Fetch(hash(content), 7));
        long chunks = rig.saidTo(Swarm.address(2)).stream()
                .filter(Message.Chunk.class::isInstance)
                .count();
        assertEquals(8, chunks);
    }
}
