package io.murmur.sim.engine;

import java.util.Arrays;

/**
 * What a partition receives in one step, put in order: by receiver, and for one receiver by time, by
 * sender, and by sequence. A counting sort by receiver; scratch space of one thread.
 */
final class Inbox {
    private final ChunkPool pool;
    private int[] chunks = new int[64];
    private int chunkCount;
    private int[] receivers = new int[1_024];
    private long[] places = new long[1_024];
    private long[] sorted = new long[1_024];
    private int[] starts = new int[64];
    private int size;

    Inbox(ChunkPool pool) {
        this.pool = pool;
    }

    /** Takes a stream's records in, and its chunks over. */
    void gather(Stream stream) {
        stream.end();
        for (int i = 0; i < stream.chunks(); i++) {
            if (chunkCount == chunks.length) {
                chunks = Arrays.copyOf(chunks, 2 * chunkCount);
            }
            chunks[chunkCount] = stream.chunk(i);
            scan(chunks[chunkCount++]);
        }
        stream.clear();
    }

    private void scan(int chunk) {
        byte[] slab = pool.slab(chunk);
        int at = ChunkPool.begin(chunk);
        int end = at + ChunkPool.CHUNK_BYTES;
        while (at + Stream.HEADER_BYTES <= end) {
            int receiver = Stream.i32(slab, at);
            if (receiver == Stream.END) {
                return;
            }
            if (size == receivers.length) {
                receivers = Arrays.copyOf(receivers, 2 * size);
                places = Arrays.copyOf(places, 2 * size);
            }
            receivers[size] = receiver;
            places[size++] = (long) chunk << 32 | at;
            at += Stream.HEADER_BYTES + Stream.u16(slab, at + Stream.LENGTH_AT);
        }
    }

    /** Sorts what was gathered, for a partition of that many agents; returns the most that one of them gets. */
    int sort(int agents) {
        if (starts.length < agents + 1) {
            starts = new int[agents + 1];
        }
        if (sorted.length < size) {
            sorted = new long[places.length];
        }
        Arrays.fill(starts, 0, agents + 1, 0);
        for (int i = 0; i < size; i++) {
            starts[receivers[i] + 1]++;
        }
        int most = 0;
        for (int i = 0; i < agents; i++) {
            most = Math.max(most, starts[i + 1]);
            starts[i + 1] += starts[i];
        }
        for (int i = 0; i < size; i++) {
            sorted[starts[receivers[i]]++] = places[i];
        }
        // each start has moved to its end, which is the next one's start
        System.arraycopy(starts, 0, starts, 1, agents);
        starts[0] = 0;
        return most;
    }

    /** Nothing, for a partition of so many agents. */
    void clear(int agents) {
        if (starts.length < agents + 1) {
            starts = new int[agents + 1];
        }
        Arrays.fill(starts, 0, agents + 1, 0);
    }

    int size() {
        return size;
    }

    /** The first record of a receiver; those up to the next receiver's first are all its own. */
    int first(int receiver) {
        return starts[receiver];
    }

    /** The array that holds a record. */
    byte[] slab(int index) {
        return slab(sorted[index]);
    }

    private byte[] slab(long place) {
        return pool.slab((int) (place >>> 32));
    }

    /** Where a record begins in its array. */
    int at(int index) {
        return (int) sorted[index];
    }

    /** Puts the records of one receiver in the order of time, then sender; those of one sender stay as they are. */
    void sortByTime(int receiver) {
        int from = starts[receiver];
        for (int i = from + 1; i < starts[receiver + 1]; i++) {
            long moving = sorted[i];
            int j = i;
            while (j > from && isAfter(sorted[j - 1], moving)) {
                sorted[j] = sorted[--j];
            }
            sorted[j] = moving;
        }
    }

    private boolean isAfter(long place, long other) {
        int time = field(place, Stream.TIME_AT);
        int otherTime = field(other, Stream.TIME_AT);
        return time != otherTime ? time > otherTime : field(place, Stream.SENDER_AT) > field(other, Stream.SENDER_AT);
    }

    private int field(long place, int at) {
        return Stream.i32(slab(place), (int) place + at);
    }

    /** Nanoseconds from the beginning of the step. */
    int time(int index) {
        return field(sorted[index], Stream.TIME_AT);
    }

    /** Forgets everything and gives the chunks away. */
    void release(ChunkPool.Shelf shelf) {
        for (int i = 0; i < chunkCount; i++) {
            shelf.give(chunks[i]);
        }
        chunkCount = 0;
        size = 0;
    }
}
