package io.murmur.sim.engine;

import java.util.ArrayDeque;
import java.util.Arrays;

/**
 * Pieces of bytes for mail, used again and again. They are cut from a few large arrays and go by numbers, so that a
 * garbage collector neither copies them nor looks for them. Threads take and give them by the dozen through their own
 * shelves.
 */
final class ChunkPool {
    /** Size of every chunk: a datagram of any permitted size and its record header fit. */
    static final int CHUNK_BYTES = 2_048;

    private static final int CHUNK_SHIFT = 11;
    private static final int BATCH = 64;
    private static final int SLAB_SHIFT = 14;
    private static final int SLAB_CHUNKS = 1 << SLAB_SHIFT;

    private final ArrayDeque<int[]> batches = new ArrayDeque<>();
    private volatile byte[][] slabs = new byte[0][];
    private int cut;

    /** One thread's own stock. */
    static final class Shelf {
        private final ChunkPool pool;
        private final int[] stock = new int[2 * BATCH];
        private int count;

        Shelf(ChunkPool pool) {
            this.pool = pool;
        }

        int take() {
            if (count == 0) {
                count = pool.take(stock);
            }
            return stock[--count];
        }

        void give(int chunk) {
            if (count == stock.length) {
                count -= BATCH;
                pool.give(stock, count);
            }
            stock[count++] = chunk;
        }
    }

    /** The array that a chunk is a part of. */
    byte[] slab(int chunk) {
        return slabs[chunk >>> SLAB_SHIFT];
    }

    /** Where in its array a chunk begins. */
    static int begin(int chunk) {
        return (chunk & (SLAB_CHUNKS - 1)) << CHUNK_SHIFT;
    }

    /** Bytes of all chunks ever made: the most that mail has needed, rounded up. */
    long bytes() {
        return Arrays.stream(slabs).mapToLong(slab -> slab.length).sum();
    }

    private synchronized int take(int[] into) {
        int[] batch = batches.poll();
        if (batch != null) {
            System.arraycopy(batch, 0, into, 0, BATCH);
            return BATCH;
        }
        byte[][] all = slabs;
        if (all.length == 0 || cut << CHUNK_SHIFT == all[all.length - 1].length) {
            addSlab(all);
        }
        int first = ((slabs.length - 1) << SLAB_SHIFT) + cut;
        for (int i = 0; i < BATCH; i++) {
            into[i] = first + i;
        }
        cut += BATCH;
        return BATCH;
    }

    /** Each is twice the last, so that a small swarm needs little. */
    private void addSlab(byte[][] all) {
        byte[][] grown = Arrays.copyOf(all, all.length + 1);
        int chunks = Math.min(SLAB_CHUNKS, BATCH << Math.min(all.length, SLAB_SHIFT));
        grown[all.length] = new byte[chunks << CHUNK_SHIFT];
        slabs = grown;
        cut = 0;
    }

    private synchronized void give(int[] from, int offset) {
        batches.push(Arrays.copyOfRange(from, offset, offset + BATCH));
    }
}
