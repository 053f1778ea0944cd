package io.murmur.sidecar.transport;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The timers of one agent: a binary heap of deadlines and tokens in two arrays, and one timer of the event loop for the
 * earliest of them. The kernel asks for many short timers and never cancels one, so a timer must not cost an object.
 * Belongs to the loop's thread.
 */
public final class Alarms {
    /** An alarm that is due within this time is not worth another timer of the loop. */
    private static final long SLACK_NANOS = 20_000;

    private final EventLoop loop;
    private final LongSupplier clock;
    private final LongConsumer fire;
    private final Runnable afterwards;
    private long[] deadlines = new long[16];
    private long[] tokens = new long[16];
    private int size;
    private long armedNanos = Long.MAX_VALUE;
    private @Nullable Future<?> armed;
    private boolean stopped;

    /**
     * No alarm is set yet.
     *
     * @param fire called with each token whose time has come
     * @param afterwards called once after each batch of such calls
     */
    public Alarms(EventLoop loop, LongSupplier clock, LongConsumer fire, Runnable afterwards) {
        this.loop = loop;
        this.clock = clock;
        this.fire = fire;
        this.afterwards = afterwards;
    }

    /** Calls back with the token once {@code delayNanos}, at least 0, have passed. */
    public void add(long delayNanos, long token) {
        long deadline = clock.getAsLong() + delayNanos;
        push(deadline, token);
        arm();
    }

    /** Forgets all alarms; none is called any more. */
    public void stop() {
        stopped = true;
        size = 0;
        disarm();
    }

    /** Alarms that are set. */
    public int size() {
        return size;
    }

    private void arm() {
        if (stopped || size == 0 || deadlines[0] + SLACK_NANOS >= armedNanos) {
            return;
        }
        disarm();
        armedNanos = deadlines[0];
        long delay = Math.max(0, armedNanos - clock.getAsLong());
        armed = loop.schedule(this::ring, delay, TimeUnit.NANOSECONDS);
    }

    private void disarm() {
        if (armed != null) {
            armed.cancel(false);
            armed = null;
        }
        armedNanos = Long.MAX_VALUE;
    }

    private void ring() {
        armed = null;
        // what the calls set must not arm the loop one by one
        armedNanos = Long.MIN_VALUE;
        long until = clock.getAsLong() + SLACK_NANOS;
        while (size > 0 && deadlines[0] <= until) {
            fire.accept(pop());
        }
        armedNanos = Long.MAX_VALUE;
        arm();
        afterwards.run();
    }

    private void push(long deadline, long token) {
        if (size == deadlines.length) {
            deadlines = Arrays.copyOf(deadlines, 2 * size);
            tokens = Arrays.copyOf(tokens, 2 * size);
        }
        int place = size++;
        while (place > 0 && deadlines[(place - 1) / 2] > deadline) {
            move((place - 1) / 2, place);
            place = (place - 1) / 2;
        }
        deadlines[place] = deadline;
        tokens[place] = token;
    }

    private long pop() {
        long token = tokens[0];
        size--;
        long deadline = deadlines[size];
        long last = tokens[size];
        int place = 0;
        for (int child = 1; child < size; child = 2 * place + 1) {
            if (child + 1 < size && deadlines[child + 1] < deadlines[child]) {
                child++;
            }
            if (deadlines[child] >= deadline) {
                break;
            }
            move(child, place);
            place = child;
        }
        deadlines[place] = deadline;
        tokens[place] = last;
        return token;
    }

    private void move(int from, int to) {
        deadlines[to] = deadlines[from];
        tokens[to] = tokens[from];
    }
}
