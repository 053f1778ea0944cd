package io.murmur.hierarchical.spread;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.murmur.hierarchical.tree.Contact;
import io.murmur.hierarchical.tree.Descriptor;
import io.murmur.hierarchical.tree.Job;
import io.murmur.hierarchical.tree.Place;
import io.murmur.hierarchical.wire.SpreadMessage;
import io.murmur.protocol.host.Reply;
import io.murmur.protocol.merkle.Hasher;
import io.murmur.protocol.roster.Member;
import io.murmur.protocol.state.Entry;
import io.murmur.protocol.state.Scope;
import io.murmur.protocol.testing.Datagram;
import io.murmur.protocol.testing.RecordingHost;
import io.murmur.protocol.testing.Swarm;
import io.murmur.protocol.testing.Tools;
import io.murmur.protocol.wire.Bytes;
import io.murmur.protocol.wire.CreationContext;
import io.murmur.protocol.wire.DatagramReader;
import io.murmur.protocol.wire.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class MulticastTest {
    private static final int MEMBERS = 100;
    private static final int NODES = 7;

    private final Stage stage = new Stage(0, MEMBERS);
    private final Descriptor group = Stage.group(1, 0, 0, NODES);
    private final Descriptor unit = Stage.group(2, 1, 200, 4);
    private final Multicast multicast = new Multicast(
            stage.local,
            stage.settings,
            () -> new Place(List.of(group, unit, Stage.group(3, 2, 300, 4)), List.of()),
            stage.budget,
            Stage.TIMER);

    private List<RecordingHost.Sent> run(long millis) {
        stage.run(millis * Swarm.MILLI, multicast::fire);
        return stage.host.takeSent();
    }

    private void hear(int from, SpreadMessage.Carry carry, Entry... entries) {
        List<Message> messages = new ArrayList<>(List.of(Stage.wrapped(carry)));
        for (Entry entry : entries) {
            messages.add(new Message.Push(1, stage.hold(entry)));
        }
        Bytes bytes = Datagram.from(Swarm.member(from).id(), messages.toArray(Message[]::new))
                .encoded();
        DatagramReader reader = new DatagramReader(Tools.decoder(new Hasher()));
        reader.read(bytes.toArray(), 0, bytes.length());
        Reply reply = new Reply(stage.local, Swarm.address(from), Scope.SWARM);
        multicast.receive(carry, reader, reply);
        reply.flush();
    }

    private static List<Integer> numbers(RecordingHost.Sent sent) {
        return Stage.spoken(sent)
                .map(message -> ((SpreadMessage.Carry) message).number())
                .toList();
    }

    /** However many jobs come, and whatever becomes of the answers. */
    @Test
    void nobodySendsMoreInAnIntervalThanItsBounds() {
        int most = 0;
        for (int interval = 0; interval < 20; interval++) {
            for (int i = 0; interval < 10 && i < 40; i++) {
                hear(
                        400 + i,
                        new SpreadMessage.Carry(i, new Job(0, i % NODES, NODES), 0, 0),
                        stage.entry("key-" + interval + "-" + i, interval * 200L));
            }
            List<RecordingHost.Sent> sent = run(200);
            long payloads = sent.stream().filter(Stage::carriesEntries).count();
            assertTrue(payloads <= stage.settings.payloadsMax(), payloads + " payloads");
            assertTrue(sent.size() <= stage.local.ordinary(), sent.size() + " datagrams");
            most = Math.max(most, (int) payloads);
        }
        assertEquals(stage.settings.payloadsMax(), most);
    }

    private void hear(Job job, Entry entry) {
        hear(400, new SpreadMessage.Carry(0, job, 0, 0), entry);
    }

    /** The places in the group of those who are told an entry, by what this agent sends or has the receivers tell. */
    private Set<Integer> covered(List<RecordingHost.Sent> told) {
        Set<Integer> places = new TreeSet<>();
        for (RecordingHost.Sent each : told) {
            for (int place = 0; place < MEMBERS; place++) {
                if (member(place).address().equals(each.to())) {
                    places.add(place);
                }
            }
            Stage.spoken(each).forEach(message -> {
                Job share = ((SpreadMessage.Carry) message).job();
                for (int place = share.base(); place < MEMBERS; place += share.step()) {
                    places.add(place);
                }
            });
        }
        return places;
    }

    private Member member(int place) {
        return Objects.requireNonNull(stage.local.roster().at(place));
    }

    private static List<RecordingHost.Sent> telling(Entry entry, List<RecordingHost.Sent> sent) {
        return sent.stream()
                .filter(each -> each.messages().stream()
                        .anyMatch(message -> message instanceof Message.Push push
                                && push.entry().equals(entry)))
                .toList();
    }

    private Set<Integer> places(int base) {
        Set<Integer> places = new TreeSet<>();
        for (int place = base; place < MEMBERS; place += NODES) {
            if (group.numberOf(member(place).id()) < 0) {
                places.add(place);
            }
        }
        return places;
    }

    /** Else the entries of every interval cost the room of a whole one, and a group that writes more falls behind for good. */
    @Test
    void whoCannotKeepUpHandsItsPartOfTheGroupToAFewMembers() {
        Entry alone = stage.entry("alone", 0);
        hear(new Job(0, 1, NODES), alone);
        List<RecordingHost.Sent> direct = telling(alone, run(1_000));
        assertEquals(places(1), covered(direct));
        assertEquals(places(1).size(), direct.size());

        for (int base = 0; base < NODES; base++) {
            hear(new Job(0, base, NODES), stage.entry("flood-" + base, 1_000));
        }
        run(1);
        Entry late = stage.entry("late", 1_200);
        hear(new Job(0, 1, NODES), late);
        List<RecordingHost.Sent> handed = telling(late, run(200));
        assertTrue(handed.size() <= direct.size() / 2, handed.size() + " datagrams");
        assertTrue(covered(handed).containsAll(places(1)), covered(handed) + " of " + places(1));
    }

    /** Every job is answered, in the interval it came in or, where that was full, in those after. */
    @Test
    void everyJobIsAnswered() {
        List<SpreadMessage> answers = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            hear(400 + i, new SpreadMessage.Carry(i, new Job(0, 99, 100), 0, 0), stage.entry("key", 0));
        }
        for (int interval = 0; interval < 6; interval++) {
            run(200).forEach(sent -> Stage.spoken(sent)
                    .filter(SpreadMessage.Carried.class::isInstance)
                    .forEach(answers::add));
        }
        assertEquals(100, answers.stream().distinct().count());
    }

    @Test
    void entriesBringTheirCreationContextsAlongTheTreeAndNoneIsOfferedForWantOfRoom() {
        CreationContext context = new CreationContext(1, 2, 3, CreationContext.SAMPLED, 5);
        for (int i = 0; i < 60; i++) {
            Entry entry = stage.hold(stage.entry("key-" + i, i));
            stage.local.follow(entry, context);
            multicast.spread(entry);
        }
        List<Message> said =
                run(2_000).stream().flatMap(sent -> sent.messages().stream()).toList();
        List<Message.Push> pushed = said.stream()
                .filter(Message.Push.class::isInstance)
                .map(Message.Push.class::cast)
                .toList();
        assertEquals(
                60, pushed.stream().map(push -> push.entry().key()).distinct().count());
        pushed.forEach(push -> assertEquals(context, push.context()));
        assertTrue(said.stream().noneMatch(Message.Offer.class::isInstance));
    }

    /** Its job comes to the same agent twice, and then to others. */
    @Test
    void whatIsNotAnsweredIsSentAgainLaterAndLaterFourTimesInAll() {
        assertSentAgain(group.nodes(), NODES - 1, 200, 400, 800);
    }

    /** Other groups of its unit wait for it as well, and who does not answer may be dead. */
    @Test
    void theWidestJobsComeToOthersSooner() {
        assertSentAgain(unit.nodes(), unit.nodes().size(), 200, 200, 400);
    }

    /** So many jobs are sent at the beginning and after each of these pauses in milliseconds, and none at any other time. */
    private void assertSentAgain(List<Contact> nodes, int jobs, int... pauses) {
        multicast.spread(stage.hold(stage.entry("key", 0)));
        List<List<RecordingHost.Sent>> attempts = new ArrayList<>(List.of(run(1)));
        for (int pause : pauses) {
            assertEquals(0, jobs(run(pause - 2), nodes), "within " + pause + " ms");
            attempts.add(run(2));
        }
        assertEquals(0, jobs(run(10_000), nodes), "after the last");
        for (List<RecordingHost.Sent> attempt : attempts) {
            assertEquals(jobs, jobs(attempt, nodes));
        }
        for (Contact node : nodes) {
            Set<Integer> meant = numbers(attempts.getFirst(), node);
            assertEquals(meant, numbers(attempts.get(1), node), "the same agent twice");
            assertTrue(numbers(attempts.get(2), node).stream().noneMatch(meant::contains), "then another one");
        }
    }

    private static int jobs(List<RecordingHost.Sent> sent, List<Contact> nodes) {
        return nodes.stream().mapToInt(node -> numbers(sent, node).size()).sum();
    }

    private static Set<Integer> numbers(List<RecordingHost.Sent> sent, Contact to) {
        Set<Integer> numbers = new TreeSet<>();
        sent.stream().filter(each -> each.to().equals(to.address())).forEach(each -> numbers.addAll(numbers(each)));
        return numbers;
    }

    /** An agent with much to do answers late, and must not get more to do for it. */
    @Test
    void aLateAnswerCountsForEveryAttempt() {
        multicast.spread(stage.hold(stage.entry("key", 0)));
        List<RecordingHost.Sent> first = run(1);
        run(250);
        first.forEach(sent -> numbers(sent).forEach(number -> multicast.answered(new SpreadMessage.Carried(number))));
        assertEquals(0, run(10_000).size());
    }

    /** Else a late answer to one job would end another. */
    @Test
    void noTwoJobsHaveOneNumberThoughNothingWasOpenBetweenThem() {
        multicast.spread(stage.hold(stage.entry("first", 0)));
        List<Integer> first = numbersOf(run(1));
        first.forEach(number -> multicast.answered(new SpreadMessage.Carried(number)));
        run(10_000);
        multicast.spread(stage.hold(stage.entry("second", 10_000)));
        List<Integer> second = numbersOf(run(1));
        assertTrue(!first.isEmpty() && !second.isEmpty());
        assertTrue(second.stream().noneMatch(first::contains), first + " and " + second);
    }

    private static List<Integer> numbersOf(List<RecordingHost.Sent> sent) {
        return sent.stream().flatMap(each -> numbers(each).stream()).toList();
    }
}
