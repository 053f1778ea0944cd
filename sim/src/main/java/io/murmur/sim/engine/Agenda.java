package io.murmur.sim.engine;

import java.util.Arrays;

/**
 * The timers that are due in one step, put in order: by agent, and for one agent as it asked for them. A counting sort;
 * scratch space of one thread.
 */
final class Agenda {
    private int[] starts = new int[64];
    private int[] agents = new int[64];
    private long[] tokens = new long[64];
    private int[] times = new int[64];
    private int size;

    /** Takes a slot's timers in, sorted, for a partition of so many agents. */
    void sort(Timers.Slot due, int places) {
        size = due.size();
        if (starts.length < places + 1) {
            starts = new int[places + 1];
        }
        if (agents.length < size) {
            agents = new int[size];
            tokens = new long[size];
            times = new int[size];
        }
        Arrays.fill(starts, 0, places + 1, 0);
        for (int i = 0; i < size; i++) {
            starts[Partition.placeOf(due.agent(i)) + 1]++;
        }
        for (int i = 0; i < places; i++) {
            starts[i + 1] += starts[i];
        }
        for (int i = 0; i < size; i++) {
            int at = starts[Partition.placeOf(due.agent(i))]++;
            agents[at] = due.agent(i);
            tokens[at] = due.token(i);
            times[at] = due.time(i);
        }
        System.arraycopy(starts, 0, starts, 1, places);
        starts[0] = 0;
    }

    /** No timers, for a partition of so many agents. */
    void clear(int places) {
        size = 0;
        if (starts.length < places + 1) {
            starts = new int[places + 1];
        }
        Arrays.fill(starts, 0, places + 1, 0);
    }

    int size() {
        return size;
    }

    /** The first timer of a place's agent; those up to the next place's first are all its own. */
    int first(int place) {
        return starts[place];
    }

    int agent(int index) {
        return agents[index];
    }

    long token(int index) {
        return tokens[index];
    }

    int time(int index) {
        return times[index];
    }
}
