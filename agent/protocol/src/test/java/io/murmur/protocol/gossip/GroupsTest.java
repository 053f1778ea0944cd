package io.murmur.protocol.gossip;

import static io.murmur.protocol.testing.Swarm.MILLI;
import static io.murmur.protocol.testing.Swarm.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.murmur.protocol.agent.Agent;
import io.murmur.protocol.agent.Settings;
import io.murmur.protocol.host.Dice;
import io.murmur.protocol.host.Event;
import io.murmur.protocol.merkle.Hash;
import io.murmur.protocol.roster.Roster;
import io.murmur.protocol.state.Entry;
import io.murmur.protocol.state.Scope;
import io.murmur.protocol.state.State;
import io.murmur.protocol.testing.Chronicle;
import io.murmur.protocol.testing.Datagram;
import io.murmur.protocol.testing.Swarm;
import io.murmur.protocol.wire.Message;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Agents of different groups end with the same swarm keys, and never hear of each other's group keys. */
class GroupsTest {

    private static Hash swarmRoot(Swarm swarm, int index) {
        return swarm.agent(index).state().root(Scope.SWARM, swarm.tools().hasher());
    }

    private static boolean shared(Swarm swarm) {
        return IntStream.range(1, swarm.size())
                .allMatch(i -> swarmRoot(swarm, i).equals(swarmRoot(swarm, 0)));
    }

    /** Opens long links at random, one at a time, until something is so. */
    private static boolean linked(Swarm swarm, Dice dice, BooleanSupplier so, int linksMax) {
        for (int i = 0; i < linksMax && !so.getAsBoolean(); i++) {
            swarm.link(dice.nextInt(swarm.size()), dice.nextInt(swarm.size()));
            swarm.run(200 * MILLI);
        }
        return so.getAsBoolean();
    }

    /** Looks into every datagram that went from one group to another, and at every key that any message of it names. */
    private static void assertNoGroupKeyWentAbroad(Swarm swarm) {
        int abroad = 0;
        for (Chronicle.Sending sending : swarm.chronicle().sendings()) {
            int to = (int) (sending.sent().to().low() - Swarm.address(0).low());
            if (swarm.group(to) != swarm.group(sending.from())) {
                Datagram datagram = sending.datagram();
                datagram.messages().forEach(GroupsTest::assertOfTheSwarm);
                assertEquals(Scope.SWARM, datagram.reach());
                abroad++;
            }
        }
        assertTrue(abroad > 0);
    }

    private static void assertOfTheSwarm(Message message) {
        switch (message) {
            case Message.Push push -> assertEquals(Scope.SWARM, push.entry().scope());
            case Message.Offer offer -> assertTrue(offer.key() >= 0);
            case Message.Want want -> assertTrue(want.key() >= 0);
            case Message.Fragment fragment -> assertTrue(fragment.key() >= 0);
            case Message.Nodes nodes -> {
                assertTrue(nodes.path() >= 0);
                for (int child = 8; child < 16 && nodes.depth() == 0; child++) {
                    assertEquals(0, nodes.children().at(child));
                }
            }
            case Message.Leaves leaves -> {
                for (int i = 0; i < leaves.stamps().size(); i++) {
                    assertTrue(leaves.stamps().key(i) >= 0);
                }
            }
            case Message.Digest _, Message.Same _, Message.Differs _ -> {}
            default -> throw new AssertionError("nothing else is said between groups here: " + message);
        }
    }

    private static void assertEachGroupHasItsOwn(Swarm swarm) {
        for (Agent agent : swarm.running()) {
            agent.state()
                    .forEach(
                            Scope.GROUP,
                            entry -> assertEquals(
                                    agent.id() == 0 ? 0 : groupOf(swarm, agent.id()), groupOf(swarm, entry.owner())));
        }
    }

