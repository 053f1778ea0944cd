package io.murmur.protocol.gossip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.murmur.protocol.agent.Settings;
import io.murmur.protocol.host.Event;
import io.murmur.protocol.state.Entry;
import io.murmur.protocol.state.Scope;
import io.murmur.protocol.testing.Rig;
import io.murmur.protocol.testing.Swarm;
import io.murmur.protocol.wire.CreationContext;
import io.murmur.protocol.wire.Message;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import net.jqwik.api.Example;

/** The creation context of an entry goes along with it, a few agents far, and is no part of it. */
class CreationContextsTest {
    private static final CreationContext CONTEXT = new CreationContext(1, 2, 3, CreationContext.SAMPLED, 4);

    private final Settings settings = Settings.lan();

    private static CreationContext budget(int budget) {
        return new CreationContext(1, 2, 3, CreationContext.SAMPLED, budget);
    }

    private static List<CreationContext> applied(Swarm swarm) {
        return swarm.chronicle()
                .events(Event.EntryApplied.class)
                .flatMap(applied -> Stream.ofNullable(applied.context()))
                .toList();
    }

    @Example
    void whoeverAppliesAnEntryHearsWhereItsTraceBegan() {
        Swarm swarm = Swarm.of(5, settings, 1);
        swarm.act(2, agent -> agent.put(swarm.nowNanos(), Swarm.bytes("key"), new byte[] {1}, Scope.SWARM, CONTEXT));
        swarm.run(Swarm.SECOND);
        assertEquals(
                List.of(CONTEXT),
                swarm.chronicle()
                        .events(Event.EntryWritten.class)
                        .flatMap(written -> Stream.ofNullable(written.context()))
                        .toList());
        assertEquals(List.of(CONTEXT, CONTEXT, CONTEXT, CONTEXT), applied(swarm), "one hop, as it was written");
    }

    @Example
    void anEntryInFragmentsBringsItAlong() {
        Swarm swarm = Swarm.of(3, settings, 2);
        swarm.act(0, agent -> agent.put(swarm.nowNanos(), Swarm.bytes("long"), new byte[9_000], Scope.SWARM, CONTEXT));
        swarm.run(5 * Swarm.SECOND);
        assertEquals(List.of(CONTEXT, CONTEXT), applied(swarm));
    }

    @Example
    void whoWasAwayGetsItByRepair() {
        Swarm swarm = Swarm.of(4, settings, 3);
        swarm.network().only((from, to) -> from != 3 && to != 3);
        swarm.act(0, agent -> agent.put(swarm.nowNanos(), Swarm.bytes("key"), new byte[] {1}, Scope.SWARM, CONTEXT));
        swarm.run(Swarm.SECOND);
        swarm.network().whole();
        swarm.run(20 * Swarm.SECOND);
        CreationContext late = applied(swarm).getLast();
        assertTrue(CONTEXT.equals(late) || budget(3).equals(late), "from the writer, or one hop later: " + late);
    }

    @Example
    void eachAgentPassesItOnWithOneHopLess() {
        for (int budget = 1; budget <= CreationContext.BUDGET_MAX; budget++) {
            Rig rig = new Rig(40, settings);
            Entry entry = rig.entry(2, "key", "value", 1);
            rig.hear(1, new Message.Push(0, entry, budget(budget)));
            rig.run(Swarm.SECOND);
            List<Message.Push> pushed = rig.said().stream()
                    .filter(Message.Push.class::isInstance)
                    .map(Message.Push.class::cast)
                    .toList();
            assertTrue(!pushed.isEmpty(), "it is told on");
            CreationContext expected = budget == 1 ? null : budget(budget - 1);
            pushed.forEach(push -> assertEquals(expected, push.context()));
        }
    }

    @Example
    void whatChangesNothingSaysWithWhichContextItCame() {
        Rig rig = new Rig(3, settings);
        Entry entry = rig.entry(2, "key", "value", 1);
        rig.hear(1, new Message.Push(1, entry));
        rig.hear(2, new Message.Push(1, entry, CONTEXT));
        assertEquals(CONTEXT, rig.events(Event.EntryIgnored.class).getFirst().context());
    }

    @Example
    void theContextIsNoPartOfTheEntry() {
        Rig with = new Rig(3, settings);
        Rig without = new Rig(3, settings);
        Entry entry = with.entry(2, "key", "value", 1);
        with.hear(1, new Message.Push(1, entry, CONTEXT));
        without.hear(1, new Message.Push(1, entry));
        assertEquals(
                without.agent().state().root(Scope.GROUP, without.hasher()),
                with.agent().state().root(Scope.GROUP, with.hasher()));
        assertEquals(entry, with.agent().state().get(entry.key()));
        assertNotNull(with.events(Event.EntryApplied.class).getFirst().context());
        assertNull(without.events(Event.EntryApplied.class).getFirst().context());
    }

    @Example
    void floodsOfContextsAreRememberedOnlySoFar() {
        Rig rig = new Rig(3, settings);
        long before = rig.footprint();
        for (int i = 0; i < 20_000; i++) { // one key: the state does not grow, only what is remembered of traces might
            Entry entry = rig.entry(2, "key", "value", 20_000 - i);
            rig.hear(1, new Message.Push(200, entry, new CreationContext(i, 1, 1, CreationContext.SAMPLED, 9)));
            if (i % 100 == 0) {
                rig.run(Swarm.SECOND / 100);
                rig.host().takeSent();
                Objects.requireNonNull(rig.host().takeEvents());
            }
        }
        long grown = rig.footprint() - before;
        assertTrue(grown < 150_000, grown + " bytes more");
    }
}
