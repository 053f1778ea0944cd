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
 * What mates offered and this agent lacks. What has not come when they had their time for an answer is asked for: of mates
 * that were spared, as others had been asked or there was no room to, and once more of those that were asked, in the first
 * interval with room for it. Nobody may offer it again. Bounded: beyond it offers are forgotten.
 */
public final class Offered {
    private static final int MAX = 256;
    /** Mates remembered for one entry. */
    private static final int MATES_MAX = 3;
    /** How often one mate is asked for one entry. */
    private static final int QUESTIONS_MAX = 2;

    private final Local local;
    private final long patienceNanos;
    private final int timer;
    private List<Offer> open = List.of();
    private long turn;

    /** One mate's, and how often that was asked. */
    private record Offer(long key, long version, Address mate, int questions, long dueNanos) {
        Offer asked(long nextNanos) {
            return new Offer(key, version, mate, questions + 1, nextNanos);
        }

        boolean isOf(Message.Offer offer) {
            return key == offer.key() && version == offer.version();
        }

        boolean isMetBy(Entry entry) {
            return entry.key().prefix() == key && Long.compareUnsigned(entry.version(), version) >= 0;
        }
    }

    /**
     * Those made to one agent.
     *
     * @param patienceNanos the time that an answer may take
     * @param timer the kind of the timers to ask for
     */
    public Offered(Local local, long patienceNanos, int timer) {
        this.local = local;
        this.patienceNanos = patienceNanos;
        this.timer = timer;
    }

    /**
     * A mate offers an entry that this agent lacks.
     *
     * @param asked whether it is asked for it now
     */
    public void add(Message.Offer offer, Address mate, boolean asked) {
        long known = open.stream().filter(each -> each.isOf(offer)).count();
        if (known >= MATES_MAX || open.size() >= MAX) {
            return;
        }
        if (open.isEmpty()) {
            open = new ArrayList<>(MATES_MAX);
            plan(patienceNanos);
        }
        open.add(new Offer(offer.key(), offer.version(), mate, asked ? 1 : 0, local.nowNanos() + patienceNanos));
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
        List<Offer> later = new ArrayList<>();
        Map<Address, List<Offer>> due = new LinkedHashMap<>();
        for (Offer offer : open) {
            if (offer.dueNanos > local.nowNanos()) {
                later.add(offer);
            } else if (lacks(offer)) {
                due.computeIfAbsent(offer.mate, nobody -> new ArrayList<>(1)).add(offer);
            }
        }
        List<Offer> unasked = new ArrayList<>();
        due.forEach((mate, offers) -> ask(mate, offers, unasked, later));
        plan(unasked, later);
    }

    private void plan(List<Offer> unasked, List<Offer> later) {
        long nextNanos = later.stream().mapToLong(Offer::dueNanos).min().orElse(Long.MAX_VALUE);
        long delayNanos = unasked.isEmpty() ? Long.MAX_VALUE : local.restNanos();
        open = unasked;
        open.addAll(later);
        if (open.isEmpty()) {
            open = List.of();
        } else {
            plan(Math.min(delayNanos, nextNanos - local.nowNanos()));
        }
    }

    /** Asks a mate for as much of what it offered as one datagram has room for. */
    private void ask(Address mate, List<Offer> offers, List<Offer> unasked, List<Offer> later) {
        DatagramWriter datagram = local.open(mate);
        int fitting = 0;
        while (fitting < offers.size() && datagram.write(new Message.Want(offers.get(fitting).key, 0))) {
            fitting++;
        }
        int asked = local.insist(mate, datagram) ? fitting : 0;
        for (Offer offer : offers.subList(0, asked)) {
            if (offer.questions + 1 < QUESTIONS_MAX) {
                later.add(offer.asked(local.nowNanos() + patienceNanos));
            }
        }
        unasked.addAll(offers.subList(asked, offers.size()));
    }

    private boolean lacks(Offer offer) {
        boolean[] held = new boolean[1];
        local.state().trie().forEachAt(Layout.DEPTH_MAX, offer.key, entry -> held[0] |= offer.isMetBy(entry));
        return !held[0];
    }
}
