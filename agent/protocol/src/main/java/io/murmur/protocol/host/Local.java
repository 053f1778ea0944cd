package io.murmur.protocol.host;

import io.murmur.protocol.merkle.Hash;
import io.murmur.protocol.roster.Address;
import io.murmur.protocol.roster.Member;
import io.murmur.protocol.roster.Roster;
import io.murmur.protocol.state.Entry;
import io.murmur.protocol.state.HybridClock;
import io.murmur.protocol.state.Scope;
import io.murmur.protocol.state.State;
import io.murmur.protocol.wire.Bytes;
import io.murmur.protocol.wire.CreationContext;
import io.murmur.protocol.wire.DatagramWriter;
import io.murmur.protocol.wire.Message;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one agent holds of itself: its identity, its beliefs (roster and state, both shared immutable values), the time
 * of the input at work, its dice, and its way out through the host, bounded in datagrams per interval.
 */
public final class Local {
    private static final int DRAWS_MAX = 64;
    private static final long NANOS_PER_MILLI = 1_000_000L;

    private final Host host;
    private final Toolkit tools;
    private final Dice dice;
    private final HybridClock clock;
    private final Allowance allowance;
    private final long id;
    private long group;
    private Roster roster;
    private State state;
    private long nowNanos;
    private long allowedFromNanos;
    private int sent;
    private int urged;
    /** Of the allowance, what is kept for what must not wait, in this interval and the next. */
    private short kept;

    private short keptNext;

    private int reserved;
    private int reservedNext;
    private int sentBefore;
    private int payloads;
    private @Nullable Links links;
    /** From the first entry on that came with one. */
    private @Nullable CreationContexts contexts;

    private List<Member> claims = List.of();
    private Lifecycle lifecycle = Lifecycle.NEW;

    /**
     * @param id the agent's identifier
     * @param allowance the bound on datagrams
     * @param roster what is believed of the members; it must hold this agent
     * @param state the state to begin with
     * @param clock gives versions; it must be ahead of every version this agent ever gave
     */
    public Local(
            long id,
            Host host,
            Toolkit tools,
            Dice dice,
            Allowance allowance,
            Roster roster,
            State state,
            HybridClock clock) {
        this.id = id;
        this.host = host;
        this.tools = tools;
        this.dice = dice;
        this.allowance = allowance;
        this.kept = (short) allowance.kept();
        this.keptNext = kept;
        this.roster = roster;
        this.state = state;
        this.clock = clock;
    }

    public long id() {
        return id;
    }

    /**
     * The group this agent is a member of, or 0: the roster is the group's, and only who names the same group is
     * compared with about members.
     */
    public long group() {
        return group;
    }

    /**
     * Becomes a member of another group, with what is believed of its members; they must include this agent. The state stays
     * as it is: right for whoever founds a group, or divides one. Whoever goes over to others that were a group before brings
     * only what {@link State#carried} leaves of it.
     */
    public void regroup(long next, Roster members) {
        group = next;
        roster = members;
    }

    /** This agent as its own roster has it. */
    public Member self() {
        Member self = roster.find(id);
        if (self == null) {
            throw new IllegalStateException("an agent's roster always holds the agent");
        }
        return self;
    }

    public Roster roster() {
        return roster;
    }

    /** Believes a claim about a member. */
    public void believe(Member claim) {
        roster = tools.transitions().apply(roster, claim);
    }

    /**
     * Makes a claim of this agent's own about a member, or about itself where it has just become one of a group: believed at
     * the end of the input at work, and told to the mates.
     */
    public void claim(Member member) {
        if (claims.isEmpty()) {
            claims = new ArrayList<>(1);
        }
        claims.add(member);
    }

    /** Hands out the claims made, once. */
    public List<Member> claims() {
        List<Member> made = claims;
        claims = List.of();
        return made;
    }

    /** Forgets a member that has been gone for long. */
    public void forget(long member) {
        roster = roster.without(member);
    }

    /** Live members beside this agent. */
    public int peers() {
        return roster.live() - (lifecycle.leaving() ? 0 : 1);
    }

