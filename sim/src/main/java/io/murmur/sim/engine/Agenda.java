package io.murmur.sim.engine;

import java.util.Arrays;

/**
 * The timers that are due in one step, put in order: by agent, for one agent by time, and for one time as it asked for
 * them. A counting sort; scratch space of one thread.
 */
final class Agenda {
    private int[] starts = new int[64];
    private int[] order = new int[64];
    private final Timers.Slot sorted = new Timers.Slot();

    /** The sorted copy of a slot; valid until the next one is sorted. */
    Timers.Slot sort(Timers.Slot due, int agents) {
        if (starts.length < agents + 1) {
            starts = new int[agents + 1];
        }
        if (order.length < due.size()) {
            order = new int[due.size()];
        }
        Arrays.fill(starts, 0, agents + 1, 0);
        for (int i = 0; i < due.size(); i++) {
            starts[Partition.placeOf(due.agent(i)) + 1]++;
        }
        for (int i = 0; i < agents; i++) {
            starts[i + 1] += starts[i];
        }
        for (int i = 0; i < due.size(); i++) {
            order[starts[Partition.placeOf(due.agent(i))]++] = i;
        }
        sortByTime(due);
        sorted.clear();
        for (int i = 0; i < due.size(); i++) {
            sorted.add(due.agent(order[i]), due.token(order[i]), due.time(order[i]));
        }
        return sorted;
    }

    /** Within an agent's run; an insertion sort, since hardly any agent has more than one or two. */
    private void sortByTime(Timers.Slot due) {
        for (int i = 1; i < due.size(); i++) {
            int moving = order[i];
            int agent = Partition.placeOf(due.agent(moving));
            int j = i;
            while (j > 0
                    && Partition.placeOf(due.agent(order[j - 1])) == agent
                    && due.time(order[j - 1]) > due.time(moving)) {
                order[j] = order[--j];
            }
            order[j] = moving;
        }
    }
}
