package io.murmur.sim.engine;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A fixed number of platform threads that work through the partitions together, the caller being one of them. A step
 * ends at a barrier that spins for a moment and then yields, since the next step begins within microseconds.
 */
final class Crew implements AutoCloseable {
    private static final int SPINS = 2_000;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Partition[] partitions;
    private final Worker[] workers;
    private final Thread[] threads;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger busy = new AtomicInteger();
    private volatile int step;
    private volatile boolean closed;
    private volatile @Nullable Throwable failure;
    private Consumer<Partition> task = partition -> {};

    Crew(int size, Partition[] partitions, ChunkPool pool) {
        this.partitions = partitions;
        workers = new Worker[size];
        threads = new Thread[size - 1];
        for (int i = 0; i < size; i++) {
            workers[i] = new Worker(pool);
        }
        for (int i = 0; i < threads.length; i++) {
            Worker worker = workers[i + 1];
            threads[i] =
                    Thread.ofPlatform().name("murmur-crew-" + (i + 1)).daemon().unstarted(() -> serve(worker));
        }
        for (Thread thread : threads) {
            thread.start();
        }
    }

    /** Does something to every partition, and returns when all is done. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // only the caller's thread writes it
    void each(Consumer<Partition> work) {
        task = work;
        next.set(0);
        busy.set(threads.length);
        step++;
        labour(workers[0]);
        for (int spins = 0; busy.get() > 0; spins++) {
            pause(spins);
        }
        Throwable broken = failure;
        if (broken != null) {
            throw new IllegalStateException("a partition failed", broken);
        }
    }

    /** The worker of the caller's own thread, for work between two steps. */
    Worker caller() {
        return workers[0];
    }

    private void serve(Worker worker) {
        int done = 0;
        while (!closed) {
            for (int spins = 0; step == done && !closed; spins++) {
                pause(spins);
            }
            if (!closed) {
                done = step;
                labour(worker);
                busy.decrementAndGet();
            }
        }
    }

    private void labour(Worker worker) {
        Consumer<Partition> work = task;
        try {
            for (int i = next.getAndIncrement(); i < partitions.length; i = next.getAndIncrement()) {
                partitions[i].lend(worker);
                work.accept(partitions[i]);
            }
        } catch (RuntimeException | Error broken) {
            failure = broken;
        }
    }

    @SuppressWarnings("ThreadPriorityCheck") // a barrier of a few threads that meet every few microseconds
    private static void pause(int spins) {
        if (spins < SPINS) {
            Thread.onSpinWait();
        } else {
            Thread.yield();
        }
    }

    /** CPU time that the crew has used so far, its waiting included, in nanoseconds. */
    long cpuNanos() {
        long sum = THREADS.getCurrentThreadCpuTime();
        for (Thread thread : threads) {
            sum += Math.max(0, THREADS.getThreadCpuTime(thread.threadId()));
        }
        return sum;
    }

    @Override
    public void close() {
        closed = true;
    }
}
