package io.murmur.hierarchical.agent;

import io.murmur.hierarchical.election.Configuration;
import io.murmur.hierarchical.election.Kept;
import io.murmur.hierarchical.tree.Contact;
import io.murmur.hierarchical.tree.Descriptor;
import io.murmur.hierarchical.tree.Place;
import io.murmur.hierarchical.wire.ElectionReader;
import io.murmur.hierarchical.wire.Family;
import io.murmur.hierarchical.wire.Reading;
import io.murmur.hierarchical.wire.TreeCodec;
import io.murmur.hierarchical.wire.TreeMessage;
import io.murmur.protocol.host.Extension;
import io.murmur.protocol.host.Local;
import io.murmur.protocol.host.Reply;
import io.murmur.protocol.host.Timer;
import io.murmur.protocol.roster.Address;
import io.murmur.protocol.state.Entry;
import io.murmur.protocol.wire.Bytes;
import io.murmur.protocol.wire.DatagramReader;
import io.murmur.protocol.wire.Message;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An agent's part in the tree of groups. */
public final class Hierarchy implements Extension {
    static final int SPREAD_TIMER = Timer.EXTENSION + 16;
    static final int ANNOUNCE_TIMER = Timer.EXTENSION + 17;
    private static final int TICK_TIMER = Timer.EXTENSION + 18;
    static final int DECREE_TIMER = Timer.EXTENSION + 19;
    static final int COUNT_TIMER = Timer.EXTENSION + 20;
    static final int OFFERED_TIMER = Timer.EXTENSION + 21;

    private final Local local;
    private final HierarchySettings settings;
    private final Ranks ranks;
    private final Formation formation;
    private final Dissemination dissemination;
    /** Until it is a member of a group for the first time, or hears of a leader of its old one: then there is a swarm. */
    private @Nullable Beginning beginning;

    /**
     * The part of one agent.
     *
     * @param place what it knows of the tree from the start, or {@link Place#NONE}
     * @param keeper where its host keeps what elections must not forget
     * @param sharing how it shares what it knows with other agents of its host
     */
    public Hierarchy(Local local, HierarchySettings settings, Place place, Keeper keeper, Sharing sharing) {
        this.local = local;
        this.settings = settings;
        this.ranks = new Ranks(local, settings, keeper, sharing, place);
        this.formation = new Formation(local, settings, ranks);
        this.dissemination = new Dissemination(local, settings, ranks);
    }

    /** What the agent knows of the tree now. */
    public Place place() {
        return ranks.place();
    }

    /** What is to be seen of the tree from here. */
    public TreeView view() {
        return TreeView.of(local, ranks, formation);
    }

    /**
     * Counts the swarm. The answer is observed under the number that is returned, as {@link TreeEvent.Counted} or
     * {@link TreeEvent.Uncounted}, after this call and within a few halves of the time between reports. 0 where
     * {@value Counting#OPEN_MAX} questions are open already.
     */
    public int count(long nowNanos) {
        local.now(nowNanos);
        return formation.counting().ask();
    }

    /** The groups and units that it may act as leader of at a moment. */
    public List<Long> led(long nowNanos) {
        return ranks.led(nowNanos);
    }

    /** What a host that keeps all that it is told to keep has kept of its elections, by group. */
    public Map<Long, Kept> kept() {
        return ranks.kept();
    }

    /** The group of level 0 that such a host has kept; 0 for none. */
    public long keptGroup() {
        Post post = ranks.at(0);
        return post == null ? 0 : post.group;
    }

    // --- what happens to it ----------------------------------------------------------------------------------------

    /** Who knows a place takes it, who had a group is a member of it again; others look for one, or begin the swarm. */
    @Override
    public void start(List<Address> seeds) {
        formation.seeds(seeds);
        Descriptor group = place().unit(0);
        if (group != null) {
            local.regroup(group.group(), local.roster());
            formation.settle(group, ranks.members(0));
        } else {
            beginning = new Beginning(local, settings, ranks, formation, seeds);
            beginning.begin();
        }
        plan((long) (local.dice().nextDouble() * settings.formation().reportNanos())); // not all at one moment
    }

    @Override
    public void receive(Bytes body, DatagramReader datagram, Reply reply) {
        adopt();
        ranks.meet(datagram.sender(), reply.to());
        switch (body.first()) {
            case Family.ELECTION -> election(body, datagram.sender());
            case Family.SPREAD -> dissemination.receive(body, datagram, reply);
            case Family.TREE -> tree(body, datagram, reply);
            default -> refuse(datagram.sender(), TreeEvent.Reason.MALFORMED);
        }
    }

    private void election(Bytes body, long from) {
        byte[] bytes = body.toArray();
        switch (ElectionReader.read(bytes, 0, bytes.length)) {
            case Reading.Read(var message) -> {
                if (!ranks.receive(from, message)) {
                    refuse(from, TreeEvent.Reason.FOREIGN_GROUP);
                }
            }
            case Reading.Rejected _ -> refuse(from, TreeEvent.Reason.MALFORMED);
        }
    }

