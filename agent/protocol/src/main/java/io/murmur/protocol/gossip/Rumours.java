package io.murmur.protocol.gossip;

import io.murmur.protocol.state.Entry;
import io.murmur.protocol.state.State;
import org.jspecify.annotations.Nullable;

/**
 * The entries an agent still tells, oldest first. A chain and not an array: a million agents each hold one rumour now
 * and then, and none most of the time.
 */
final class Rumours {
    private @Nullable Rumour head;
    private @Nullable Rumour tail;
    private int size;
    private int fresh;

    boolean isEmpty() {
        return head == null;
    }

    /** Rumours that no round has told yet. */
    int fresh() {
        return fresh;
    }

    int size() {
        return size;
    }

    @Nullable
    Rumour head() {
        return head;
    }

    void add(Entry entry, int hops) {
        Rumour rumour = new Rumour(entry, hops);
        if (tail == null) {
            head = rumour;
        } else {
            tail.next = rumour;
        }
        tail = rumour;
        size++;
        fresh++;
    }

    /** There is nobody to tell: whoever comes compares digests. */
    void clear() {
        head = null;
        tail = null;
        size = 0;
        fresh = 0;
    }

    /** The hops of an entry that is still told, or {@code otherwise}. Looks at the first few only. */
    int hopsOf(Entry entry, int otherwise) {
        int looked = 0;
        for (Rumour rumour = head; rumour != null && looked < 64; rumour = rumour.next, looked++) {
            if (rumour.entry.equals(entry)) {
                return rumour.hops;
            }
        }
        return otherwise;
    }

    /**
     * Ends a round that told the first {@code told} rumours: they age, and those told often enough, or overtaken by a
     * later write, are dropped.
     */
    void age(int told, int roundsMax, State state) {
        Rumour kept = null;
        int index = 0;
        for (Rumour rumour = head; rumour != null && index < told; rumour = rumour.next, index++) {
            if (rumour.roundsTold++ == 0) {
                fresh--;
            }
            if (rumour.roundsTold < roundsMax && isCurrent(rumour.entry, state)) {
                kept = rumour;
            } else {
                unlink(kept, rumour);
            }
        }
    }

    private static boolean isCurrent(Entry entry, State state) {
        Entry held = state.get(entry.key());
        return held != null && held.hash().equals(entry.hash());
    }

    private void unlink(@Nullable Rumour before, Rumour rumour) {
        if (before == null) {
            head = rumour.next;
        } else {
            before.next = rumour.next;
        }
        if (rumour == tail) {
            tail = before;
        }
        size--;
    }
}
