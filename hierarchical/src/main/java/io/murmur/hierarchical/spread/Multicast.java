package io.murmur.hierarchical.spread;

import io.murmur.hierarchical.tree.Contact;
import io.murmur.hierarchical.tree.Descriptor;
import io.murmur.hierarchical.tree.Directory;
import io.murmur.hierarchical.tree.Job;
import io.murmur.hierarchical.tree.Mixing;
import io.murmur.hierarchical.tree.Place;
import io.murmur.hierarchical.wire.SpreadMessage;
import io.murmur.protocol.host.Local;
import io.murmur.protocol.host.Reply;
import io.murmur.protocol.host.Timer;
import io.murmur.protocol.roster.Address;
import io.murmur.protocol.roster.Member;
import io.murmur.protocol.roster.Roster;
import io.murmur.protocol.state.Entry;
import io.murmur.protocol.wire.DatagramReader;
import io.murmur.protocol.wire.Layout;
import io.murmur.protocol.wire.Message;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Carries updates along the tree. A writer gives its update to the nodes of the unit above it, these to some nodes of
 * every group of the highest unit, these to theirs, and so on down to the members; on the way nobody tells more than its
 * share, and no agent is needed by all. Every job is answered, and sent again if not; a job runs once.
 */
public final class Multicast {
    private static final int REMEMBERED_MAX = 2_048;
    private static final int AWAITED_MAX = 256;
    /** The share of the bound that is left free where more jobs may come. */
    private static final int SPARE_DIVISOR = 10;
    /**
     * Members to which an agent that cannot keep up hands its part of the group, for a hop more: those that speak for a group
     * have much to relay, and the others nearly nothing.
     */
    private static final int RELIEF = 4;
    /** Hops of an entry whose way is not known, before the next. */
    private static final int HOPS_UNKNOWN = 254;

    private final Local local;
    private final SpreadSettings settings;
    private final Supplier<Place> place;
    private final Budget budget;
    private final int timer;
    private final LinkedHashSet<Long> done = new LinkedHashSet<>();
    private final LinkedHashMap<Awaited, SpreadMessage.Carry> awaited = new LinkedHashMap<>();
    /** While there is something to send or to wait for. */
    private @Nullable Outbox outbox;
    /** The number of the last job that was sent. */
    private int numbered;

    private long turn;
    private long dueNanos = Long.MAX_VALUE;

    /** An entry that was too long to come along with its job. */
    private record Awaited(long key, long version, SpreadMessage.Carry carry) {}

    /**
     * The multicast of one agent.
     *
     * @param place what the agent knows of the tree now
     * @param budget what it may send
     * @param timer the kind of the timers to ask for
     */
    public Multicast(Local local, SpreadSettings settings, Supplier<Place> place, Budget budget, int timer) {
        this.local = local;
        this.settings = settings;
        this.place = place;
        this.budget = budget;
        this.timer = timer;
    }

    /** Whether more may be added to what waits to be sent. */
    public boolean ready() {
        return outbox == null || outbox.size() < settings.waitingMax();
    }

    // --- where an update begins ------------------------------------------------------------------------------------

    /** Spreads an entry of this agent's own over the whole tree. */
    public void spread(Entry entry) {
        int top = place.get().top();
        if (top == 0) {
            run(entry, 0, new Job(0, 0, 1));
        } else {
            climb(entry, 0, top);
        }
        plan();
    }

    /**
     * Spreads an entry that an agent of another group gave: this agent's group may lack it as a whole, and if the other
     * is not even of the same unit, so may the unit.
     */
    public void found(Entry entry, int hops, long group) {
        Directory unit = place.get().directory(1);
        if (unit != null && unit.find(group) != null) {
            tellGroup(entry, hops, 0);
        } else if (place.get().top() > 0) {
            climb(entry, hops, 1);
        }
        plan();
    }

    /** Where there is one unit only, the nodes of this agent's group know all of it, and share the work in their turn. */
    private void climb(Entry entry, int hops, int level) {
        if (place.get().top() == 1) {
            tellGroup(entry, hops, 1);
            return;
        }
        Descriptor unit = place.get().unit(1);
        int starters =
                unit == null ? 0 : Math.min(settings.starters(), unit.nodes().size());
        for (int i = 0; i < starters; i++) {
            tell(entry, hops, unit, i, new SpreadMessage.Carry(0, new Job(level, i, starters), 0, 0));
        }
        tellGroup(entry, hops, 0);
    }

