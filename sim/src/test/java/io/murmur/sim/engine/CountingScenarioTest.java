package io.murmur.sim.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.murmur.hierarchical.agent.Census;
import io.murmur.hierarchical.agent.Hierarchy;
import io.murmur.hierarchical.agent.TreeEvent;
import io.murmur.hierarchical.tree.Contact;
import io.murmur.hierarchical.tree.Summary;
import io.murmur.hierarchical.wire.TreeCodec;
import io.murmur.hierarchical.wire.TreeMessage;
import io.murmur.protocol.agent.Agent;
import io.murmur.protocol.merkle.Hash;
import io.murmur.protocol.merkle.Hasher;
import io.murmur.protocol.state.Scope;
import io.murmur.protocol.wire.DatagramWriter;
import io.murmur.protocol.wire.Message;
import io.murmur.sim.network.Cut;
import io.murmur.sim.network.Zone;
import io.murmur.sim.scenario.Scenario;
import io.murmur.sim.scenario.Topology;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Any agent may ask how many there are, and is told what is true, or how old and how much of the truth it is. */
class CountingScenarioTest {
    private static final long SEED = 5;
    private static final int AGENTS = 1_000;
    private static final int GROUP = 100;
    private static final long NANOS_PER_MILLI = 1_000_000L;
    /** Reports travel up one level a second, with a tenth of jitter, and a round there: two levels, and the answer. */
    private static final long AGE_MILLIS_MAX = 3_000;
    /** Rounds until every leader has heard of all below it. */
    private static final int REPORTED = 20;
    /** Rounds within which every question is answered, or given up. */
    private static final int ANSWERED = 15;
    /** Rounds until the dead are known to be dead, groups have new leaders, and these are heard of at the top. */
    private static final int MENDED = 250;

    /** Rounds for which a group that fell silent may come back. */
    private static final int GIVEN_UP = 160;

    private final Map<Integer, TreeEvent> answers = new ConcurrentHashMap<>();
    private final Queue<TreeEvent.Refused> refused = new ConcurrentLinkedQueue<>();

    private Swarm formed(int agents) {
        Scenario scenario = Scenario.update(agents, 0, TimingKind.LOCKSTEP, 0).withTopology(Topology.HIERARCHICAL);
        Plan plan = new Plan(
                agents,
                agents,
                scenario.settings(),
                scenario.hierarchy(),
                TimingKind.LOCKSTEP,
                SEED,
                2,
                64,
                scenario.network().weather(SEED));
        return new Swarm(plan, (first, count) -> (agent, now, event) -> {
            switch (event) {
                case TreeEvent.Counted counted -> answers.put(counted.number(), counted);
                case TreeEvent.Uncounted uncounted -> answers.put(uncounted.number(), uncounted);
                case TreeEvent.Refused refusal -> refused.add(refusal);
                default -> {}
            }
        });
    }

    private static void pass(Swarm swarm, int rounds) {
        for (int round = 0; round < rounds; round++) {
            swarm.advance();
        }
    }

    private static int ask(Swarm swarm, int index) {
        int[] number = new int[1];
        swarm.command(index, agent -> number[0] = ((Hierarchy) agent.extension()).count(swarm.nowNanos()));
        return number[0];
    }

    /** What an agent is told, or null if nobody answers it. */
    private @Nullable Census asked(Swarm swarm, int index) {
        int number = ask(swarm, index);
        for (int round = 0; round < ANSWERED && !answers.containsKey(number); round++) {
            swarm.advance();
        }
        return census(number);
    }

    private @Nullable Census census(int number) {
        TreeEvent answer = Objects.requireNonNull(answers.get(number), "every question ends");
        return answer instanceof TreeEvent.Counted counted ? counted.census() : null;
    }

    private Census answered(Swarm swarm, int index) {
        return Objects.requireNonNull(asked(swarm, index), "agent " + index + " is not answered");
    }

    private static void assertExact(int agents, Census census, long nowNanos) {
        Summary summary = census.summary();
        assertFalse(census.partial(), census.toString());
        assertEquals(agents, summary.live());
        assertEquals(agents, summary.holders());
        long ageMillis = nowNanos / NANOS_PER_MILLI - summary.asOfMillis();
        assertTrue(ageMillis >= 0 && ageMillis <= AGE_MILLIS_MAX, "as of " + ageMillis + " ms ago");
    }

