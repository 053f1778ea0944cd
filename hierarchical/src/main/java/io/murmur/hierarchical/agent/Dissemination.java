package io.murmur.hierarchical.agent;

import io.murmur.hierarchical.spread.Announcements;
import io.murmur.hierarchical.spread.Budget;
import io.murmur.hierarchical.spread.Multicast;
import io.murmur.hierarchical.spread.Offered;
import io.murmur.hierarchical.spread.SpreadEvent;
import io.murmur.hierarchical.wire.SpreadCodec;
import io.murmur.hierarchical.wire.SpreadMessage;
import io.murmur.protocol.host.Local;
import io.murmur.protocol.host.Reply;
import io.murmur.protocol.roster.Address;
import io.murmur.protocol.state.Entry;
import io.murmur.protocol.state.Scope;
import io.murmur.protocol.wire.Bytes;
import io.murmur.protocol.wire.DatagramReader;
import io.murmur.protocol.wire.Message;
import org.jspecify.annotations.Nullable;

/**
 * How the entries of the whole swarm get about where one agent cannot tell everyone: by multicast along the tree, and by
 * announcements inside the group, both within one budget. What serves one entry is there only as long as it is needed.
 */
final class Dissemination {
    private final Local local;
    private final HierarchySettings settings;
    private final Ranks ranks;
    private final Budget budget;
    /** While there are any. */
    private @Nullable Announcements announcements;

    /** While there are any. */
    private @Nullable Offered offered;

    /** From the first entry on that is to travel along the tree. */
    private @Nullable Multicast multicast;

    Dissemination(Local local, HierarchySettings settings, Ranks ranks) {
        this.local = local;
        this.settings = settings;
        this.ranks = ranks;
        this.budget = new Budget(local, settings.spread());
    }

    // --- what happens to it ----------------------------------------------------------------------------------------

    /** A message of the multicast came. */
    void receive(Bytes body, DatagramReader datagram, Reply reply) {
        SpreadMessage message = SpreadCodec.read(body);
        switch (message) {
            case null -> local.observe(new SpreadEvent.Refused(datagram.sender()));
            case SpreadMessage.Carry carry -> multicast().receive(carry, datagram, reply);
            case SpreadMessage.Carried carried -> multicast().answered(carried);
        }
    }

    /** This agent wrote an entry; whether that is spread here. */
    boolean wrote(Entry entry) {
        if (!directs(entry)) {
            return false;
        }
        multicast().spread(entry);
        announcements().add(entry, roundsToAll());
        return true;
    }

    /** An entry came that was news, after so many hops; whether it is spread here. */
    boolean applied(Entry entry, int hops, DatagramReader datagram) {
        if (!directs(entry)) {
            return false;
        }
        announcements().add(entry, Math.max(0, roundsToAll() - hops));
        boolean awaited = multicast != null && multicast.arrived(entry, hops);
        if (!awaited && datagram.group() != local.group() && !Hierarchy.carries(datagram)) {
            multicast().found(entry, hops, datagram.group());
        }
        return true;
    }

    /** A mate offers an entry that this agent lacks; whether it is asked for it now. */
    void offered(Message.Offer offer, Address by, boolean asked) {
        offered().add(offer, by, asked);
    }

    /** The multicast's timer fired. */
    void spread(long turn) {
        multicast().fire(turn);
    }

    /** The announcements' timer fired. */
    void announce(long turn) {
        if (announcements != null) {
            announcements.fire(turn);
            announcements = announcements.isEmpty() ? null : announcements;
        }
    }

    /** The timer of what was offered fired. */
    void askForOffered(long turn) {
        if (offered != null) {
            offered.fire(turn);
            offered = offered.isEmpty() ? null : offered;
        }
    }

    // --- what others ask of it -------------------------------------------------------------------------------------

    /** Whether it can take one more entry to spread. */
    boolean ready() {
        return (multicast == null || multicast.ready()) && (announcements == null || announcements.ready());
    }

    /** How long an entry may be on its way to all; 0 where it does not go along the tree. */
    long wayNanos() {
        int rounds = roundsToAll() + settings.spread().announcements().size();
        return directs() ? rounds * settings.intervalNanos() : 0;
    }

    /** Whether a round of gossip may begin now. */
    boolean tells() {
        return local.group() == 0 || budget.rounds();
    }

    /** Whether a peer that asks for an entry gets it later, when there is room for it. */
    boolean postpones(Entry entry, long asker, Address at) {
        if (local.group() == 0 || budget.gives(entry)) {
            return false;
        }
        multicast().postpone(entry, asker, at);
        return true;
    }

    /** Whether some entry is being announced. */
    boolean spreading() {
        return announcements != null;
    }

    /** Whether an entry travels along the tree, or through a group that is too large for its writer to tell everyone. */
    private boolean directs(Entry entry) {
        return entry.scope() == Scope.SWARM && directs();
    }

    private boolean directs() {
        return local.group() != 0
                && (ranks.place().top() > 0 || local.peers() > settings.spread().directMax());
    }

    /** Hops from a writer to the last agent: up and down again, and twice through a group that has no tree above. */
    private int roundsToAll() {
        int top = ranks.place().top();
        return top == 0 ? 2 : top + 3;
    }

    // --- its parts -------------------------------------------------------------------------------------------------

    private Offered offered() {
        Offered known = offered;
        if (known == null) {
            known = new Offered(local, settings.intervalNanos() / 2, Hierarchy.OFFERED_TIMER);
            offered = known;
        }
        return known;
    }

    private Announcements announcements() {
        Announcements known = announcements;
        if (known == null) {
            known = new Announcements(local, settings.spread(), ranks, budget, Hierarchy.ANNOUNCE_TIMER);
            announcements = known;
        }
        return known;
    }

    private Multicast multicast() {
        Multicast known = multicast;
        if (known == null) {
            known = new Multicast(local, settings.spread(), ranks, budget, Hierarchy.SPREAD_TIMER);
            multicast = known;
        }
        return known;
    }
}