    /** A live member other than this agent, drawn uniformly; null when there is none. */
    public @Nullable Member randomPeer() {
        for (int attempt = 0; attempt < DRAWS_MAX && peers() > 0; attempt++) {
            Member member = roster.draw(dice.nextLong());
            if (isPeer(member)) {
                return member;
            }
        }
        return peers() > 0 ? nextPeer(dice.nextInt(roster.places())) : null;
    }

    /** The first live peer from a place on: after a partition the living may be few among many dead. */
    private @Nullable Member nextPeer(int first) {
        int places = roster.places();
        for (int i = 0; i < places; i++) {
            Member member = roster.at((first + i) % places);
            if (isPeer(member)) {
                return member;
            }
        }
        return null;
    }

    private boolean isPeer(@Nullable Member member) {
        return member != null && member.id() != id && member.status().live();
    }

    public Lifecycle lifecycle() {
        return lifecycle;
    }

    /** Enters another stage of life. */
    public void enter(Lifecycle next) {
        if (lifecycle != next) {
            lifecycle = next;
            observe(new Event.LifecycleChanged(next));
        }
    }

    public State state() {
        return state;
    }

    public void state(State next) {
        state = next;
    }

    /** The hash of the state. */
    public Hash root() {
        return root(Scope.GROUP);
    }

    /** The hash of as much of the state as reaches so far. */
    public Hash root(Scope reach) {
        return state.root(reach, tools.hasher());
    }

    public Toolkit tools() {
        return tools;
    }

    public Dice dice() {
        return dice;
    }

    /** Gives versions to this agent's writes. */
    public HybridClock clock() {
        return clock;
    }

    /** The time of the input at work, in nanoseconds since the Unix epoch. */
    public long nowNanos() {
        return nowNanos;
    }

    /** The same in milliseconds. */
    public long nowMillis() {
        return nowNanos / NANOS_PER_MILLI;
    }

    /** Begins an input; time never goes back, whatever the host says. */
    public void now(long nanos) {
        if (nanos > nowNanos) {
            nowNanos = nanos;
        }
    }

    public void observe(Event event) {
        host.observe(event);
    }

    public void schedule(long delayNanos, long token) {
        host.schedule(delayNanos, token);
    }

    /** The content with this hash, if the host keeps it. */
    public @Nullable Bytes content(Hash content) {
        return host.content(content);
    }

    /** Remembers the creation context of an entry, as it is to be passed on; null where there is nothing to pass on. */
    public void follow(Entry entry, @Nullable CreationContext context) {
        if (context == null) {
            return;
        }
        CreationContexts known = contexts;
        if (known == null) {
            known = new CreationContexts();
            contexts = known;
        }
        known.put(entry, context);
    }

    /** The creation context to pass on with an entry; null where it had none, or is not remembered any more. */
    public @Nullable CreationContext context(Entry entry) {
        return contexts == null ? null : contexts.of(entry);
    }

    /**
     * Begins a datagram to a mate; the root of the state is told at the end, if a message is about the state. It takes no
     * entries where as many datagrams as may carry some were sent in this interval.
     */
    public DatagramWriter open(Address to) {
        DatagramWriter datagram = host.lend(to).header(id, group, roster.digest(), state.watermark(), Hash.ZERO);
        return payloads() < allowance.payloadsMax() ? datagram : datagram.withoutEntries();
    }

    /** Begins a datagram to somebody with whom this agent shares what reaches so far. */
    public DatagramWriter open(Address to, Scope reach) {
        return open(to).reach(reach);
    }

    /**
     * A long link: opens one exchange with an agent of any group, in which both find and mend what differs between them
     * of that which the whole swarm shares. The answer is taken by gossip, if it comes; so are those to the last few links.
     */
    public void link(Address to, long peer) {
        Links known = links;
        if (known == null) {
            known = new Links();
            links = known;
        }
        send(to, new Message.Digest(known.open(peer, dice, nowNanos)), Scope.SWARM);
    }

    /** Takes the answer to a long link: how long it was waited for in nanoseconds, or -1 if that peer was not asked so. */
    public long unlink(int exchange, long peer) {
        return links == null ? -1 : links.close(exchange, peer, nowNanos);
    }