    @Test
    void aQuietTreeIsCountedExactlyByEveryKindOfAgent() {
        try (Swarm swarm = formed(AGENTS)) {
            swarm.command(5, agent -> agent.put(swarm.nowNanos(), new byte[] {1}, new byte[9], Scope.GROUP));
            pass(swarm, REPORTED);
            for (int index : List.of(0, 1, 50, GROUP, GROUP + 1, AGENTS - 1)) {
                Census census = answered(swarm, index);
                assertExact(AGENTS, census, swarm.nowNanos());
                assertEquals(AGENTS / GROUP, census.summary().groups());
                assertEquals(1, census.reach());
                assertTrue(census.summary().loads() > 0, "heartbeats alone are some load");
                assertTrue(census.summary().loads() < AGENTS * Summary.LOAD_MAX / 10, "and little");
            }
        }
    }

    @Test
    void whileAnUpdateTravelsNobodyIsSaidToHoldItWhoDoesNot() {
        try (Swarm swarm = formed(AGENTS)) {
            pass(swarm, REPORTED);
            long before = root(swarm, 0);
            swarm.put(321, new byte[] {1}, new byte[40]);
            long after = root(swarm, 321);
            Census census;
            int asked = 0;
            do {
                census = answered(swarm, 777);
                Summary summary = census.summary();
                assertFalse(census.partial(), census.toString());
                assertEquals(AGENTS, summary.live());
                assertTrue(summary.root() == before || summary.root() == after);
                assertTrue(summary.root() == before || summary.holders() <= holders(swarm, after), census.toString());
                assertTrue(++asked < ANSWERED, "all hold it, and nobody hears of it");
            } while (census.summary().root() == before || census.summary().holders() < AGENTS);
            assertTrue(asked > 1, "an answer as old as this one is of before");
            assertExact(AGENTS, census, swarm.nowNanos());
        }
    }

    private static long root(Swarm swarm, int index) {
        Agent agent = Objects.requireNonNull(swarm.agent(index));
        return agent.state().root(Scope.SWARM, new Hasher()).prefix();
    }

    private static long holders(Swarm swarm, long root) {
        return IntStream.range(0, swarm.places())
                .filter(index -> root(swarm, index) == root)
                .count();
    }

    @Test
    void theDeadAreNotCountedAnyMore() {
        try (Swarm swarm = formed(AGENTS)) {
            pass(swarm, REPORTED);
            int[] dead = {7, 150, 151, 152, 999};
            Arrays.stream(dead).forEach(swarm::crash);
            pass(swarm, MENDED);
            assertExact(AGENTS - dead.length, answered(swarm, 500), swarm.nowNanos());
        }
    }

    @Test
    void whoAsksWhileTheLeaderAtTheTopIsDeadIsToldATruthOrAPartOfItOrNothing() {
        try (Swarm swarm = formed(AGENTS)) {
            pass(swarm, REPORTED);
            swarm.crash(0);
            int whole = 0;
            for (int round = 0; round < MENDED; round += ANSWERED) {
                Census census = asked(swarm, 500 + round);
                if (census != null && !census.partial()) {
                    assertTrue(census.summary().live() >= AGENTS - 1, census.toString());
                    whole++;
                }
                assertTrue(census == null || census.summary().live() <= AGENTS, String.valueOf(census));
            }
            assertTrue(whole > 0, "somebody succeeds the leader");
            pass(swarm, MENDED);
            assertExact(AGENTS - 1, answered(swarm, 500), swarm.nowNanos());
        }
    }

    @Test
    void whoIsCutOffIsToldOfItsPartOnlyAndThatItIsAPart() {
        try (Swarm swarm = formed(3 * GROUP)) {
            pass(swarm, REPORTED);
            swarm.weather(swarm.plan().weather().with(new Cut.Off(new Zone(2 * GROUP, 3 * GROUP))));
            pass(swarm, MENDED);
            Census census = answered(swarm, 2 * GROUP + 50);
            assertTrue(census.partial());
            assertEquals(0, census.reach());
            assertEquals(1, census.height());
            assertEquals(GROUP, census.summary().live());
        }
    }

    @Test
    void aSilentGroupMakesTheSumOlderUntilItIsListedNoMore() {
        try (Swarm swarm = formed(3 * GROUP)) {
            pass(swarm, REPORTED);
            swarm.weather(swarm.plan().weather().with(new Cut.Off(new Zone(2 * GROUP, 3 * GROUP))));
            pass(swarm, REPORTED);
            Summary silent = answered(swarm, 50).summary();
            long ageMillis = swarm.nowNanos() / NANOS_PER_MILLI - silent.asOfMillis();
            assertEquals(3 * GROUP, silent.live());
            assertTrue(ageMillis >= 3_500, "as of " + ageMillis + " ms ago");
            pass(swarm, 2 * REPORTED);
            Census missed = answered(swarm, 50);
            assertEquals(2 * GROUP, missed.summary().live());
            assertTrue(missed.partial(), "its agents may live");
            pass(swarm, GIVEN_UP);
            assertExact(2 * GROUP, answered(swarm, 50), swarm.nowNanos());
        }
    }

