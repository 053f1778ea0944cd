package io.murmur.sim.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.murmur.protocol.agent.Agent;
import io.murmur.protocol.agent.Identity;
import io.murmur.protocol.host.Event;
import io.murmur.protocol.host.Extension;
import io.murmur.protocol.host.Host;
import io.murmur.protocol.host.Toolkit;
import io.murmur.protocol.host.Transitions;
import io.murmur.protocol.merkle.Hasher;
import io.murmur.protocol.roster.Address;
import io.murmur.protocol.roster.Member;
import io.murmur.protocol.roster.Roster;
import io.murmur.protocol.roster.Status;
import io.murmur.protocol.state.Entry;
import io.murmur.protocol.state.Limits;
import io.murmur.protocol.state.Scope;
import io.murmur.protocol.state.State;
import io.murmur.protocol.state.Version;
import io.murmur.protocol.wire.DatagramWriter;
import io.murmur.protocol.wire.EntryDecoder;
import io.murmur.sim.chance.Mix;
import io.murmur.sim.engine.Population;
import io.murmur.sim.engine.Swarm;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * Somebody without any right to speak: random bytes, and what two agents that speak the protocol, but have nobody's seal,
 * say to each other, mutated.
 */
final class Stranger {
    private static final int BYTES_MAX = 1_200;
    private static final int LINES_MAX = 256;
    private static final int UPDATES = 20;
    private static final int FLIPS_MAX = 6;
    private static final int MANNERS = 4;
    private static final int SEAL_BYTES = 64;

    private final Swarm swarm;
    private final List<byte[]> lines = new ArrayList<>();

    Stranger(Swarm swarm) {
        this.swarm = swarm;
    }

    /** A datagram that nobody should act on. */
    byte[] datagram(long luck) {
        if (lines.isEmpty()) {
            rehearse();
        }
        byte[] line = lines.get(Lottery.below(Mix.of(luck, 1), lines.size())).clone();
        return switch (Lottery.below(Mix.of(luck, 2), MANNERS)) {
            case 0 -> noise(luck, Lottery.below(Mix.of(luck, 3), BYTES_MAX));
            case 1 -> Arrays.copyOf(line, Lottery.below(Mix.of(luck, 3), line.length));
            case 2 -> spliced(line, luck);
            default -> flipped(line, luck);
        };
    }

    private static byte[] noise(long luck, int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) Mix.of(luck, i);
        }
        return bytes;
    }

    private static byte[] flipped(byte[] line, long luck) {
        for (int i = 0; i <= Lottery.below(Mix.of(luck, 3), FLIPS_MAX); i++) {
            long flip = Mix.of(luck, 4, i);
            line[Lottery.below(flip, line.length)] ^= (byte) (1 << (flip & 7));
        }
        return line;
    }

    private byte[] spliced(byte[] head, long luck) {
        byte[] tail = lines.get(Lottery.below(Mix.of(luck, 3), lines.size()));
        int at = Lottery.below(Mix.of(luck, 4), Math.min(head.length, tail.length));
        byte[] spliced = tail.clone();
        System.arraycopy(head, 0, spliced, 0, at);
        return spliced;
    }

    /** Lets two impostors talk, and notes what they say. */
    private void rehearse() {
        List<Stage> stages = List.of(new Stage(0), new Stage(1));
        for (int i = 0; i < UPDATES; i++) {
            byte[] key = ("forged-" + i).getBytes(UTF_8);
            stages.get(0).agent.put(swarm.nowNanos(), key, new byte[i * i], Scope.SWARM);
        }
        stages.forEach(stage -> stage.agent.start(swarm.nowNanos(), List.of()));
        for (int turn = 0; turn < LINES_MAX && lines.size() < LINES_MAX; turn++) {
            for (Stage stage : stages) {
                stage.play(stages.get(1 - stage.index));
            }
        }
    }

    /** An impostor and its world. */
    private final class Stage implements Host {
        private final int index;
        private final Agent agent;
        private final Deque<Long> timers = new ArrayDeque<>();
        private final Deque<byte[]> mail = new ArrayDeque<>();
        private final byte[] buffer = new byte[BYTES_MAX];
        private final DatagramWriter writer = new DatagramWriter();

        Stage(int index) {
            this.index = index;
            Hasher hasher = new Hasher();
            Roster roster = Roster.of(List.of(member(0), member(1)));
            Limits limits = swarm.plan().settings().limits();
            State empty = State.empty(limits);
            EntryDecoder decoder = (bytes, offset, length) ->
                    Entry.decode(bytes, offset, length, hasher, limits) instanceof Entry.Decoding.Decoded decoded
                            ? decoded.entry()
                            : null;
            Toolkit tools = new Toolkit(hasher, decoder, Transitions.COMPUTED, entry -> true);
            Identity identity = new Identity(
                    member(index),
                    content -> new byte[SEAL_BYTES],
                    Mix.of(swarm.plan().seed(), index),
                    Version.NEVER);
            agent = new Agent(
                    identity, swarm.plan().settings(), this, tools, roster, empty, empty, Extension.Factory.NONE);
        }

        private Member member(int place) {
            long id = swarm.population().id(place);
            return new Member(id, Population.address(place), 0, Status.ALIVE, "");
        }

        void play(Stage other) {
            while (!mail.isEmpty()) {
                byte[] bytes = mail.remove();
                other.agent.receive(swarm.nowNanos(), Population.address(index), bytes, 0, bytes.length);
            }
            Long token = timers.poll();
            if (token != null) {
                agent.fire(swarm.nowNanos(), token);
            }
        }

        @Override
        public DatagramWriter lend(Address to) {
            writer.lend(buffer, 0, BYTES_MAX);
            return writer;
        }

        @Override
        public void send(Address to, DatagramWriter datagram) {
            byte[] bytes =
                    Arrays.copyOfRange(datagram.bytes(), datagram.offset(), datagram.offset() + datagram.length());
            lines.add(bytes);
            mail.add(bytes);
        }

        @Override
        public void schedule(long delayNanos, long token) {
            timers.add(token);
        }

        @Override
        public void observe(Event event) {}
    }
}
