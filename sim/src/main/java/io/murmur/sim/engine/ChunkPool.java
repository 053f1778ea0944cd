package io.murmur.sim.engine;

import java.util.ArrayDeque;

/** Pieces of bytes for mail, used again and again. Threads take and give them by the dozen through their own shelves. */
final class ChunkPool {
    /** Size of every chunk: a datagram of any permitted size and its record header fit. */
    static final int CHUNK_BYTES = 2_048;

    private static final int BATCH = 64;

    private final ArrayDeque<byte[][]> batches = new ArrayDeque<>();
    private long made;

    /** One thread's own stock. */
    static final class Shelf {
        private final ChunkPool pool;
        private final byte[][] stock = new byte[2 * BATCH][];
        private int count;

        Shelf(ChunkPool pool) {
            this.pool = pool;
        }

        byte[] take() {
            if (count == 0) {
                count = pool.take(stock);
            }
            return stock[--count];
        }

        void give(byte[] chunk) {
            if (count == stock.length) {
                count -= BATCH;
                pool.give(stock, count);
            }
            stock[count++] = chunk;
        }
    }

    /** Bytes of all chunks ever made: the most that mail has needed. */
    synchronized long bytes() {
        return made * CHUNK_BYTES;
    }

    private synchronized int take(byte[][] into) {
        byte[][] batch = batches.poll();
        if (batch != null) {
            System.arraycopy(batch, 0, into, 0, BATCH);
            return BATCH;
        }
        for (int i = 0; i < BATCH; i++) {
            into[i] = new byte[CHUNK_BYTES];
        }
        made += BATCH;
        return BATCH;
    }

    private synchronized void give(byte[][] from, int offset) {
        byte[][] batch = new byte[BATCH][];
        System.arraycopy(from, offset, batch, 0, BATCH);
        batches.push(batch);
    }
}