    /** Tells the nodes of this agent's group, each with its share of the group, and of the unit if that is the level. */
    private void tellGroup(Entry entry, int hops, int level) {
        Descriptor group = place.get().unit(0);
        int copies =
                group == null ? 0 : Math.min(settings.copies(), group.nodes().size());
        for (int i = 0; i < copies; i++) {
            int share = level == 0 ? 0 : i;
            tell(
                    entry,
                    hops,
                    group,
                    i,
                    new SpreadMessage.Carry(0, new Job(level, i, copies), share, level == 0 ? 0 : copies));
        }
    }

    private void tell(Entry entry, int hops, @Nullable Descriptor group, int node, SpreadMessage.Carry carry) {
        Contact to = group == null ? null : group.node(node);
        if (to == null) {
            return;
        }
        if (to.id() == local.id()) {
            carryOn(entry, hops, carry);
        } else {
            outbox().add(new Parcel.Target(to, group, carry), entry, hops);
        }
    }

    // --- jobs ------------------------------------------------------------------------------------------------------

    /** A datagram brought jobs; its entries were taken in before. */
    public void receive(SpreadMessage.Carry carry, DatagramReader datagram, Reply reply) {
        outbox().answer(new SpreadMessage.Carried(carry.number()), reply);
        int entries = 0;
        for (Message message : datagram.messages()) {
            if (message instanceof Message.Push push) {
                entries++;
                Entry held = local.state().get(push.entry().key());
                if (held != null && held.equals(push.entry())) {
                    carryOn(held, push.hops(), carry);
                }
            } else if (message instanceof Message.Offer offer) {
                entries++;
                await(offer, carry);
            }
        }
        local.observe(new SpreadEvent.Carried(datagram.sender(), carry.job().level(), entries));
        plan();
    }

    /** A job was answered. */
    public void answered(SpreadMessage.Carried answer) {
        if (outbox != null) {
            outbox.answered(answer.number());
            release(outbox);
        }
    }

    /** A peer asked for an entry when there was no room for it: it gets it later. */
    public void postpone(Entry entry, long asker, Address at) {
        outbox().add(new Parcel.Target(new Contact(asker, at), null, null), entry, HOPS_UNKNOWN);
        plan();
    }

    private void await(Message.Offer offer, SpreadMessage.Carry carry) {
        Entry held = held(offer.key());
        if (held != null && held.version() == offer.version()) {
            carryOn(held, HOPS_UNKNOWN, carry);
        } else {
            Awaited entry = new Awaited(offer.key(), offer.version(), carry);
            awaited.put(entry, carry);
            trim(awaited.keySet(), AWAITED_MAX);
        }
    }

    private @Nullable Entry held(long keyPrefix) {
        Entry[] found = new Entry[1];
        local.state().trie().forEachAt(Layout.DEPTH_MAX, keyPrefix, entry -> {
            if (entry.key().prefix() == keyPrefix) {
                found[0] = entry;
            }
        });
        return found[0];
    }

    /** An entry was taken in: whether jobs had waited for it, which begin now. */
    public boolean arrived(Entry entry, int hops) {
        if (awaited.isEmpty()) {
            return false;
        }
        boolean begun = false;
        for (Iterator<Map.Entry<Awaited, SpreadMessage.Carry>> all =
                        awaited.entrySet().iterator();
                all.hasNext(); ) {
            Map.Entry<Awaited, SpreadMessage.Carry> each = all.next();
            if (each.getKey().key() == entry.key().prefix() && each.getKey().version() == entry.version()) {
                all.remove();
                carryOn(entry, hops, each.getValue());
                begun = true;
            }
        }
        plan();
        return begun;
    }

    private void carryOn(Entry entry, int hops, SpreadMessage.Carry carry) {
        Job job = carry.job();
        run(entry, hops, job);
        if (carry.copies() > 0 && job.level() > 0) {
            run(entry, hops, new Job(job.level() - 1, carry.copy(), carry.copies()));
        }
    }

    private void run(Entry entry, int hops, Job job) {
        if (!done.add(Mixing.of(entry.hash().prefix() ^ job.mark()))) {
            return;
        }
        trim(done, REMEMBERED_MAX);
        if (job.level() == 0) {
            members(entry, hops, job);
            return;
        }
        Directory directory = place.get().directory(job.level());
        if (directory != null && directory.size() > 0) {
            groups(entry, hops, job, new Positions(directory, settings, entry));
        } else {
            pass(entry, hops, job);
        }
    }