    private static long groupOf(Swarm swarm, long id) {
        int index = IntStream.range(0, swarm.size())
                .filter(i -> Swarm.member(i).id() == id)
                .findFirst()
                .orElseThrow();
        return swarm.group(index);
    }

    private static void write(Swarm swarm, int keys, int valueBytes, Dice dice) {
        for (int i = 0; i < keys; i++) {
            int writer = dice.nextInt(swarm.size());
            Scope scope = dice.nextInt(2) == 0 ? Scope.SWARM : Scope.GROUP;
            swarm.put(writer, "key" + dice.nextInt(keys), new byte[1 + dice.nextInt(valueBytes)], scope);
            swarm.run(dice.nextInt(10) * MILLI);
        }
        swarm.run(5 * SECOND);
    }

    @ParameterizedTest
    @CsvSource({"1, 20, 30, 0", "2, 300, 30, 0", "3, 300, 30, 0.2", "4, 40, 6000, 0.05", "5, 1200, 50, 0"})
    void groupsConvergeOnSwarmKeysThroughLongLinksAndKeepTheirOwn(long seed, int keys, int valueBytes, double loss) {
        Swarm swarm = Swarm.ofGroups(Settings.lan(), seed, 4, 1, 14);
        Dice dice = new Dice(seed);
        write(swarm, keys, valueBytes, dice);
        assertTrue(!shared(swarm));
        swarm.network().loss(loss);
        assertTrue(linked(swarm, dice, () -> shared(swarm), 400));
        assertEachGroupHasItsOwn(swarm);
        assertNoGroupKeyWentAbroad(swarm);
    }

    @Test
    void oneExchangeMendsWhatTwoAgentsOfDifferentGroupsLack() {
        Swarm swarm = Swarm.ofGroups(Settings.lan(), 8, 1, 1);
        for (int i = 0; i < 400; i++) {
            swarm.put(i % 2, "key" + i, new byte[20]);
            swarm.put(i % 2, "key" + i, new byte[20], Scope.GROUP);
        }
        swarm.link(0, 1);
        swarm.run(SECOND);
        assertEquals(swarmRoot(swarm, 0), swarmRoot(swarm, 1));
        assertEquals(400, swarm.agent(0).state().size(Scope.SWARM));
        assertEquals(200, swarm.agent(0).state().size(Scope.GROUP));
        assertNoGroupKeyWentAbroad(swarm);
    }

    /** Whoever has what the other had a moment ago sends just the steps since. */
    @Test
    void whatIsNewSinceTheLastLinkGoesWithoutADescent() {
        Swarm swarm = Swarm.ofGroups(Settings.lan(), 9, 1, 1);
        IntStream.range(0, 100).forEach(i -> swarm.put(0, "old" + i, new byte[20]));
        swarm.link(0, 1);
        swarm.run(SECOND);
        swarm.put(0, "new", "value");
        swarm.put(0, "own", new byte[9], Scope.GROUP);
        swarm.chronicle().clear();
        swarm.link(1, 0);
        swarm.run(SECOND);
        assertEquals(swarmRoot(swarm, 0), swarmRoot(swarm, 1));
        assertEquals(0, swarm.chronicle().count(Event.RepairBegan.class, _ -> true));
        assertEquals(0, swarm.agent(1).state().size(Scope.GROUP));
    }

    @Test
    void agreementEndsALinkInOneDatagramEachWay() {
        Swarm swarm = Swarm.ofGroups(Settings.lan(), 10, 1, 1);
        swarm.put(0, "key", new byte[9], Scope.GROUP);
        swarm.link(0, 1);
        swarm.run(SECOND);
        Event.ExchangeEnded ended =
                swarm.chronicle().events(Event.ExchangeEnded.class).findFirst().orElseThrow();
        assertEquals(Event.Agreement.SAME, ended.agreement());
        assertEquals(Swarm.member(1).id(), ended.peer());
        assertTrue(ended.durationNanos() > 0 && ended.durationNanos() < 2 * MILLI);
        assertEquals(2, swarm.chronicle().sendings().size());
    }