    /** Sends the open datagram, unless the allowance of this interval is used up. */
    public boolean send(Address to, DatagramWriter datagram) {
        return spend(datagram.carriesEntries()) && pass(to, datagram);
    }

    private boolean pass(Address to, DatagramWriter datagram) {
        payloads += datagram.carriesEntries() ? 1 : 0;
        if (datagram.tellsRoot()) {
            datagram.state(state.watermark(), root(datagram.reach()));
        }
        host.send(to, datagram);
        return true;
    }

    /**
     * Sends the open datagram, which asks for something that this agent lacks, even into the room that is kept free while
     * entries wait: what others lack is not more.
     */
    public boolean insist(Address to, DatagramWriter datagram) {
        return spend(true) && pass(to, datagram);
    }

    /** Whether a datagram without entries may be sent now. */
    public boolean hasRoom() {
        return sent() < room(false);
    }

    /** Sends one message to a mate, in a datagram of its own. */
    public boolean send(Address to, Message message) {
        return send(to, message, Scope.GROUP);
    }

    /** Sends one message, in a datagram of its own, to somebody with whom this agent shares what reaches so far. */
    public boolean send(Address to, Message message, Scope reach) {
        DatagramWriter datagram = open(to, reach);
        return datagram.write(message) && send(to, datagram);
    }

    /** Sends one message that must not wait for others, in a datagram of its own: of what is kept for such, if there is any. */
    public boolean urge(Address to, Message message) {
        DatagramWriter datagram = open(to);
        return datagram.write(message) && urge(to, datagram);
    }

    /** The same with an open datagram. */
    public boolean urge(Address to, DatagramWriter datagram) {
        return (spendKept() || spend(false)) && pass(to, datagram);
    }

    /** So many datagrams with entries wait for the next interval: until they are sent, others leave room for them then. */
    public void reserve(int datagrams) {
        reservedNext = datagrams;
    }

    /**
     * From the next interval on so many of the datagrams are kept for what must not wait: more than usual when much depends
     * on it.
     *
     * @param datagrams 0 to 32,767, fewer than all
     */
    public void keep(int datagrams) {
        keptNext = (short) datagrams;
    }

    /** Of the datagrams in one interval, those that are there for everything. */
    public int ordinary() {
        begin();
        return allowance.datagramsMax() - kept;
    }

    private boolean spend(boolean entries) {
        if (sent() >= room(entries)) {
            observe(new Event.Throttled());
            return false;
        }
        sent++;
        return true;
    }

    /** How many datagrams may have been sent before one more: fewer for others as long as entries wait, and room for answers. */
    private int room(boolean entries) {
        boolean waits = !entries && payloads() < reserved;
        return waits ? ordinary() - (reserved - payloads) - allowance.answers() : ordinary();
    }

    private boolean spendKept() {
        begin();
        boolean any = urged < kept;
        urged += any ? 1 : 0;
        return any;
    }

    /** Datagrams sent in the interval at work, but for those that were kept; intervals begin at the multiples of their length. */
    public int sent() {
        begin();
        return sent;
    }

    private void begin() {
        long passedNanos = nowNanos - allowedFromNanos;
        if (passedNanos >= allowance.intervalNanos()) {
            sentBefore = passedNanos < 2 * allowance.intervalNanos() ? sent + urged : 0;
            allowedFromNanos = nowNanos - Math.floorMod(nowNanos, allowance.intervalNanos());
            sent = 0;
            urged = 0;
            payloads = 0;
            reserved = reservedNext;
            kept = keptNext;
        }
    }

    /** Datagrams sent in the interval before the one at work. */
    public int sentBefore() {
        begin();
        return sentBefore;
    }

    /** Of those sent in the interval at work, the ones that carried entries. */
    public int payloads() {
        begin();
        return payloads;
    }

    /** How long until the next interval. */
    public long restNanos() {
        return allowance.intervalNanos() - Math.floorMod(nowNanos, allowance.intervalNanos());
    }
}
