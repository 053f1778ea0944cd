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
import io.murmur.protocol.testing.Chronicle;
import io.murmur.protocol.testing.Swarm;
import io.murmur.protocol.wire.Message;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
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
