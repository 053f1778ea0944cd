package io.murmur.hierarchical.agent;

import io.murmur.hierarchical.spread.Announcements;
import io.murmur.hierarchical.spread.Budget;
import io.murmur.hierarchical.spread.Multicast;
import io.murmur.hierarchical.spread.SpreadEvent;
import io.murmur.hierarchical.tree.Place;
import io.murmur.hierarchical.wire.SpreadCodec;
import io.murmur.hierarchical.wire.SpreadMessage;
import io.murmur.protocol.host.Extension;
import io.murmur.protocol.host.Local;
import io.murmur.protocol.host.Reply;
import io.murmur.protocol.host.Timer;
import io.murmur.protocol.roster.Address;
import io.murmur.protocol.state.Entry;
import io.murmur.protocol.state.Scope;
import io.murmur.protocol.wire.Bytes;
import io.murmur.protocol.wire.DatagramReader;
import io.murmur.protocol.wire.Message;
import org.jspecify.annotations.Nullable;

/** An agent's part in the tree of groups. */
public final class Hierarchy implements Extension {
    private static final int SPREAD_TIMER = Timer.EXTENSION + 16;
    private static final int ANNOUNCE_TIMER = Timer.EXTENSION + 17;

    private final Local local;
    private final HierarchySettings settings;
    private final Budget budget;
    private final Announcements announcements;
    private Place place;
    private @Nullable Multicast multicast;

    /**
     * The part of one agent.
     *
     * @param place what it knows of the tree from the start
     */
    public Hierarchy(Local local, HierarchySettings settings, Place place) {
        this.local = local;
        this.settings = settings;
        this.place = place;
        this.budget = new Budget(local, settings.spread());
        this.announcements = new Announcements(local, settings.spread(), this::place, budget, ANNOUNCE_TIMER);
    }

    /** What the agent knows of the tree now. */
    public Place place() {
        return place;
    }

    // --- what happens to it ----------------------------------------------------------------------------------------

    @Override
    public void receive(Bytes body, DatagramReader datagram, Reply reply) {
        SpreadMessage message = SpreadCodec.read(body);
        switch (message) {
            case null -> local.observe(new SpreadEvent.Refused(datagram.sender()));
            case SpreadMessage.Carry carry -> multicast().receive(carry, datagram, reply);
            case SpreadMessage.Carried carried -> multicast().answered(carried);
        }
    }

    @Override
    public void fire(long token) {
        switch (Timer.kind(token)) {
            case SPREAD_TIMER -> multicast().fire(Timer.turn(token));
            case ANNOUNCE_TIMER -> announcements.fire(Timer.turn(token));
            default -> throw new IllegalArgumentException("no timer of the hierarchy: " + token);
        }
    }

    // --- dissemination ---------------------------------------------------------------------------------------------

    @Override
    public boolean wrote(Entry entry) {
        if (!directs(entry)) {
            return false;
        }
        multicast().spread(entry);
        announcements.add(entry, roundsToAll());
        return true;
    }

    @Override
    public boolean applied(Entry entry, int hops, DatagramReader datagram) {
        if (!directs(entry)) {
            return false;
        }
        announcements.add(entry, Math.max(0, roundsToAll() - hops));
        boolean awaited = multicast != null && multicast.arrived(entry, hops);
        if (!awaited && datagram.group() != local.group() && !carries(datagram)) {
            multicast().found(entry, hops, datagram.group());
        }
        return true;
    }

    @Override
    public boolean ready() {
        return (multicast == null || multicast.ready()) && announcements.ready();
    }

    @Override
    public long wayNanos() {
        int rounds = roundsToAll() + settings.spread().announcements().size();
        return local.group() == 0 ? 0 : rounds * settings.intervalNanos();
    }

    @Override
    public boolean tells() {
        return local.group() == 0 || budget.rounds();
    }

    @Override
    public boolean gives() {
        return local.group() == 0 || budget.gives();
    }

    @Override
    public boolean postpones(Entry entry, long asker, Address at) {
        if (local.group() == 0 || budget.gives(entry)) {
            return false;
        }
        multicast().postpone(entry, asker, at);
        return true;
    }

    @Override
    public boolean spreading() {
        return !announcements.isEmpty();
    }

    /** Whether an entry travels along the tree, or through a group that is too large for its writer to tell everyone. */
    private boolean directs(Entry entry) {
        return entry.scope() == Scope.SWARM
                && local.group() != 0
                && (place.top() > 0 || local.peers() > settings.spread().directMax());
    }

    /** Hops from a writer to the last agent: up and down again, and twice through a group that has no tree above. */
    private int roundsToAll() {
        return place.top() == 0 ? 2 : place.top() + 3;
    }

    private static boolean carries(DatagramReader datagram) {
        for (Message message : datagram.messages()) {
            if (message instanceof Message.Extension) {
                return true;
            }
        }
        return false;
    }

    private Multicast multicast() {
        Multicast known = multicast;
        if (known == null) {
            known = new Multicast(local, settings.spread(), this::place, budget, SPREAD_TIMER);
            multicast = known;
        }
        return known;
    }
}
