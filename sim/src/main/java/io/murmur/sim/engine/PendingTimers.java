package io.murmur.sim.engine;

import java.util.Arrays;

/**
 * The timers that one agent has yet to see in the step at work, earliest first: those it came with, and those it asks
 * for on the way. There are hardly ever more than a few.
 */
final class PendingTimers {
    private int[] agents = new int[8];
    private long[] tokens = new long[8];
    private int[] times = new int[8];
    private int size;
    private boolean open;

    /** Begins an agent's step. */
    void begin(Agenda agenda, int place) {
        size = 0;
        open = true;
        for (int i = agenda.first(place); i < agenda.first(place + 1); i++) {
            add(agenda.agent(i), agenda.token(i), agenda.time(i));
        }
    }

    /** Ends an agent's step: timers for the same step would come too late now. */
    void end() {
        open = false;
    }

    /** Whether an agent's step is going on. */
    boolean isOpen() {
        return open;
    }

    /** Adds a timer behind those of its time; kept with the earliest at the end. */
    void add(int agent, long token, int time) {
        if (size == agents.length) {
            agents = Arrays.copyOf(agents, 2 * size);
            tokens = Arrays.copyOf(tokens, 2 * size);
            times = Arrays.copyOf(times, 2 * size);
        }
        int at = size++;
        while (at > 0 && times[at - 1] <= time) {
            agents[at] = agents[at - 1];
            tokens[at] = tokens[at - 1];
            times[at] = times[--at];
        }
        agents[at] = agent;
        tokens[at] = token;
        times[at] = time;
    }

    boolean isEmpty() {
        return size == 0;
    }

    int agent() {
        return agents[size - 1];
    }

    int time() {
        return times[size - 1];
    }

    /** Takes the earliest out: its token. */
    long pop() {
        return tokens[--size];
    }
}
