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
import io.murmur.protocol.wire.DatagramWriter;
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
    /** Hops of an entry whose way is not known, before the next. */
    private static final int HOPS_UNKNOWN = 254;
    /** Fragments of a long entry: their size, and how many of them answer one question. */
    private static final int PART_BYTES = 1_000;

    private static final int PARTS_MAX = 8;

    private final Local local;
    private final SpreadSettings settings;
    private final Supplier<Place> place;
    private final Budget budget;
    private final Outbox outbox;
    private final int timer;
    private final LinkedHashSet<Long> done = new LinkedHashSet<>();
    private final LinkedHashMap<Awaited, SpreadMessage.Carry> awaited = new LinkedHashMap<>();
    private long turn;
    private long dueNanos = Long.MAX_VALUE;

    /** An entry that was too long to come along with its job. */
    private record Awaited(long key, long version, SpreadMessage.Carry carry) {}

    /**
     * The multicast of one agent.
     *
     * @param place what the agent knows of the tree now
     * @param timer the kind of the timers to ask for
     */
    public Multicast(Local local, SpreadSettings settings, Supplier<Place> place, int timer) {
        this.local = local;
        this.settings = settings;
        this.place = place;
        this.budget = new Budget(local, settings);
        this.outbox = new Outbox(local, settings, budget);
        this.timer = timer;
    }

    /** Datagrams that wait to be sent. */
    public int waiting() {
        return outbox.size();
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
            tellGroup(entry, hops);
        } else if (place.get().top() > 0) {
            climb(entry, hops, 1);
        }
        plan();
    }

    private void climb(Entry entry, int hops, int level) {
        Descriptor unit = place.get().unit(1);
        int starters =
                unit == null ? 0 : Math.min(settings.starters(), unit.nodes().size());
        for (int i = 0; i < starters; i++) {
            tell(entry, hops, unit, i, new SpreadMessage.Carry(0, new Job(level, i, starters), 0, 0));
        }
        tellGroup(entry, hops);
    }

    private void tellGroup(Entry entry, int hops) {
        Descriptor group = place.get().unit(0);
        int copies =
                group == null ? 0 : Math.min(settings.copies(), group.nodes().size());
        for (int i = 0; i < copies; i++) {
            tell(entry, hops, group, i, new SpreadMessage.Carry(0, new Job(0, i, copies), 0, 0));
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
            outbox.add(new Parcel.Target(to, group, carry), entry, hops);
        }
    }

    // --- jobs ------------------------------------------------------------------------------------------------------

    /** A datagram brought jobs; its entries were taken in before. */
    public void receive(SpreadMessage.Carry carry, DatagramReader datagram, Reply reply) {
        outbox.answer(new SpreadMessage.Carried(carry.number()), reply);
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
                await(new Awaited(offer.key(), offer.version(), carry));
            }
        }
        local.observe(new SpreadEvent.Carried(datagram.sender(), carry.job().level(), entries));
        plan();
    }

    /** A job was answered. */
    public void answered(SpreadMessage.Carried answer) {
        outbox.answered(answer.number());
    }

    /** Whether there is room for entries that nobody asked for. */
    public boolean gives() {
        return budget.payloads() > 1; // one may be open
    }

    /** A peer asks for an entry: where no more may be sent now, it gets it later. */
    public boolean postpones(Entry entry, long asker, Address at) {
        if (budget.payloads() > parts(entry)) {
            return false;
        }
        outbox.add(new Parcel.Target(new Contact(asker, at), null, null), entry, HOPS_UNKNOWN);
        plan();
        return true;
    }

    /** Datagrams that a first answer with an entry takes. */
    private int parts(Entry entry) {
        int parts = 1 + DatagramWriter.pushBytes(entry) / PART_BYTES;
        return Math.min(parts, Math.min(PARTS_MAX, settings.payloadsMax() - 1));
    }

    private void await(Awaited entry) {
        awaited.put(entry, entry.carry());
        trim(awaited.keySet(), AWAITED_MAX);
    }

    /** An entry was taken in: jobs may have waited for it. */
    public void arrived(Entry entry, int hops) {
        if (awaited.isEmpty()) {
            return;
        }
        for (Iterator<Map.Entry<Awaited, SpreadMessage.Carry>> all =
                        awaited.entrySet().iterator();
                all.hasNext(); ) {
            Map.Entry<Awaited, SpreadMessage.Carry> each = all.next();
            if (each.getKey().key() == entry.key().prefix() && each.getKey().version() == entry.version()) {
                all.remove();
                carryOn(entry, hops, each.getValue());
            }
        }
        plan();
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
            groups(entry, hops, job, new Positions(directory, settings));
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
        for (int child = 0; child < settings.payloadsMax(); child++) {
            int position = job.position(child);
            if (position >= positions.count()) {
                return;
            }
            Job share = job.share(child, settings.payloadsMax());
            Contact at = positions.at(position);
            if (at == null) {
                groups(entry, hops, share, positions);
            } else {
                int copy = positions.copy(position);
                SpreadMessage.Carry carry = new SpreadMessage.Carry(0, share, copy, positions.copies(position));
                if (at.id() == local.id()) {
                    share(entry, hops, carry, positions.group(position), share.base() < positions.count());
                } else {
                    tell(entry, hops, positions.group(position), copy, carry);
                }
            }
        }
    }

    /** This agent stands at the position itself, and has its hands full: another node of its group takes the job over. */
    private void share(Entry entry, int hops, SpreadMessage.Carry carry, Descriptor group, boolean more) {
        run(entry, hops, new Job(carry.job().level() - 1, carry.copy(), carry.copies()));
        if (more && group.nodes().size() > 1) {
            int other =
                    (carry.copy() + Math.max(1, carry.copies())) % group.nodes().size();
            int node = other == carry.copy() ? (other + 1) % group.nodes().size() : other;
            tell(entry, hops, group, node, new SpreadMessage.Carry(0, carry.job(), 0, 0));
        } else if (more) {
            run(entry, hops, carry.job());
        }
    }

    private void members(Entry entry, int hops, Job job) {
        Roster roster = local.roster();
        Descriptor group = place.get().top() > 0 ? place.get().unit(0) : null;
        for (int child = 0; child < settings.payloadsMax(); child++) {
            int position = job.position(child);
            if (position >= roster.places()) {
                return;
            }
            Job share = job.share(child, settings.payloadsMax());
            Member member = roster.at(position);
            if (member == null || !needs(member, group)) {
                members(entry, hops, share);
            } else {
                boolean last = share.position(0) >= roster.places();
                SpreadMessage.Carry carry = last ? null : new SpreadMessage.Carry(0, share, 0, 0);
                Contact to = new Contact(member.id(), member.address());
                outbox.add(new Parcel.Target(to, null, carry), entry, hops);
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
            outbox.send();
            plan();
        }
    }

    private void plan() {
        long delay = outbox.delayNanos();
        if (delay != Long.MAX_VALUE && local.nowNanos() + delay < dueNanos) {
            dueNanos = local.nowNanos() + delay;
            local.schedule(delay, Timer.token(timer, ++turn));
        }
    }
}