    private static void trim(Collection<?> oldestFirst, int max) {
        while (oldestFirst.size() > max) {
            Iterator<?> oldest = oldestFirst.iterator();
            oldest.next();
            oldest.remove();
        }
    }

    /** The unit is above what this agent knows: somebody between knows more. */
    private void pass(Entry entry, int hops, Job job) {
        Descriptor above = place.get().unit(place.get().directories().size());
        if (above != null && above.level() > 1 && !above.nodes().isEmpty() && above.numberOf(local.id()) < 0) {
            int node = job.base() % above.nodes().size();
            tell(entry, hops, above, node, new SpreadMessage.Carry(0, job, 0, 0));
        }
    }

    private void groups(Entry entry, int hops, Job job, Positions positions) {
        int children = children(job.level());
        for (int child = 0; child < children; child++) {
            int position = job.position(child);
            if (position >= positions.count()) {
                return;
            }
            Job share = job.share(child, children);
            Contact at = positions.at(position);
            if (at == null) {
                groups(entry, hops, share, positions);
            } else {
                int copy = positions.copy(position);
                SpreadMessage.Carry carry = new SpreadMessage.Carry(0, share, copy, positions.copies(position));
                if (at.id() == local.id()) {
                    share(entry, hops, carry, positions.group(position), share.base() < positions.count());
                } else {
                    tell(entry, hops, positions.group(position), positions.node(position), carry);
                }
            }
        }
    }

    /** Below the top, who relays for a unit may be handed a job above it in the same interval, and leaves room for that. */
    private int children(int level) {
        int most = settings.payloadsMax();
        return level < place.get().top() ? most - most / SPARE_DIVISOR : most;
    }

    /** This agent stands at the position itself, and has its hands full: another node of its group takes the job over. */
    private void share(Entry entry, int hops, SpreadMessage.Carry carry, Descriptor group, boolean more) {
        run(entry, hops, new Job(carry.job().level() - 1, carry.copy(), carry.copies()));
        int nodes = group.nodes().size();
        if (more && nodes > 1) {
            int own = group.numberOf(local.id());
            int other = (own + Math.max(1, carry.copies())) % nodes;
            int node = other == own ? (other + 1) % nodes : other;
            tell(entry, hops, group, node, new SpreadMessage.Carry(0, carry.job(), 0, 0));
        } else if (more) {
            run(entry, hops, carry.job());
        }
    }

    private void members(Entry entry, int hops, Job job) {
        Roster roster = local.roster();
        Descriptor group = place.get().top() > 0 ? place.get().unit(0) : null;
        int children = outbox().isBehind() ? RELIEF : settings.payloadsMax();
        for (int child = 0; child < children; child++) {
            int position = job.position(child);
            if (position >= roster.places()) {
                return;
            }
            Job share = job.share(child, children);
            Member member = roster.at(position);
            if (member == null || !needs(member, group)) {
                members(entry, hops, share);
            } else {
                boolean last = share.position(0) >= roster.places();
                SpreadMessage.Carry carry = last ? null : new SpreadMessage.Carry(0, share, 0, 0);
                Contact to = new Contact(member.id(), member.address());
                outbox().add(new Parcel.Target(to, null, carry), entry, hops);
            }
        }
    }

    /** Not so for who is gone, for this agent, and for those who get a copy from outside. */
    private boolean needs(Member member, @Nullable Descriptor group) {
        return member.status().live()
                && member.id() != local.id()
                && (group == null || group.numberOf(member.id()) < 0);
    }

    // --- time ------------------------------------------------------------------------------------------------------

    /** A timer fired. */
    public void fire(long firedTurn) {
        if (firedTurn == turn) {
            dueNanos = Long.MAX_VALUE;
            if (outbox != null) {
                outbox.send();
            }
            plan();
        }
    }

    private Outbox outbox() {
        Outbox known = outbox;
        if (known == null) {
            known = new Outbox(local, settings, budget, numbered);
            outbox = known;
        }
        return known;
    }

    private void release(Outbox idle) {
        if (idle.isIdle()) {
            numbered = idle.numbered();
            outbox = null;
        }
    }

    private void plan() {
        if (outbox != null) {
            release(outbox);
        }
        long delay = outbox == null ? Long.MAX_VALUE : outbox.delayNanos();
        if (delay != Long.MAX_VALUE && local.nowNanos() + delay < dueNanos) {
            dueNanos = local.nowNanos() + delay;
            local.schedule(delay, Timer.token(timer, ++turn));
        }
    }
}
