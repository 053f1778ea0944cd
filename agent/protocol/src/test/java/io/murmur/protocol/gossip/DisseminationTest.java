package io.murmur.protocol.gossip;

import static io.murmur.protocol.testing.Swarm.MILLI;
import static io.murmur.protocol.testing.Swarm.SECOND;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.murmur.protocol.agent.Outcome;
import io.murmur.protocol.agent.Settings;
import io.murmur.protocol.host.Event;
import io.murmur.protocol.roster.Roster;
import io.murmur.protocol.state.Entry;
import io.murmur.protocol.state.Origin;
import io.murmur.protocol.state.Scope;
import io.murmur.protocol.state.State;
import io.murmur.protocol.testing.Chronicle;
import io.murmur.protocol.testing.Swarm;
import io.murmur.protocol.wire.Message;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** News reaches everyone, soon and about once. */
class DisseminationTest {
    @ParameterizedTest
    @CsvSource({"2, 10", "10, 20", "50, 100", "100, 150", "200, 200"})
    void anUpdateReachesEveryoneSoon(int size, long medianMillisMax) {
        Swarm swarm = Swarm.of(size, Settings.lan(), 11);
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < 11; i++) {
            swarm.run(1_500 * MILLI);
            assertInstanceOf(Outcome.Written.class, swarm.put(i % size, "key", "value" + i));
            long written = swarm.nowNanos();
            assertTrue(swarm.until(swarm::agrees, SECOND));
            times.add((swarm.nowNanos() - written) / MILLI);
        }
        Collections.sort(times);
        assertTrue(times.get(5) <= medianMillisMax, "milliseconds " + times);
    }

    @Test
    void anUpdateIsAppliedOnceByEveryoneElse() {
        Swarm swarm = Swarm.of(150, Settings.lan(), 11);
        swarm.run(SECOND);
        for (int i = 0; i < 5; i++) {
            swarm.put(75 + i, "key" + i, "value");
            assertTrue(swarm.until(swarm::agrees, SECOND));
        }
        Map<Integer, List<Event>> applied = swarm.chronicle().observations().stream()
                .filter(observed -> observed.event() instanceof Event.EntryApplied)
                .collect(groupingBy(Chronicle.Observation::agent, mapping(Chronicle.Observation::event, toList())));
        applied.forEach((agent, events) -> assertEquals(
                events.size(),
                events.stream()
                        .map(event -> ((Event.EntryApplied) event).entry())
                        .distinct()
                        .count(),
                "agent " + agent));
        assertEquals(5 * 149, applied.values().stream().mapToInt(List::size).sum());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.3})
    void anUpdateReachesEveryoneWhateverIsLost(double loss) {
        Swarm swarm = Swarm.of(60, Settings.lan(), 12);
        swarm.network().loss(loss);
        swarm.put(3, "key", "value");
        assertTrue(swarm.until(swarm::agrees, 3 * SECOND));
    }

    @Test
    void aPayloadComesAboutOnce() {
        Swarm swarm = Swarm.of(100, Settings.lan(), 13);
        swarm.run(SECOND);
        for (int i = 0; i < 20; i++) {
            swarm.put(i * 5, "key" + i, "value".repeat(40));
            swarm.run(300 * MILLI);
        }
        assertTrue(swarm.until(swarm::agrees, 5 * SECOND));
        long received = swarm.chronicle().sendings().stream()
                .flatMap(sending -> sending.datagram().messages().stream())
                .filter(Message.Push.class::isInstance)
                .count();
        double perAgent = received / (20.0 * 99);
        assertTrue(perAgent < 1.5, perAgent + " payloads per agent and update");
    }

    @Test
    void ofManyWritersNothingIsLost() {
        Swarm swarm = Swarm.of(10, Settings.lan(), 14);
        swarm.network().loss(0.05);
        for (int i = 0; i < 300; i++) {
            for (int writer = 0; writer < 10; writer++) {
                swarm.put(writer, "key" + writer + "-" + i, "v");
            }
            swarm.run(2 * MILLI);
        }
        assertTrue(swarm.until(swarm::agrees, 5 * SECOND));
        assertEquals(3_000, swarm.agent(0).state().size());
    }

    /** A stream of a thousand updates a second from each of ten agents. */
    private static Swarm streamed(Swarm swarm, int millis) {
        swarm.run(SECOND);
        swarm.chronicle().clear();
        for (int i = 0; i < millis; i++) {
            for (int writer = 0; writer < 10; writer++) {
                swarm.put(writer, "key" + writer + "-" + i, "a value of forty bytes, as the rate has it");
            }
            swarm.run(MILLI);
        }
        return swarm;
    }

    @Test
    void aStreamTravelsInFullDatagramsAndIsComparedNowAndThen() {
        Swarm swarm = streamed(Swarm.of(10, Settings.lan(), 17), 300);
        List<List<Message>> datagrams = swarm.chronicle().sendings().stream()
                .map(sending -> sending.datagram().messages())
                .toList();
        long carrying = datagrams.stream()
                .filter(messages -> messages.stream().anyMatch(Message.Push.class::isInstance))
                .count();
        long digests = datagrams.stream()
                .flatMap(List::stream)
                .filter(Message.Digest.class::isInstance)
                .count();
        double pushes = 9 * 3_000.0 / carrying;
        assertTrue(pushes > 9, pushes + " updates in a datagram that has room for thirteen");
        assertTrue(digests < 10 * 25, digests + " digests");
        assertTrue(swarm.until(swarm::agrees, 2 * SECOND));
        assertEquals(3_000, swarm.agent(0).state().size());
    }

    /** Ten agents that agree on so many entries. */
    private static Swarm knowing(int entries, long seed) {
        Swarm swarm = new Swarm(Settings.lan(), seed);
        Roster all = Roster.of(IntStream.range(0, 10).mapToObj(Swarm::member).toList());
        Origin origin = new Origin(1, 1, Scope.SWARM);
        State state = swarm.emptyState()
                .apply(IntStream.range(0, entries)
                        .mapToObj(i -> Entry.put(
                                origin,
                                Swarm.bytes("old" + i),
                                new byte[1],
                                swarm.tools().hasher()))
                        .toList());
        for (int i = 0; i < 10; i++) {
            swarm.add(all, state, List.of());
        }
        return swarm;
    }

    /** To look for what is under way anyway is work for nothing, and to send it again even more. */
    @Test
    void aStreamIsHardlyRepaired() {
        Swarm swarm = streamed(knowing(4_000, 18), 300);
        long pushes = swarm.chronicle().sendings().stream()
                .flatMap(sending -> sending.datagram().messages().stream())
                .filter(Message.Push.class::isInstance)
                .count();
        long places = swarm.chronicle().sendings().stream()
                .flatMap(sending -> sending.datagram().messages().stream())
                .filter(message -> message instanceof Message.Nodes || message instanceof Message.Leaves)
                .count();
        assertTrue(pushes < 1.02 * 9 * 3_000, pushes + " pushes of 27,000 that are needed");
        assertTrue(places < 150, places + " places compared, though all that differs is under way");
    }

    /** Round trips grow where datagrams wait: then fewer rounds tell more. */
    @Test
    void roundsWithNewsStretchWithTheRoundTrips() {
        Swarm swarm = Swarm.of(10, Settings.lan(), 19);
        swarm.network().latency(100 * MILLI, 101 * MILLI);
        streamed(swarm, 1_000);
        long since = swarm.nowNanos() - 500 * MILLI;
        long rounds = swarm.chronicle().observations().stream()
                .filter(observed -> observed.atNanos() >= since)
                .filter(observed -> observed.event() instanceof Event.RoundBegan round && round.news() > 0)
                .count();
        assertTrue(rounds <= 10 * 7, rounds + " rounds of ten agents in half a second, at a round trip of 200 ms");
        assertTrue(swarm.until(swarm::agrees, 5 * SECOND));
        assertEquals(10_000, swarm.agent(0).state().size());
    }

    @Test
    void equalRootsEndAnExchangeInOneDatagramEachWay() {
        Swarm swarm = Swarm.of(2, Settings.lan(), 15);
        swarm.run(2 * SECOND);
        List<Chronicle.Sending> gossip = swarm.chronicle().sendings().stream()
                .filter(sending -> sending.datagram().messages().stream().noneMatch(DisseminationTest::probes))
                .toList();
        long opened = gossip.stream().filter(DisseminationTest::opens).count();
        long ended = swarm.chronicle().count(Event.ExchangeEnded.class, end -> end.agreement() == Event.Agreement.SAME);
        assertTrue(opened > 8);
        assertTrue(Math.abs(2 * opened - gossip.size()) <= 1);
        assertTrue(opened - ended <= 1);
        assertTrue(gossip.stream()
                .allMatch(sending -> sending.datagram().messages().size() == 1));
    }

    private static boolean probes(Message message) {
        return message instanceof Message.Ping || message instanceof Message.Ack;
    }

    private static boolean opens(Chronicle.Sending sending) {
        return sending.datagram().messages().stream().anyMatch(Message.Digest.class::isInstance);
    }

    @Test
    void aQuietSwarmRestsAndWakesOnNews() {
        Swarm swarm = Swarm.of(20, Settings.lan(), 16);
        swarm.run(60 * SECOND);
        swarm.chronicle().clear();
        swarm.run(60 * SECOND);
        double perSecond = rate(swarm, 20 * 60);
        assertTrue(perSecond <= 3, perSecond + " datagrams per agent and second");
        swarm.put(7, "key", "value");
        assertTrue(swarm.until(swarm::agrees, 300 * MILLI));
        swarm.run(60 * SECOND);
        swarm.chronicle().clear();
        swarm.run(30 * SECOND);
        assertTrue(rate(swarm, 20 * 30) <= 3, "it rests again");
    }

    private static double rate(Swarm swarm, double agentSeconds) {
        return swarm.chronicle().sendings().size() / agentSeconds;
    }

    @Test
    void anAgentAloneRestsToo() {
        Swarm swarm = Swarm.of(1, Settings.lan(), 17);
        swarm.put(0, "key", "value");
        swarm.run(60 * SECOND);
        int[] inputs = new int[1];
        swarm.until(() -> inputs[0]++ < 0, 60 * SECOND);
        assertTrue(inputs[0] < 200, inputs[0] + " inputs in a minute");
    }

    @Test
    void theLastOneLeftRestsToo() {
        Swarm swarm = Swarm.of(2, Settings.lan(), 18);
        swarm.run(SECOND);
        swarm.crash(1);
        swarm.run(60 * SECOND);
        assertTrue(swarm.believes(0));
        int[] inputs = new int[1];
        swarm.until(() -> inputs[0]++ < 0, 60 * SECOND);
        assertTrue(inputs[0] < 200, inputs[0] + " inputs in a minute");
    }

    @Test
    void aRoundSaysWhatItTells() {
        Swarm swarm = Swarm.of(5, Settings.lan(), 19);
        swarm.put(0, "key", "value");
        swarm.run(SECOND);
        assertTrue(swarm.chronicle().count(Event.RoundBegan.class, round -> round.contacts() == 4 && round.news() == 1)
                > 0);
    }
}