    private void tree(Bytes body, DatagramReader datagram, Reply reply) {
        TreeMessage message = TreeCodec.read(body);
        if (message == null) {
            refuse(datagram.sender(), TreeEvent.Reason.MALFORMED);
        } else if (message instanceof TreeMessage.Seek seek && local.group() == 0) {
            asked(seek.self(), datagram.group(), reply);
        } else if (!(message instanceof TreeMessage.Seek && hides(datagram))) {
            if (message instanceof TreeMessage.Referral && beginning != null) {
                beginning.heard();
            }
            formation.receive(message, datagram.sender(), reply);
        }
    }

    private void refuse(long from, TreeEvent.Reason reason) {
        local.observe(new TreeEvent.Refused(from, reason));
    }

    @Override
    public void met(DatagramReader datagram, Reply reply) {
        formation.met(datagram, carries(datagram), reply);
    }

    /** Whether there is a message of the tree in a datagram. */
    static boolean carries(DatagramReader datagram) {
        for (Message message : datagram.messages()) {
            if (message instanceof Message.Extension) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean seeks(Address seed) {
        boolean seeks = local.group() == 0;
        if (seeks) {
            formation.placement().seek(seed);
        }
        return seeks;
    }

    @Override
    public boolean joins(Message.Join join, DatagramReader datagram, Reply reply) {
        if (local.group() == 0) {
            asked(new Contact(join.self().id(), join.self().address()), datagram.group(), reply);
            return true;
        }
        return hides(datagram)
                || (datagram.group() != local.group()
                        && formation.placement().joins(join.self().zone(), reply));
    }

    /** Whether the sender is of no group, and is not to come into this agent's. */
    private boolean hides(DatagramReader datagram) {
        return datagram.group() == 0 && beginning != null && beginning.hides();
    }

    private void asked(Contact by, long group, Reply reply) {
        if (beginning != null) {
            beginning.asked(by, group, reply);
        }
    }

    @Override
    public void fire(long token) {
        int kind = Timer.kind(token);
        switch (kind) {
            case SPREAD_TIMER -> dissemination.spread(Timer.turn(token));
            case ANNOUNCE_TIMER -> dissemination.announce(Timer.turn(token));
            case TICK_TIMER -> tick();
            case DECREE_TIMER -> formation.tell();
            case COUNT_TIMER -> formation.counting().fire(Timer.turn(token));
            case OFFERED_TIMER -> dissemination.askForOffered(Timer.turn(token));
            default -> {
                Post post = ranks.at(kind - Timer.EXTENSION);
                if (post != null) {
                    if (post.leads()) {
                        ranks.count(post);
                    }
                    post.fire(Timer.turn(token));
                }
            }
        }
    }

    /** Now and then each agent looks after its posts, and reports. */
    private void tick() {
        adopt();
        if (beginning != null && beginning.tick()) {
            beginning = null;
        }
        formation.tick();
        local.keep(settings.spread().urgentMax(ranks.led()));
        plan(local.dice().jittered(settings.formation().reportNanos()));
    }

    private void plan(long delayNanos) {
        local.schedule(delayNanos, Timer.token(TICK_TIMER, 0));
    }

    /** The swarm answered this agent, which is a member of some group since. */
    private void adopt() {
        Post post = ranks.at(0);
        if (local.group() != 0 && (post == null || post.group != local.group())) {
            ranks.found(0, local.group(), Configuration.NONE);
        }
    }

    @Override
    public boolean whole() {
        return formation.isWhole();
    }

    @Override
    public void leave() {
        for (int level = ranks.highest(); level >= 0; level--) {
            Post post = ranks.at(level);
            if (post != null) {
                post.election.leave(local.nowNanos());
            }
        }
    }

    /** In the units above, its word counts until they have agreed to decide without it. */
    @Override
    public boolean mayStop() {
        for (int level = 1; level <= ranks.highest(); level++) {
            Post post = ranks.at(level);
            if (post != null && post.election.configuration().contains(local.id())) {
                return false;
            }
        }
        return true;
    }

    // --- dissemination ---------------------------------------------------------------------------------------------

    @Override
    public boolean wrote(Entry entry) {
        return dissemination.wrote(entry);
    }

    @Override
    public boolean applied(Entry entry, int hops, DatagramReader datagram) {
        return dissemination.applied(entry, hops, datagram);
    }

    @Override
    public boolean ready() {
        return dissemination.ready();
    }

    @Override
    public long wayNanos() {
        return dissemination.wayNanos();
    }

    @Override
    public boolean tells() {
        return dissemination.tells();
    }

    @Override
    public boolean postpones(Entry entry, long asker, Address at) {
        return dissemination.postpones(entry, asker, at);
    }

    @Override
    public void offered(Message.Offer offer, Address by, boolean asked) {
        dissemination.offered(offer, by, asked);
    }

    @Override
    public boolean spreading() {
        return dissemination.spreading();
    }
}
