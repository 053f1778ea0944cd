package io.murmur.sidecar.api;

import io.murmur.protocol.host.Event;
import io.murmur.protocol.roster.Member;
import io.murmur.protocol.state.Entry;
import io.murmur.sidecar.node.Observer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The agent's changes in the order in which they happened, the last so many of them: watches read it each at its own
 * pace, so that a slow one costs nobody else anything. One that fell behind what is remembered is told so.
 */
public final class Feed implements Observer {
    private final long epoch;
    private final @Nullable Change[] ring;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private long next;

    /**
     * Remembers nothing yet.
     *
     * @param epoch tells the positions of this life from those of earlier ones
     * @param historyMax changes remembered
     */
    public Feed(long epoch, int historyMax) {
        this.epoch = epoch;
        this.ring = new @Nullable Change[historyMax];
    }

    /** Something that changed, and its place in the order. */
    record Change(
            long position, @Nullable Entry entry, @Nullable Member member, long delayNanos) {}

    /** @param lost whether changes between the position asked for and these are forgotten */
    record Slice(List<Change> changes, boolean lost) {}

    @Override
    public void event(Event event) {
        switch (event) {
            case Event.EntryWritten written -> append(written.entry(), null, 0);
            case Event.EntryApplied applied -> append(applied.entry(), null, applied.delayNanos());
            case Event.MemberChanged changed -> append(null, changed.member(), 0);
            default -> {}
        }
    }

    private void append(@Nullable Entry entry, @Nullable Member member, long delayNanos) {
        synchronized (this) {
            ring[(int) (next % ring.length)] = new Change(next, entry, member, delayNanos);
            next++;
        }
        for (Runnable listener : listeners) {
            listener.run();
        }
    }

    /** The position of the next change. */
    synchronized long position() {
        return next;
    }

    /** Up to so many changes from a position on. */
    synchronized Slice from(long position, int max) {
        long oldest = Math.max(0, next - ring.length);
        List<Change> changes = new ArrayList<>();
        for (long at = Math.max(position, oldest); at < next && changes.size() < max; at++) {
            Change change = ring[(int) (at % ring.length)];
            if (change != null) {
                changes.add(change);
            }
        }
        return new Slice(changes, position < oldest);
    }

    /** Calls back, on any thread, after each change. */
    void listen(Runnable listener) {
        listeners.add(listener);
    }

    void forget(Runnable listener) {
        listeners.remove(listener);
    }

    /** How a client names a position. */
    String id(long position) {
        return Long.toHexString(epoch) + "-" + position;
    }

    /** The position after the one a client names; -1 if it is not one of this life. */
    long after(String id) {
        int dash = id.indexOf('-');
        if (dash < 0 || !id.substring(0, dash).equals(Long.toHexString(epoch))) {
            return -1;
        }
        try {
            long position = Long.parseLong(id.substring(dash + 1)) + 1;
            return position < 0 || position > position() ? -1 : position;
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
