package io.murmur.sim.run;

import io.murmur.protocol.agent.Agent;
import io.murmur.protocol.host.Lifecycle;
import io.murmur.protocol.merkle.Hash;
import io.murmur.protocol.state.Entry;
import io.murmur.protocol.state.State;
import io.murmur.sim.engine.SpreadLog;
import io.murmur.sim.engine.Swarm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was written, and when which share of the live agents held it. Where the same agents run all the time and each
 * update has its own key, those that take it in are counted as they do; else everybody is asked after each round.
 */
final class Ledger {
    private static final double[] SHARES = {0.5, 0.99, 0.9999, 1};

    private final SpreadLog log = new SpreadLog();
    private final boolean counted;
    private final List<Update> all = new ArrayList<>();
    private final List<Update> open = new ArrayList<>();
    private long holders;
    private long live;

    /** One write. */
    static final class Update {
        private final Entry entry;
        private final int number;
        private final long writtenRound;
        private final long[] reached = new long[SHARES.length];
        private long holders;
        private boolean lost;

        Update(Entry entry, int number, long writtenRound) {
            this.entry = entry;
            this.number = number;
            this.writtenRound = writtenRound;
            Arrays.fill(reached, -1);
        }

        Entry entry() {
            return entry;
        }

        long writtenRound() {
            return writtenRound;
        }

        /** Live agents that held it when it was last looked at. */
        long holders() {
            return holders;
        }

        /** Rounds from the write until all live agents held it; -1 where that never was. */
        long rounds() {
            return reached[SHARES.length - 1];
        }

        private boolean done() {
            return lost || rounds() >= 0;
        }
    }

    /** Live agents that hold the same. */
    private static final class Camp {
        private final State state;
        private int size;

        Camp(State state) {
            this.state = state;
        }

        private boolean holds(Entry entry) {
            Entry held = state.get(entry.key());
            return held == null ? entry.version() <= state.watermark() : !entry.supersedes(held);
        }
    }

    /**
     * @param counted whether counting suffices
     */
    Ledger(boolean counted) {
        this.counted = counted;
    }

    /** What has to hear of the agents' events. */
    SpreadLog log() {
        return log;
    }

    void wrote(Entry entry, long round) {
        Update update = new Update(entry, counted ? log.follow(entry) : -1, round);
        all.add(update);
        open.add(update);
    }

    /** Looks who holds what after a round. */
    void look(Swarm swarm) {
        List<Camp> camps = counted ? List.of() : camps(swarm);
        live = counted
                ? swarm.plan().agents()
                : camps.stream().mapToLong(camp -> camp.size).sum();
        for (Update update : open) {
            holders = counted ? log.holders(update.number) : holders(camps, update.entry);
            update.holders = holders;
            update.lost = holders == 0;
            for (int i = 0; i < SHARES.length; i++) {
                if (update.reached[i] < 0 && holders >= Math.ceil(SHARES[i] * live) && !update.lost) {
                    update.reached[i] = swarm.rounds() - update.writtenRound;
                }
            }
        }
        open.removeIf(Update::done);
    }

    private static long holders(List<Camp> camps, Entry entry) {
        long sum = 0;
        for (Camp camp : camps) {
            sum += camp.holds(entry) ? camp.size : 0;
        }
        return sum;
    }

    private static List<Camp> camps(Swarm swarm) {
        Map<Hash, Camp> camps = new LinkedHashMap<>();
        for (int index = 0; index < swarm.places(); index++) {
            Agent agent = swarm.agent(index);
            if (agent != null && live(swarm, index)) {
                camps.computeIfAbsent(agent.state().root(), root -> new Camp(agent.state())).size++;
            }
        }
        return List.copyOf(camps.values());
    }

    /** Whether an agent runs and means to stay. */
    static boolean live(Swarm swarm, int index) {
        Agent agent = swarm.agent(index);
        return agent != null
                && swarm.running(index)
                && agent.lifecycle() != Lifecycle.LEAVING
                && agent.lifecycle() != Lifecycle.LEFT;
    }

    /** Whether every update was held by all live agents, or died with the last agent that held it. */
    boolean settled() {
        return open.isEmpty();
    }

    List<Update> open() {
        return open;
    }

    /** Every update that died with its holders, or took longer than so many rounds as of a round. */
    List<Update> overdue(int rounds, long round) {
        return all.stream()
                .filter(update -> update.lost
                        || update.rounds() > rounds
                        || (update.rounds() < 0 && round - update.writtenRound > rounds))
                .toList();
    }

    /** Every update that did not die with its holders. */
    List<Update> updates() {
        return all.stream().filter(update -> !update.lost).toList();
    }

    /** Live agents that held the update last looked at. */
    long holders() {
        return holders;
    }

    long live() {
        return live;
    }

    /** The rounds that the updates took, as of a round. */
    Updates distribution(long round) {
        return Updates.of(updates().stream()
                .mapToLong(update -> update.rounds() < 0 ? round - update.writtenRound : update.rounds())
                .toArray());
    }

    /** The rounds of the update that took longest. */
    Rounds slowest() {
        @Nullable Update slowest = null;
        for (Update update : updates()) {
            if (slowest == null || slower(update, slowest)) {
                slowest = update;
            }
        }
        if (slowest == null) {
            return new Rounds(-1, -1, -1, -1);
        }
        return new Rounds(slowest.reached[0], slowest.reached[1], slowest.reached[2], slowest.reached[3]);
    }

    private static boolean slower(Update one, Update other) {
        return other.rounds() >= 0 && (one.rounds() < 0 || one.rounds() > other.rounds());
    }
}
