package io.murmur.sim.engine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The datagrams from one partition to another that are due in the same step, in the order in which they were sent: a
 * chain of chunks of records.
 *
 * <pre>
 * receiver 4 bytes   its place in the target partition; -1 ends a chunk
 * sender   4 bytes   its index in the swarm
 * time     4 bytes   nanoseconds since the step began
 * length   2 bytes   of the datagram that follows
 * </pre>
 */
final class Stream {
    static final int SENDER_AT = 4;
    static final int TIME_AT = 8;
    static final int LENGTH_AT = 12;
    static final int HEADER_BYTES = 14;
    static final int END = -1;

    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.nativeOrder());
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle SHORTS =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.nativeOrder());

    private final ChunkPool pool;
    private int[] chunks = new int[2];
    private int count;
    private int position = ChunkPool.CHUNK_BYTES;

    Stream(ChunkPool pool) {
        this.pool = pool;
    }

    void append(ChunkPool.Shelf shelf, int receiver, int sender, int timeNanos, byte[] bytes, int offset, int length) {
        if (position + HEADER_BYTES + length > ChunkPool.CHUNK_BYTES) {
            grow(shelf);
        }
        int chunk = chunks[count - 1];
        byte[] slab = pool.slab(chunk);
        int at = ChunkPool.begin(chunk) + position;
        INTS.set(slab, at, receiver);
        INTS.set(slab, at + SENDER_AT, sender);
        INTS.set(slab, at + TIME_AT, timeNanos);
        SHORTS.set(slab, at + LENGTH_AT, (short) length);
        System.arraycopy(bytes, offset, slab, at + HEADER_BYTES, length);
        position += HEADER_BYTES + length;
    }

    private void grow(ChunkPool.Shelf shelf) {
        end();
        if (count == chunks.length) {
            chunks = Arrays.copyOf(chunks, 2 * count);
        }
        chunks[count++] = shelf.take();
        position = 0;
    }

    /** Marks the end of the last chunk; to be done before reading. */
    void end() {
        if (position + SENDER_AT <= ChunkPool.CHUNK_BYTES) {
            int chunk = chunks[count - 1];
            INTS.set(pool.slab(chunk), ChunkPool.begin(chunk) + position, END);
        }
    }

    boolean isEmpty() {
        return count == 0;
    }

    int chunks() {
        return count;
    }

    int chunk(int index) {
        return chunks[index];
    }

    /** Empties the stream; its chunks belong to whoever read them. */
    void clear() {
        count = 0;
        position = ChunkPool.CHUNK_BYTES;
    }

    static int i32(byte[] slab, int at) {
        return (int) INTS.get(slab, at);
    }

    static long i64(byte[] bytes, int at) {
        return (long) LONGS.get(bytes, at);
    }

    static int u16(byte[] slab, int at) {
        return (short) SHORTS.get(slab, at) & 0xFFFF;
    }
}
