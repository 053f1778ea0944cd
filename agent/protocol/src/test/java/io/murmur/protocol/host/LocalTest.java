package io.murmur.protocol.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.murmur.protocol.merkle.Hash;
import io.murmur.protocol.roster.Address;
import io.murmur.protocol.roster.Member;
import io.murmur.protocol.roster.Roster;
import io.murmur.protocol.roster.Status;
import io.murmur.protocol.state.Entry;
import io.murmur.protocol.state.HybridClock;
import io.murmur.protocol.state.Limits;
import io.murmur.protocol.state.Origin;
import io.murmur.protocol.state.Scope;
import io.murmur.protocol.state.State;
import io.murmur.protocol.testing.Datagram;
import io.murmur.protocol.testing.RecordingHost;
import io.murmur.protocol.testing.Tools;
import io.murmur.protocol.wire.Bytes;
import io.murmur.protocol.wire.Message;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One agent's way out through its host. */
class LocalTest {
    private static final Address PEER = new Address(0, 2, 7946);

    private final RecordingHost host = new RecordingHost();
    private final Toolkit tools = Tools.plain(entry -> true);

    private Local local(int datagramsMax, Member... others) {
        return local(new Allowance(datagramsMax, 1_000), others);
    }

    private Local local(Allowance allowance, Member... others) {
        List<Member> all = new ArrayList<>(List.of(others));
        all.add(member(1, Status.ALIVE));
        State state = State.empty(Limits.DEFAULT);
        return new Local(1, host, tools, new Dice(9), allowance, Roster.of(all), state, new HybridClock(0, 1_000));
    }

    private static Member member(long id, Status status) {
        return new Member(id, new Address(0, id, 7946), 0, status, "");
    }

    private Entry entry(int valueBytes) {
        return Entry.put(new Origin(1, 1, Scope.SWARM), new byte[] {1}, new byte[valueBytes], tools.hasher());
    }

    @Test
    void sendsNoMoreThanItsAllowanceInAnInterval() {
        Local local = local(3);
        local.now(5_000);
        for (int i = 0; i < 10; i++) {
            assertEquals(i < 3, local.send(PEER, new Message.Same(i)));
        }
        assertEquals(3, host.takeSent().size());
        assertEquals(
                7,
                host.takeEvents().stream()
                        .filter(Event.Throttled.class::isInstance)
                        .count());
        local.now(5_999);
        assertFalse(local.send(PEER, new Message.Same(0)));
        local.now(6_000);
        assertTrue(local.send(PEER, new Message.Same(0)));
    }

    /** However busy the agent is, so much is left for what must not wait; and beyond it, what is left of all. */
    @Test
    void whatMustNotWaitHasAPartOfTheAllowanceToItself() {
        Local local = local(new Allowance(5, 5, 2, 1_000));
        local.now(5_000);
        for (int i = 0; i < 4; i++) {
            assertEquals(i < 3, local.send(PEER, new Message.Same(i)));
        }
        for (int i = 0; i < 4; i++) {
            assertEquals(i < 2, local.urge(PEER, new Message.Same(i)));
        }
        local.now(6_000);
        for (int i = 0; i < 6; i++) {
            assertEquals(i < 5, local.urge(PEER, new Message.Same(i)));
        }
        assertEquals(10, host.takeSent().size());
    }

    /** What carries no entries goes on leaving, and what asks for entries is told so. */
    @Test
    void sendsNoMoreEntriesThanItsAllowanceInAnInterval() {
        Local local = local(new Allowance(10, 2, 0, 1_000));
        for (int interval = 5; interval < 8; interval++) {
            local.now(interval * 1_000L);
            Reply reply = new Reply(local, PEER, Scope.GROUP);
            for (int i = 0; i < 4; i++) {
                assertEquals(i < 2, reply.push(0, entry(900)), "one to a datagram");
                reply.say(new Message.Same(i));
            }
            reply.flush();
            assertFalse(local.send(PEER, new Message.Push(0, entry(1))));
            assertFalse(local.send(PEER, new Message.Fragment(1, 2, 3, 0, Bytes.of(new byte[3]))));
            assertFalse(local.urge(PEER, new Message.Chunk(Hash.ZERO, 3, 0, Bytes.of(new byte[3]))));
            assertTrue(local.send(PEER, new Message.Same(4)));
            List<Message> said = host.takeSent().stream()
                    .flatMap(sent -> sent.messages().stream())
                    .toList();
            assertEquals(2, said.stream().filter(Message.Push.class::isInstance).count());
            assertEquals(5, said.stream().filter(Message.Same.class::isInstance).count());
            assertEquals(List.of(new Event.Throttled()), host.takeEvents());
        }
    }

    /** Nobody else may use up what they need, whatever is said before and between them. */
    @Test
    void entriesThatWaitedForAnIntervalAllLeaveInIt() {
        Dice dice = new Dice(3);
        for (int interval = 1; interval < 500; interval++) {
            int all = 2 + dice.nextInt(12);
            int kept = dice.nextInt(all);
            Allowance allowance = new Allowance(all, 1 + dice.nextInt(all), kept, 1_000);
            Local local = local(allowance);
            int waiting = 1 + dice.nextInt(Math.min(allowance.payloadsMax(), all - kept));
            local.reserve(waiting);
            local.now(interval * 1_000L);
            for (int i = 0; i < waiting; i++) {
                for (int others = dice.nextInt(2 * all); others > 0; others--) {
                    if (dice.nextInt(2) == 0) {
                        local.send(PEER, new Message.Same(i));
                    } else {
                        local.urge(PEER, new Message.Same(i));
                    }
                }
                assertTrue(local.send(PEER, new Message.Push(0, entry(1))), allowance + ", " + waiting + " wait");
            }
            assertTrue(host.takeSent().size() <= all);
        }
    }

