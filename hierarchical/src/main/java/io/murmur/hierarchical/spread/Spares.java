package io.murmur.hierarchical.spread;

import io.murmur.protocol.host.Local;
import io.murmur.protocol.host.Timer;
import io.murmur.protocol.roster.Address;
import io.murmur.protocol.state.Entry;
import io.murmur.protocol.wire.DatagramWriter;
import io.murmur.protocol.wire.Layout;
import io.murmur.protocol.wire.Message;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Mates that offered an entry when others had been asked for it already, or when there was no room to ask. If it has not come
 * by the time in which those would have answered, the spared ones are asked, in the first interval with room for it: nobody
 * may offer it again. Bounded: beyond it offers are forgotten.
 */
public final class Spares {
    private static final int MAX = 256;
    /** Mates asked for one entry. */
    private static final int ASKED_MAX = 3;

    private final Local local;
    private final long patienceNanos;
    private final int timer;
    private List<Spare> open = List.of();
    private long turn;

    private record Spare(long key, long version, Address mate, long dueNanos) {}

    /**
     * Those of one agent.
     *
     * @param patienceNanos the time that an answer may take
     * @param timer the kind of the timers to ask for
     */
    public Spares(Local local, long patienceNanos, int timer) {
        this.local = local;
        this.patienceNanos = patienceNanos;
        this.timer = timer;
    }

    /** A mate offers an entry that it is not asked for now. */
    public void add(Message.Offer offer, Address mate) {
        long known = open.stream()
                .filter(spare -> spare.key == offer.key() && spare.version == offer.version())
                .count();
        if (known >= ASKED_MAX || open.size() >= MAX) {
            return;
        }
        if (open.isEmpty()) {
            open = new ArrayList<>(ASKED_MAX);
            plan(patienceNanos);
        }
        open.add(new Spare(offer.key(), offer.version(), mate, local.nowNanos() + patienceNanos));
    }

    private void plan(long delayNanos) {
        local.schedule(delayNanos, Timer.token(timer, ++turn));
    }

    public boolean isEmpty() {
        return open.isEmpty();
    }

    /** A timer fired. */
    public void fire(long firedTurn) {
        if (firedTurn != turn) {
            return;
        }
        List<Spare> later = new ArrayList<>();
        Map<Address, List<Spare>> due = new LinkedHashMap<>();
        for (Spare spare : open) {
            if (spare.dueNanos > local.nowNanos()) {
                later.add(spare);
            } else if (lacks(spare)) {
                due.computeIfAbsent(spare.mate, nobody -> new ArrayList<>(1)).add(spare);
            }
        }
        List<Spare> unasked = new ArrayList<>();
        due.forEach((mate, offered) -> unasked.addAll(ask(mate, offered)));
        long delayNanos = unasked.isEmpty() ? patienceNanos : local.restNanos();
        if (!later.isEmpty()) {
            delayNanos = Math.min(delayNanos, later.getFirst().dueNanos - local.nowNanos());
        }
        unasked.addAll(later);
        open = unasked.isEmpty() ? List.of() : unasked;
        if (!open.isEmpty()) {
            plan(delayNanos);
        }
    }

    /** Asks a mate for as much of what it offered as one datagram has room for: what is left to be asked. */
    private List<Spare> ask(Address mate, List<Spare> offered) {
        DatagramWriter datagram = local.open(mate);
        int asked = 0;
        while (asked < offered.size() && datagram.write(new Message.Want(offered.get(asked).key, 0))) {
            asked++;
        }
        return local.insist(mate, datagram) ? offered.subList(asked, offered.size()) : offered;
    }

    private boolean lacks(Spare spare) {
        boolean[] held = new boolean[1];
        local.state().trie().forEachAt(Layout.DEPTH_MAX, spare.key, entry -> held[0] |= isHeld(spare, entry));
        return !held[0];
    }

    private static boolean isHeld(Spare spare, Entry entry) {
        return entry.key().prefix() == spare.key && Long.compareUnsigned(entry.version(), spare.version) >= 0;
    }
}
