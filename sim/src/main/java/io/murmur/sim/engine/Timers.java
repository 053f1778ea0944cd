package io.murmur.sim.engine;

import java.util.ArrayDeque;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The timers of a partition's agents, in a wheel of steps: those of the near future by step, those beyond it in one
 * heap that is looked through once per turn of the wheel.
 */
final class Timers {
    private static final int SLOTS = 128;

    private final @Nullable Slot[] slots = new Slot[SLOTS];
    private final ArrayDeque<Slot> idle = new ArrayDeque<>();
    private final Slot far = new Slot();
    private long[] farSteps = new long[8];
    private long turn = Long.MIN_VALUE;
    private int size;

    /** The timers of one step, in the order in which they were asked for. */
    static final class Slot {
        private int[] agents = new int[8];
        private long[] tokens = new long[8];
        private int[] times = new int[8];
        private int size;

        int size() {
            return size;
        }

        /** What {@link #add} was told of the agent. */
        int agent(int index) {
            return agents[index];
        }

        long token(int index) {
            return tokens[index];
        }

        /** Nanoseconds from the beginning of the step. */
        int time(int index) {
            return times[index];
        }

        void clear() {
            size = 0;
        }

        void add(int agent, long token, int time) {
            if (size == agents.length) {
                int grown = size + (size >> 1);
                agents = Arrays.copyOf(agents, grown);
                tokens = Arrays.copyOf(tokens, grown);
                times = Arrays.copyOf(times, grown);
            }
            agents[size] = agent;
            tokens[size] = token;
            times[size++] = time;
        }
    }

    /**
     * Notes a timer for a step that has not been drained.
     *
     * @param time nanoseconds from the beginning of the step
     */
    void add(long step, int agent, long token, int time) {
        size++;
        if (turn == Long.MIN_VALUE) {
            turn = Math.floorDiv(step, SLOTS) * SLOTS;
        }
        if (step < turn + SLOTS) {
            slot(step).add(agent, token, time);
            return;
        }
        if (far.size == farSteps.length) {
            farSteps = Arrays.copyOf(farSteps, 2 * far.size);
        }
        farSteps[far.size] = step;
        far.add(agent, token, time);
    }

    private Slot slot(long step) {
        int index = (int) Math.floorMod(step, (long) SLOTS);
        Slot slot = slots[index];
        if (slot == null) {
            slot = idle.isEmpty() ? new Slot() : idle.pop();
            slots[index] = slot;
        }
        return slot;
    }

    /** Takes the timers of a step out, or null if there are none. Steps must be drained in order, none left out. */
    @Nullable
    Slot drain(long step) {
        if (step >= turn + SLOTS) {
            turn = Math.floorDiv(step, SLOTS) * SLOTS;
            sift();
        }
        int index = (int) Math.floorMod(step, (long) SLOTS);
        Slot slot = slots[index];
        slots[index] = null;
        size -= slot == null ? 0 : slot.size;
        return slot;
    }

    private void sift() {
        int kept = 0;
        for (int i = 0; i < far.size; i++) {
            if (farSteps[i] < turn + SLOTS) {
                slot(farSteps[i]).add(far.agents[i], far.tokens[i], far.times[i]);
            } else {
                far.agents[kept] = far.agents[i];
                far.tokens[kept] = far.tokens[i];
                far.times[kept] = far.times[i];
                farSteps[kept++] = farSteps[i];
            }
        }
        far.size = kept;
    }

    /** Gives a drained slot back for use. */
    void recycle(Slot slot) {
        slot.clear();
        idle.push(slot);
    }

    int size() {
        return size;
    }
}
