package io.murmur.sim.engine;

import java.util.ArrayDeque;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The timers of a partition's agents, in a wheel of steps: those of the near future by step, those beyond it in one
 * heap that is looked through once per turn of the wheel. All are kept in small blocks that are used again and again.
 */
final class Timers {
    private static final int SLOTS = 128;
    private static final int SLOT_MASK = SLOTS - 1;
    private static final int BLOCK_SHIFT = 6;
    private static final int BLOCK = 1 << BLOCK_SHIFT;

    private final @Nullable Slot[] slots = new Slot[SLOTS];
    private final ArrayDeque<Block> idle = new ArrayDeque<>();
    private final Slot far = new Slot();
    private long[] farSteps = new long[8];
    private long turn;
    private int size;

    private static final class Block {
        final int[] agents = new int[BLOCK];
        final long[] tokens = new long[BLOCK];
        /** Null while all are 0: in lock-step they are. */
        int @Nullable [] times;

        void put(int at, int agent, long token, int time) {
            agents[at] = agent;
            tokens[at] = token;
            if (times == null && time != 0) {
                times = new int[BLOCK];
            }
            if (times != null) {
                times[at] = time;
            }
        }

        int time(int at) {
            return times == null ? 0 : times[at];
        }
    }

    /** The timers of one step, in the order in which they were asked for. */
    static final class Slot {
        private @Nullable Block[] blocks = new Block[2];
        private int size;

        int size() {
            return size;
        }

        /** What {@link #add} was told of the agent. */
        int agent(int index) {
            return block(index).agents[index & (BLOCK - 1)];
        }

        long token(int index) {
            return block(index).tokens[index & (BLOCK - 1)];
        }

        /** Nanoseconds from the beginning of the step. */
        int time(int index) {
            return block(index).time(index & (BLOCK - 1));
        }

        private Block block(int index) {
            Block block = blocks[index >>> BLOCK_SHIFT];
            if (block == null) {
                throw new IndexOutOfBoundsException(index);
            }
            return block;
        }

        private void put(int index, int agent, long token, int time) {
            block(index).put(index & (BLOCK - 1), agent, token, time);
        }
    }

    /**
     * Notes a timer for a step that has not been drained.
     *
     * @param time nanoseconds from the beginning of the step
     */
    void add(long step, int agent, long token, int time) {
        size++;
        if (step < turn + SLOTS) {
            append(slot(step), agent, token, time);
            return;
        }
        if (far.size == farSteps.length) {
            farSteps = Arrays.copyOf(farSteps, 2 * far.size);
        }
        farSteps[far.size] = step;
        append(far, agent, token, time);
    }

    private void append(Slot slot, int agent, long token, int time) {
        int block = slot.size >>> BLOCK_SHIFT;
        if (block == slot.blocks.length) {
            slot.blocks = Arrays.copyOf(slot.blocks, 2 * block);
        }
        if (slot.blocks[block] == null) {
            slot.blocks[block] = idle.isEmpty() ? new Block() : idle.pop();
        }
        slot.put(slot.size++, agent, token, time);
    }

    private Slot slot(long step) {
        int index = (int) step & SLOT_MASK;
        Slot slot = slots[index];
        if (slot == null) {
            slot = new Slot();
            slots[index] = slot;
        }
        return slot;
    }

    /** Takes the timers of a step out, or null if there are none. Steps must be drained in order from 0, none left out. */
    @Nullable
    Slot drain(long step) {
        if (step >= turn + SLOTS) {
            turn = step & ~(long) SLOT_MASK;
            sift();
        }
        int index = (int) step & SLOT_MASK;
        Slot slot = slots[index];
        slots[index] = null;
        size -= slot == null ? 0 : slot.size;
        return slot;
    }

    private void sift() {
        int kept = 0;
        for (int i = 0; i < far.size; i++) {
            if (farSteps[i] < turn + SLOTS) {
                append(slot(farSteps[i]), far.agent(i), far.token(i), far.time(i));
            } else {
                far.put(kept, far.agent(i), far.token(i), far.time(i));
                farSteps[kept++] = farSteps[i];
            }
        }
        far.size = kept;
    }

    /** Gives a drained slot's blocks back for use. */
    void recycle(Slot slot) {
        for (Block block : slot.blocks) {
            if (block != null) {
                idle.push(block);
            }
        }
    }

    int size() {
        return size;
    }
}
