package io.murmur.protocol.agent;

import io.murmur.protocol.gossip.Convergence;
import io.murmur.protocol.gossip.Gossip;
import io.murmur.protocol.host.Dice;
import io.murmur.protocol.host.Event;
import io.murmur.protocol.host.Extension;
import io.murmur.protocol.host.Host;
import io.murmur.protocol.host.Lifecycle;
import io.murmur.protocol.host.Local;
import io.murmur.protocol.host.Reply;
import io.murmur.protocol.host.Timer;
import io.murmur.protocol.host.Toolkit;
import io.murmur.protocol.membership.Membership;
import io.murmur.protocol.merkle.Hash;
import io.murmur.protocol.roster.Address;
import io.murmur.protocol.roster.Member;
import io.murmur.protocol.roster.Roster;
import io.murmur.protocol.state.Entry;
import io.murmur.protocol.state.HybridClock;
import io.murmur.protocol.state.Limits;
import io.murmur.protocol.state.Scope;
import io.murmur.protocol.state.State;
import io.murmur.protocol.wire.CreationContext;
import io.murmur.protocol.wire.DatagramReader;
import io.murmur.protocol.wire.Malformed;
import io.murmur.protocol.wire.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One agent of the swarm. Everything that happens to it is a call that carries its time: a datagram that arrived
 * ({@link #receive}), a timer that fired ({@link #fire}), or a command of its application. Everything it wants is a call
 * on its {@link Host}, made before the call returns. Calls must not overlap.
 */
public final class Agent {
    /** How often the time to leave is granted again at most where the others still need an agent that goes. */
    public static final int LEAVE_ATTEMPTS = 10;

    private final Local local;
    private final Settings settings;
    private final Membership membership;
    private final Gossip gossip;
    private final Writes writes;
    private final Extension extension;

    /**
     * An agent that has not started.
     *
     * @param roster what it believes of the swarm from the start; it must hold the agent itself
     * @param state what it holds from the start, of {@link Scope#GROUP} and {@link Scope#SWARM}
     * @param home its entries of {@link Scope#AGENT}, which never leave it
     * @param extension makes the protocol that extends this one
     */
    public Agent(
            Identity identity,
            Settings settings,
            Host host,
            Toolkit tools,
            Roster roster,
            State state,
            State home,
            Extension.Factory extension) {
        this.settings = settings;
        HybridClock clock =
                new HybridClock(identity.lastVersion(), settings.gossip().driftNanosMax() / 1_000_000);
        Dice dice = new Dice(identity.seed());
        this.local = new Local(identity.member().id(), host, tools, dice, settings.allowance(), roster, state, clock);
        this.extension = extension.of(local);
        this.membership = new Membership(local, settings.membership(), this.extension);
        this.gossip = new Gossip(local, settings.gossip(), membership, this.extension);
        this.writes = new Writes(local, settings.limits(), identity.signer(), gossip, home);
    }

    // --- what happens to it ----------------------------------------------------------------------------------------

    /** Starts to gossip and to probe, and joins the swarm through the seeds where it knows nobody yet. */
    public void start(long nowNanos, List<Address> seeds) {
        local.now(nowNanos);
        membership.reunion().seeds(seeds);
        membership.start();
        gossip.start();
        extension.start(seeds);
    }

    /** A datagram arrived. It may be anything; what is not a datagram of this protocol changes nothing. */
    public void receive(long nowNanos, Address from, byte[] bytes, int offset, int length) {
        local.now(nowNanos);
        DatagramReader datagram = local.tools().reader();
        Malformed malformed = datagram.read(bytes, offset, length);
        if (malformed != null) {
            local.observe(new Event.DatagramRefused(from, malformed));
        } else if (datagram.sender() != local.id() && local.lifecycle() != Lifecycle.LEFT) {
            take(datagram, new Reply(local, from, near(datagram) ? datagram.reach() : Scope.SWARM));
        }
    }

    private void take(DatagramReader datagram, Reply reply) {
        if (!near(datagram)) {
            extension.met(datagram, reply);
        }
        if (datagram.news()) {
            if (near(datagram)) {
                membership.take(datagram);
            }
            gossip.intake().take(datagram, reply.reach());
        }
        Message.Digest digest = null;
        List<Message> messages = datagram.messages();
        for (int i = 0; i < messages.size(); i++) {
            if (messages.get(i) instanceof Message.Digest opened) {
                digest = opened;
            } else {
                handle(messages.get(i), datagram, reply);
            }
        }
        if (digest != null) {
            gossip.answer(digest, reply, datagram);
            compareRosters(datagram, reply);
        }
        reply.flush();
        boolean claimed = claim();
        if (claimed || datagram.news()) {
            followUp();
        }
    }

    /** Makes the claims that the extension wants made; whether there were any. */
    private boolean claim() {
        List<Member> claims = local.claims();
        claims.forEach(membership::claim);
        return !claims.isEmpty();
    }

    /** Whether the sender is of this agent's group; who looks for the swarm becomes a member where it is answered. */
    private boolean near(DatagramReader datagram) {
        if (local.group() == 0 && local.lifecycle() == Lifecycle.JOINING && welcomes(datagram)) {
            local.regroup(datagram.group(), local.roster());
            local.state(local.state().carried(Scope.GROUP));
            local.claim(local.self());
        }
        return datagram.group() == local.group() && (local.group() != 0 || extension.equals(Extension.NONE));
    }

    private static boolean welcomes(DatagramReader datagram) {
        List<Message> messages = datagram.messages();
        for (int i = 0; i < messages.size(); i++) {
            if (messages.get(i) instanceof Message.Known) {
                return true;
            }
        }
        return false;
    }

    private void handle(Message message, DatagramReader datagram, Reply reply) {
        switch (message) {
            case Message.Digest last -> throw new IllegalStateException("a digest is answered last: " + last);
            case Message.Push taken -> {}
            case Message.Update taken -> {}
            case Message.Known taken -> {}
            case Message.Same same -> {
                gossip.same(same, reply, datagram);
                compareRosters(datagram, reply);
            }
            case Message.Differs differs -> {
                gossip.differs(differs, reply, datagram);
                compareRosters(datagram, reply);
            }
            case Message.Offer offer -> gossip.repair().offer(offer, reply);
            case Message.Want want -> gossip.repair().want(want, reply, datagram);
            case Message.Fragment fragment -> gossip.repair().fragment(fragment, reply, datagram);
            case Message.Nodes nodes -> gossip.repair().nodes(nodes, reply, datagram);
            case Message.Leaves leaves -> gossip.repair().leaves(leaves, reply, datagram);
            case Message.Fetch fetch -> gossip.contents().serve(fetch, reply);
            case Message.Chunk chunk -> gossip.contents().take(chunk, reply);
            case Message.Join join -> {
                if (!extension.joins(join, datagram, reply)) {
                    membership.welcome(join, near(datagram), reply);
                }
            }
            case Message.Rosters rosters -> {
                if (near(datagram)) {
                    membership.rosters(rosters, reply);
                }
            }
            case Message.Ping ping -> {
                membership.ping(ping, reply);
                meet(datagram, reply);
            }
            case Message.Ack ack -> {
                reply.flush();
                membership.ack(ack, datagram.sender());
                meet(datagram, reply);
            }
            case Message.Nack nack -> membership.nack(nack);
            case Message.PingRequest request -> membership.pingRequest(request, reply);
            case Message.Extension extended -> extension.receive(extended.body(), datagram, reply);
        }
    }

    private void meet(DatagramReader datagram, Reply reply) {
        gossip.met(datagram, reply.reach());
        compareRosters(datagram, reply);
    }

    private void compareRosters(DatagramReader datagram, Reply reply) {
        if (near(datagram) && datagram.rosterDigest() != local.roster().digest()) {
            membership.differs(datagram, reply);
        }
    }

    /** A timer that this agent asked for fired. */
    public void fire(long nowNanos, long token) {
        local.now(nowNanos);
        if (local.lifecycle() == Lifecycle.LEFT) {
            return;
        }
        long turn = Timer.turn(token);
        switch (Timer.kind(token)) {
            case Timer.ROUND -> gossip.round(turn);
            case Timer.PROBE -> membership.interval(turn);
            case Timer.PROBE_TIMEOUT -> membership.timeout(turn);
            case Timer.SUSPICION -> membership.suspicion(turn);
            case Timer.JOIN -> membership.reunion().join(turn);
            case Timer.HEAL -> membership.reunion().heal(turn);
            case Timer.LEAVE -> stop(turn);
            default -> {
                if (Timer.kind(token) < Timer.EXTENSION) {
                    throw new IllegalArgumentException("no timer of this agent: " + token);
                }
                extension.fire(token);
                claim();
            }
        }
        followUp();
    }

    /** What an input leaves to do: to tell what is new, and to ask for what is missing. */
    private void followUp() {
        gossip.contents().ask();
        if (membership.fresh() || gossip.fresh()) {
            gossip.hasten();
        }
    }

    // --- what its application wants --------------------------------------------------------------------------------

    /** Whether a write may be taken now; else it would be refused as {@link Refusal#BUSY}. */
    public boolean ready() {
        return gossip.ready();
    }

    /** Writes a value of up to {@link Limits#valueBytesMax} bytes. */
    public Outcome put(long nowNanos, byte[] key, byte[] value, Scope scope) {
        return put(nowNanos, key, value, scope, null);
    }

    /**
     * The same, within a trace.
     *
     * @param context of the write, for those who apply the entry to continue; null where nobody is to follow it
     */
    public Outcome put(long nowNanos, byte[] key, byte[] value, Scope scope, @Nullable CreationContext context) {
        local.now(nowNanos);
        return followedUp(writes.put(key, value, scope, context));
    }

    /** Writes a reference to a value that is too long to travel with its key. */
    public Outcome refer(long nowNanos, byte[] key, Hash content, long contentBytes, Scope scope) {
        return refer(nowNanos, key, content, contentBytes, scope, null);
    }

    /** The same, within a trace. */
    public Outcome refer(
            long nowNanos,
            byte[] key,
            Hash content,
            long contentBytes,
            Scope scope,
            @Nullable CreationContext context) {
        local.now(nowNanos);
        return followedUp(writes.refer(key, content, contentBytes, scope, context));
    }

    /** Deletes a key: it is gone for readers at once, and remembered as deleted for as long as the settings say. */
    public Outcome delete(long nowNanos, byte[] key, Scope scope) {
        return delete(nowNanos, key, scope, null);
    }

    /** The same, within a trace. */
    public Outcome delete(long nowNanos, byte[] key, Scope scope, @Nullable CreationContext context) {
        local.now(nowNanos);
        return followedUp(writes.delete(key, scope, context));
    }

    private Outcome followedUp(Outcome outcome) {
        followUp();
        return outcome;
    }

    /**
     * Fetches the content of a reference, however long; the end of it is observed. False when too many are being
     * fetched, or nobody is there to ask.
     */
    public boolean fetch(long nowNanos, Entry reference) {
        local.now(nowNanos);
        boolean begun = gossip.contents().fetch(reference);
        if (begun) {
            gossip.hasten(); // rounds tell what has stalled, and those of a quiet agent are far apart
        }
        followUp();
        return begun;
    }

    /** Tells the agent where the seeds are now. */
    public void seeds(long nowNanos, List<Address> seeds) {
        local.now(nowNanos);
        membership.reunion().seeds(seeds);
    }

    /** Leaves gracefully: the others are told at once, and the agent is gone a little later. */
    public void leave(long nowNanos) {
        local.now(nowNanos);
        if (local.lifecycle().leaving()) {
            return;
        }
        membership.leave();
        extension.leave();
        local.schedule(settings.leaveNanos(), Timer.token(Timer.LEAVE, 1));
        followUp();
    }

    private void stop(long attempt) {
        if (extension.mayStop() || attempt >= LEAVE_ATTEMPTS) {
            local.enter(Lifecycle.LEFT);
        } else {
            local.schedule(settings.leaveNanos(), Timer.token(Timer.LEAVE, attempt + 1));
        }
    }

    // --- what it holds ---------------------------------------------------------------------------------------------

    public long id() {
        return local.id();
    }

    public Lifecycle lifecycle() {
        return local.lifecycle();
    }

    /** The replicated entries: those of {@link Scope#GROUP} and {@link Scope#SWARM}. */
    public State state() {
        return local.state();
    }

    /** The entries of {@link Scope#AGENT}. */
    public State home() {
        return writes.home();
    }

    /** The protocol that extends this one. */
    public Extension extension() {
        return extension;
    }

    public Roster roster() {
        return local.roster();
    }

    /** The last version this agent gave or saw; what a host keeps for the agent's next life. */
    public long lastVersion() {
        return local.clock().last();
    }

    /** How far the group agrees on the entry at a place; null if there is none, or the settings do not ask for it. */
    public Convergence.@Nullable Estimate convergence(Hash key) {
        Convergence convergence = gossip.convergence();
        Entry entry = local.state().get(key);
        return convergence == null || entry == null
                ? null
                : convergence.of(entry, local.nowNanos(), local.roster(), local.peers());
    }
}
