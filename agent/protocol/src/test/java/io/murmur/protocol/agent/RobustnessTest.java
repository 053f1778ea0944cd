package io.murmur.protocol.agent;

import static io.murmur.protocol.testing.Swarm.MILLI;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.murmur.protocol.host.Dice;
import io.murmur.protocol.host.Event;
import io.murmur.protocol.merkle.Hash;
import io.murmur.protocol.merkle.Trie;
import io.murmur.protocol.roster.Status;
import io.murmur.protocol.state.Entry;
import io.murmur.protocol.state.Limits;
import io.murmur.protocol.state.Scope;
import io.murmur.protocol.testing.Datagram;
import io.murmur.protocol.testing.Mutations;
import io.murmur.protocol.testing.Rig;
import io.murmur.protocol.testing.Swarm;
import io.murmur.protocol.wire.Message;
import io.murmur.protocol.wire.Messages;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.RandomGenerator;

/** A million inputs of every kind, hostile ones among them, and no exception, no hang, no memory without bound. */
class RobustnessTest {
    private static final long SEED = 20_260_102;
    private static final int COUNT = 1_000_000;
    private static final int LIFE = 20_000;

    private final Dice dice = new Dice(SEED);
    private long incarnation;

    @Example
    void aMillionRandomInputsNeverThrow() {
        List<byte[]> corpus = corpus();
        Mutations mutations = new Mutations(SEED, corpus);
        assertTimeoutPreemptively(Duration.ofMinutes(2), () -> {
            for (int life = 0; life < COUNT / LIFE; life++) {
                live(new Rig(8, settings()), mutations, corpus);
            }
        });
    }

    private static Settings settings() {
        Settings lan = Settings.lan();
        Limits limits = new Limits(64, 2_048, 500, 1 << 20);
        return new Settings(lan.gossip(), lan.membership(), limits, lan.allowance(), lan.leaveNanos());
    }

    private void live(Rig rig, Mutations mutations, List<byte[]> corpus) {
        boolean leaves = dice.nextInt(4) == 0;
        for (int i = 0; i < LIFE; i++) {
            switch (dice.nextInt(16)) {
                case 0 -> rig.run(dice.nextInt(50) * MILLI);
                case 1 -> command(rig, leaves && i > LIFE * 9 / 10);
                case 2, 3, 4, 5 -> rig.hear(dice.nextInt(9), mutations.next());
                case 6, 7 -> rig.hear(1 + dice.nextInt(7), hostile(rig));
                case 8 -> rig.agent().fire(rig.nowNanos(), ((long) (1 + dice.nextInt(7)) << 56) | dice.nextInt(50));
                default -> rig.hear(1 + dice.nextInt(7), corpus.get(dice.nextInt(corpus.size())));
            }
            if (i % 500 == 0) {
                rig.host().takeSent();
                rig.host().takeEvents();
            }
        }
        assertTrue(rig.footprint() < 30_000_000, rig.footprint() + " bytes");
        assertEquals(rig.agent().state().root(), recomputed(rig), "a state hashes to its root");
    }

    private void command(Rig rig, boolean mayLeave) {
        Agent agent = rig.agent();
        byte[] key = Swarm.bytes("key" + dice.nextInt(700));
        Scope scope = dice.nextInt(3) == 0 ? Scope.AGENT : Scope.SWARM;
        switch (dice.nextInt(6)) {
            case 0, 1 -> agent.put(rig.nowNanos(), key, new byte[dice.nextInt(3_000)], scope);
            case 2 -> agent.delete(rig.nowNanos(), key, scope);
            case 3 -> agent.seeds(rig.nowNanos(), List.of(Swarm.address(dice.nextInt(20))));
            case 4 -> {
                Hash content = Hash.of(dice.nextLong(), 1, 2, 3);
                if (agent.refer(rig.nowNanos(), key, content, 1 + dice.nextInt(5_000), scope)
                        instanceof Outcome.Written(Entry entry)) {
                    agent.fetch(rig.nowNanos(), entry);
                }
            }
            default -> {
                if (mayLeave) {
                    agent.leave(rig.nowNanos());
                }
            }
        }
    }

    /** Well-formed, from a member, and about what the agent holds. */
    private Datagram hostile(Rig rig) {
        int about = dice.nextInt(8);
        Entry entry = rig.entry(about, "key" + dice.nextInt(700), "v" + dice.nextInt(9), dice.nextInt(20_000) - 10_000);
        List<Message> messages = List.of(
                new Message.Push(dice.nextInt(256), entry),
                new Message.Update(
                        Swarm.member(about).with(incarnation++ / 1_000, Status.ofCode(dice.nextInt(4))),
                        Swarm.member(dice.nextInt(8)).id()),
                new Message.Digest(dice.nextInt(100)),
                new Message.Want(entry.key().prefix(), dice.nextInt(3_000)),
                new Message.Ack(dice.nextInt(1_000)));
        Datagram datagram = Datagram.from(
                Swarm.member(dice.nextInt(8)).id(), messages.get(dice.nextInt(5)), messages.get(dice.nextInt(5)));
        return dice.nextInt(3) == 0 ? datagram.withRoot(rig.agent().state().root()) : datagram;
    }

    private static Hash recomputed(Rig rig) {
        List<Entry> entries = new ArrayList<>();
        rig.agent().state().trie().forEach(entries::add);
        return rig.hasher()
                .root(
                        Trie.<Entry>empty().update(entries, List.of()).hash(rig.hasher()),
                        rig.agent().state().watermark());
    }

    private static List<byte[]> corpus() {
        Random random = new Random(SEED);
        RandomGenerator<Message> messages = Messages.any().generator(1_000);
        List<byte[]> corpus = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            List<Message> some = new ArrayList<>();
            for (int j = random.nextInt(4); j >= 0; j--) {
                some.add(messages.next(random).value());
            }
            long sender = Swarm.member(1 + random.nextInt(7)).id();
            corpus.add(Datagram.from(sender, some.toArray(new Message[0]))
                    .encoded()
                    .toArray());
        }
        return corpus;
    }

    @Example
    void aDatagramOfNothingIsRefusedAndSaidToBe() {
        Rig rig = new Rig(2, settings());
        rig.hear(1, new byte[0]);
        assertEquals(1, rig.events(Event.DatagramRefused.class).size());
        assertTrue(rig.said().isEmpty());
    }
}
