package io.murmur.sim.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.murmur.protocol.agent.Outcome;
import io.murmur.protocol.merkle.Hash;
import io.murmur.protocol.state.Entry;
import io.murmur.protocol.wire.Bytes;
import io.murmur.sim.chance.Mix;
import io.murmur.sim.engine.Swarm;
import io.murmur.sim.scenario.Workload;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The applications: they have their agents write what the workload says. What an agent refuses is tried again before each
 * round until it is taken, as the agent that refuses asks for.
 */
final class Writers {
    private static final long PURPOSE = 0x3217;
    private static final long KEY = 1;
    private static final long DELETE = 2;
    private static final long VALUE = 3;

    private final Workload workload;
    private final Swarm swarm;
    private final Ledger ledger;
    private final Lottery lottery;
    private final List<String> keys = new ArrayList<>();
    private final Map<Hash, Entry> newest = new LinkedHashMap<>();
    private final List<Write> waiting = new ArrayList<>();
    private long refused;

    /** What an application wants of its agent. */
    private record Write(int writer, String key, @Nullable Bytes value) {}

    Writers(Workload workload, Swarm swarm, Ledger ledger) {
        this.workload = workload;
        this.swarm = swarm;
        this.ledger = ledger;
        this.lottery = new Lottery(swarm, PURPOSE);
    }

    /** Writes what is due before the next round; false if nothing is. */
    boolean write() {
        long round = swarm.rounds();
        boolean late = !waiting.isEmpty();
        waiting.removeIf(write -> !swarm.running(write.writer) || taken(write));
        if (round < workload.from() || round > workload.to()) {
            return late;
        }
        for (int i = 0; i < workload.perRound(); i++) {
            long luck = lottery.luck(round, i);
            int writer = lottery.member(luck);
            if (writer >= 0) {
                Write write = wanted(writer, luck);
                if (!taken(write)) {
                    waiting.add(write);
                }
            }
        }
        return late || workload.perRound() > 0;
    }

    private Write wanted(int writer, long luck) {
        if (!keys.isEmpty() && Mix.unit(Mix.of(luck, DELETE)) < workload.deletes()) {
            return new Write(writer, keys.get(Lottery.below(Mix.of(luck, KEY), keys.size())), null);
        }
        return new Write(writer, key(luck), Bytes.of(value(luck)));
    }

    private boolean taken(Write write) {
        byte[] key = write.key.getBytes(UTF_8);
        Outcome outcome = write.value == null
                ? swarm.delete(write.writer, key)
                : swarm.put(write.writer, key, write.value.toArray());
        switch (Objects.requireNonNull(outcome, "a member that does not run")) {
            case Outcome.Written(Entry entry) -> {
                ledger.wrote(entry, swarm.rounds());
                newest.merge(entry.key(), entry, (before, now) -> now.supersedes(before) ? now : before);
                return true;
            }
            case Outcome.Refused _ -> {
                refused++;
                return false;
            }
        }
    }

    /** Writes that were refused and wait to be tried again. */
    int waiting() {
        return waiting.size();
    }

    /** How often a write was refused. */
    long refused() {
        return refused;
    }

    private String key(long luck) {
        if (workload.keys() > 0 && keys.size() == workload.keys()) {
            return keys.get(Lottery.below(Mix.of(luck, KEY), keys.size()));
        }
        String key = "key-" + keys.size();
        keys.add(key);
        return key;
    }

    private byte[] value(long luck) {
        byte[] value = new byte[workload.valueBytes()];
        for (int i = 0; i < value.length; i++) {
            value[i] = (byte) Mix.of(luck, VALUE, i);
        }
        return value;
    }

    /** The newest entries of the keys that are deleted. */
    List<Entry> deletions() {
        return newest.values().stream().filter(Entry::isTombstone).toList();
    }
}