    @Test
    void whileEntriesWaitOthersLeaveRoomForThemAndForAnswersAndWhatIsUrgentHasWhatIsKept() {
        Local local = local(new Allowance(12, 4, 2, 1_000));
        local.now(5_000);
        assertTrue(local.send(PEER, new Message.Same(0)));
        local.reserve(4);
        assertEquals(9, others(local), "from the next interval on");
        local.now(6_000);
        assertEquals(3, others(local), "of 10, but for 4 that wait and half of the others");
        for (int i = 0; i < 4; i++) {
            assertEquals(i < 2, local.urge(PEER, new Message.Same(i)));
        }
        for (int i = 0; i < 5; i++) {
            assertEquals(i < 4, local.send(PEER, new Message.Push(0, entry(1))));
        }
        assertEquals(3, others(local), "what was left free for answers");
        local.reserve(0);
        local.now(7_000);
        assertEquals(10, others(local), "nobody waits");
    }

    private static int others(Local local) {
        int said = 0;
        while (local.send(PEER, new Message.Same(said))) {
            said++;
        }
        return said;
    }

    /** To tell a root it has to be known, and hashing the state is dear. */
    @Test
    void tellsItsRootOnlyWhereAMessageIsAboutTheState() {
        Local local = local(100);
        local.state(local.state().apply(List.of(entry(1))));
        long hashes = tools.hasher().count();
        local.send(PEER, new Message.Offer(1, 2, 3));
        local.send(PEER, new Message.Want(1, 0));
        local.send(PEER, new Message.Push(1, entry(1)));
        local.send(PEER, new Message.Nack(1));
        assertTrue(host.takeSent().stream()
                .allMatch(sent -> Datagram.decoded(sent.bytes()).root().isZero()));
        assertEquals(hashes + 3, tools.hasher().count(), "the three of the entry that is pushed");
        local.send(PEER, new Message.Digest(1));
        local.send(PEER, new Message.Ping(1, 2));
        local.send(PEER, new Message.Ack(1));
        assertTrue(host.takeSent().stream()
                .allMatch(sent -> Datagram.decoded(sent.bytes())
                        .root()
                        .equals(local.state().root())));
    }

    @Test
    void anAllowanceLetsSomethingThrough() {
        assertThrows(IllegalArgumentException.class, () -> new Allowance(0, 1));
        assertThrows(IllegalArgumentException.class, () -> new Allowance(1, 0));
        assertThrows(IllegalArgumentException.class, () -> new Allowance(2, 0, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> new Allowance(2, 3, 0, 1));
    }

    @Test
    void timeNeverGoesBack() {
        Local local = local(1);
        local.now(7);
        local.now(3);
        assertEquals(7, local.nowNanos());
    }

    @Test
    void drawsOnlyOthersThatAreThought() {
        Local local = local(1, member(2, Status.ALIVE), member(3, Status.DEAD), member(4, Status.SUSPECT));
        boolean[] met = new boolean[5];
        for (int i = 0; i < 500; i++) {
            Member peer = local.randomPeer();
            assertNotNull(peer);
            met[(int) peer.id()] = true;
        }
        assertFalse(met[1] || met[3]);
        assertTrue(met[2] && met[4]);
        assertEquals(2, local.peers());
        assertNull(local(1).randomPeer());
        assertEquals(0, local(1).peers());
    }

    /** The small half of a partition must find its own: the other half is dead to it. */
    @Test
    void findsTheOneWhoLivesAmongThousandsOfDead() {
        Member[] others = new Member[3_000];
        for (int i = 0; i < others.length; i++) {
            others[i] = member((i + 2) * 0x9E3779B97F4A7C15L, i == 1_234 ? Status.ALIVE : Status.DEAD);
        }
        Local local = local(1, others);
        for (int i = 0; i < 20; i++) {
            assertEquals(others[1_234], local.randomPeer());
        }
    }

    @Test
    void aReplyGathersMessagesInAsFewDatagramsAsTheyFit() {
        Reply reply = new Reply(local(100), PEER, Scope.GROUP);
        List<Message> said = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            Message message = new Message.Offer(i, i, i);
            said.add(message);
            reply.say(message);
        }
        reply.flush();
        reply.flush();
        List<RecordingHost.Sent> sent = host.takeSent();
        assertEquals(12, sent.size());
        assertEquals(said, sent.stream().flatMap(one -> one.messages().stream()).toList());
        assertTrue(sent.stream()
                .allMatch(one -> one.to().equals(PEER) && one.bytes().length() <= 1_200));
        assertFalse(reply.exhausted());
    }

    @Test
    void aReplyThatSaysNothingSendsNothing() {
        new Reply(local(1), PEER, Scope.GROUP).flush();
        assertTrue(host.takeSent().isEmpty());
    }

    @Test
    void aReplyRefusesAnEntryThatIsLongerThanADatagram() {
        Reply reply = new Reply(local(100), PEER, Scope.GROUP);
        assertFalse(reply.push(0, entry(2_000)));
        assertTrue(reply.push(0, entry(1_000)));
        assertTrue(reply.push(0, entry(900)));
        reply.flush();
        assertEquals(2, host.takeSent().size());
    }

    @Test
    void aReplyThatUsesUpTheAllowanceSaysSo() {
        Reply reply = new Reply(local(2), PEER, Scope.GROUP);
        for (int i = 0; i < 500; i++) {
            reply.say(new Message.Offer(i, i, i));
        }
        assertTrue(reply.exhausted());
        assertEquals(2, host.takeSent().size());
    }
}