    @Test
    void anAnswerThatNobodyWaitsForOrOfSomebodyElseIsRefusedAndChangesNothing() {
        try (Swarm swarm = formed(3 * GROUP)) {
            pass(swarm, REPORTED);
            int number = ask(swarm, 150);
            Summary lie = new Summary(9, 1, 0, 0, 0, 0, 0, false);
            swarm.inject(150, 0, datagram(swarm, 0, new TreeMessage.Counted(number + 1, 1, 1, lie)));
            swarm.inject(150, 77, datagram(swarm, 77, new TreeMessage.Counted(number, 1, 1, lie)));
            assertEquals(
                    List.of(
                            new TreeEvent.Refused(swarm.population().id(0), TreeEvent.Reason.UNASKED),
                            new TreeEvent.Refused(swarm.population().id(77), TreeEvent.Reason.UNASKED)),
                    List.copyOf(refused));
            Contact friend = new Contact(swarm.population().id(77), Population.address(77));
            int sent = swarm.sent(150);
            swarm.inject(150, 77, datagram(swarm, 77, new TreeMessage.Pointer(number, friend)));
            assertEquals(3, refused.size());
            assertEquals(sent, swarm.sent(150), "nobody is asked on the word of whom was not");
            assertNull(answers.get(number));
            pass(swarm, 4);
            assertExact(3 * GROUP, Objects.requireNonNull(census(number)), swarm.nowNanos());
        }
    }

    @Test
    void anAnswerThatDoesNotAddUpIsRefused() {
        try (Swarm swarm = formed(3 * GROUP)) {
            pass(swarm, REPORTED);
            swarm.weather(swarm.plan().weather().with(new Cut.Off(new Zone(0, 1))));
            int number = ask(swarm, 150);
            pass(swarm, 2);
            for (Summary lie : List.of(Summary.NONE, new Summary(9, 0, 0, 0, 0, 0, 0, false))) {
                swarm.inject(150, 0, datagram(swarm, 0, new TreeMessage.Counted(number, 1, 1, lie)));
            }
            Summary fair = new Summary(9, 1, 0, 0, 0, 0, 0, false);
            swarm.inject(150, 0, datagram(swarm, 0, new TreeMessage.Counted(number, 0, 1, fair)));
            assertEquals(3, refused.size());
            refused.forEach(one -> assertEquals(TreeEvent.Reason.DOES_NOT_ADD_UP, one.reason()));
        }
    }

    @Test
    void whoeverIsNamedAsTheLeaderAQuestionAsksAtMostSixteenNodes() {
        try (Swarm swarm = formed(3 * GROUP)) {
            pass(swarm, REPORTED);
            swarm.weather(swarm.plan().weather().with(new Cut.Off(new Zone(0, 1))));
            int number = ask(swarm, 150);
            pass(swarm, 2);
            int sent = swarm.sent(150);
            for (int i = 200; i < 240; i++) {
                Contact named = new Contact(swarm.population().id(i), Population.address(i));
                swarm.inject(150, 0, datagram(swarm, 0, new TreeMessage.Pointer(number, named)));
                swarm.inject(150, 0, datagram(swarm, 0, new TreeMessage.Pointer(number, named)));
            }
            assertEquals(15, swarm.sent(150) - sent, "and the one before");
            assertEquals(0, refused.size());
        }
    }

    private static byte[] datagram(Swarm swarm, int sender, TreeMessage message) {
        DatagramWriter writer = new DatagramWriter();
        writer.lend(new byte[1_200], 0, 1_200);
        writer.header(swarm.population().id(sender), 7, 0, 0, Hash.ZERO);
        assertTrue(writer.write(new Message.Extension(TreeCodec.write(message))));
        return Arrays.copyOfRange(writer.bytes(), writer.offset(), writer.offset() + writer.length());
    }

    @Test
    void questionsThatAreOpenAreBounded() {
        try (Swarm swarm = formed(3 * GROUP)) {
            int[] numbers = IntStream.range(0, 20).map(i -> ask(swarm, 150)).toArray();
            assertEquals(
                    16,
                    Arrays.stream(numbers)
                            .filter(number -> number != 0)
                            .distinct()
                            .count());
            assertEquals(4, Arrays.stream(numbers).filter(number -> number == 0).count());
            pass(swarm, ANSWERED);
            assertEquals(16, answers.size(), "each ends");
            assertTrue(ask(swarm, 150) != 0);
        }
    }
}