    /** A roster may be older than the groups: whoever takes a stranger for a mate learns nothing of its group either. */
    @Test
    void whoIsTakenForAMateAndIsNoneSharesSwarmKeysAlone() {
        Swarm swarm = new Swarm(Settings.lan(), 11);
        Roster both = Roster.of(List.of(Swarm.member(0), Swarm.member(1)));
        swarm.add(both, swarm.emptyState(), 1);
        swarm.add(both, swarm.emptyState(), 2);
        for (int i = 0; i < 60; i++) {
            swarm.put(i % 2, "key" + i, new byte[20], i % 4 < 2 ? Scope.SWARM : Scope.GROUP);
        }
        assertTrue(swarm.until(() -> shared(swarm), 20 * SECOND));
        assertEquals(30, swarm.agent(0).state().size(Scope.SWARM));
        assertEachGroupHasItsOwn(swarm);
        assertTrue(swarm.chronicle()
                        .count(Event.EntryIgnored.class, event -> event.reason() == Event.Ignorance.OUT_OF_SCOPE)
                > 0);
    }

    /** The estimate is about the group, and so are the round trips that contacts are chosen by. */
    @Test
    void answersFromAbroadAreNoSamplesOfTheGroup() {
        Swarm swarm = Swarm.ofGroups(Settings.lan(), 12, 3, 1);
        swarm.put(0, "key", "value");
        swarm.network().only((from, to) -> from == 3 || to == 3);
        for (int i = 0; i < 20; i++) {
            swarm.link(0, 3);
            swarm.link(3, 0);
            swarm.run(20 * MILLI);
        }
        Hash place = Scope.SWARM.place(Swarm.bytes("key"), swarm.tools().hasher());
        assertNotNull(swarm.agent(3).state().get(place));
        var estimate = swarm.agent(0).convergence(place);
        assertNotNull(estimate);
        assertEquals(0, estimate.samples());
    }

    /** News from another group is told on at once, whoever brought it, and does not wait for digests to find it. */
    @Test
    void whatComesFromAbroadIsToldOnInTheGroup() {
        Swarm swarm = Swarm.ofGroups(Settings.lan(), 13, 1, 40);
        swarm.run(60 * SECOND);
        swarm.put(0, "key", "value");
        swarm.link(0, 7);
        Hash place = Scope.SWARM.place(Swarm.bytes("key"), swarm.tools().hasher());
        BooleanSupplier all = () ->
                IntStream.range(1, 41).allMatch(i -> swarm.agent(i).state().get(place) != null);
        assertTrue(swarm.until(all, SECOND / 2));
    }

    @Test
    void anAgentThatJoinsAGroupTakesItsKeysAndBringsNoWatermark() {
        Swarm swarm = Swarm.ofGroups(Settings.lan(), 14, 3);
        swarm.put(0, "own", new byte[9], Scope.GROUP);
        swarm.run(SECOND);
        Entry own = swarm.agent(0)
                .state()
                .get(Scope.GROUP, Swarm.bytes("own"), swarm.tools().hasher());
        assertNotNull(own);
        State elsewhere = swarm.emptyState().collect(own.version() + 1);
        swarm.run(7_200 * SECOND);
        int late = swarm.add(Roster.of(List.of(Swarm.member(3))), elsewhere, List.of(Swarm.address(0)));
        assertTrue(swarm.until(() -> swarm.group(late) == 1 && swarm.agrees(), 20 * SECOND));
        assertEquals(own, swarm.agent(late).state().get(own.key()));
        assertEquals(own, swarm.agent(0).state().get(own.key()));
        assertNull(swarm.agent(0).state().get(own.key().beginning(false)));
        assertNotEquals(elsewhere.watermark(), swarm.agent(late).state().watermark());
    }
}
