package io.murmur.sim.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.murmur.protocol.agent.Outcome;
import io.murmur.protocol.merkle.Hash;
import io.murmur.protocol.state.Entry;
import io.murmur.sim.chance.Mix;
import io.murmur.sim.engine.Swarm;
import io.murmur.sim.scenario.Workload;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The applications: they have their agents write what the workload says. */
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

    Writers(Workload workload, Swarm swarm, Ledger ledger) {
        this.workload = workload;
        this.swarm = swarm;
        this.ledger = ledger;
        this.lottery = new Lottery(swarm, PURPOSE);
    }

    /** Writes what is due before the next round; false if nothing is. */
    boolean write() {
        long round = swarm.rounds();
        if (round < workload.from() || round > workload.to()) {
            return false;
        }
        for (int i = 0; i < workload.perRound(); i++) {
            long luck = lottery.luck(round, i);
            int writer = lottery.member(luck);
            if (writer >= 0 && write(writer, luck) instanceof Outcome.Written(Entry entry)) {
                ledger.wrote(entry, round);
                newest.merge(entry.key(), entry, (before, now) -> now.supersedes(before) ? now : before);
            }
        }
        return workload.perRound() > 0;
    }

    private Outcome write(int writer, long luck) {
        Outcome outcome;
        if (!keys.isEmpty() && Mix.unit(Mix.of(luck, DELETE)) < workload.deletes()) {
            String key = keys.get(Lottery.below(Mix.of(luck, KEY), keys.size()));
            outcome = swarm.delete(writer, key.getBytes(UTF_8));
        } else {
            outcome = swarm.put(writer, key(luck).getBytes(UTF_8), value(luck));
        }
        return java.util.Objects.requireNonNull(outcome, "a member that does not run");
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

    /** The keys whose newest entry deletes them. */
    List<Hash> deleted() {
        return newest.values().stream()
                .filter(Entry::isTombstone)
                .map(Entry::key)
                .toList();
    }
}
