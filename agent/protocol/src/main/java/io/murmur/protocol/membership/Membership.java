package io.murmur.protocol.membership;

import io.murmur.protocol.gossip.Piggyback;
import io.murmur.protocol.host.Event;
import io.murmur.protocol.host.Extension;
import io.murmur.protocol.host.Lifecycle;
import io.murmur.protocol.host.Local;
import io.murmur.protocol.host.Reply;
import io.murmur.protocol.host.Timer;
import io.murmur.protocol.membership.Suspicions.Suspicion;
import io.murmur.protocol.roster.Address;
import io.murmur.protocol.roster.Member;
import io.murmur.protocol.roster.Roster;
import io.murmur.protocol.roster.Status;
import io.murmur.protocol.roster.Sums;
import io.murmur.protocol.wire.DatagramReader;
import io.murmur.protocol.wire.DatagramWriter;
import io.murmur.protocol.wire.Message;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What to believe of whom. Claims arrive from probes, rumours and rosters of others; the later incarnation wins, within
 * one the graver status. A claim against this agent itself is refuted with a higher incarnation, which nobody else may
 * choose for it.
 */
public final class Membership implements Piggyback {
    private static final int TELLINGS_PER_DECADE = 4;
    private static final int DIRECT_TELLINGS_MAX = 12;
    /** Members told in one answer, at most. */
    private static final int KNOWN_MAX = 4_096;
    /** Members told to one of another group, or of none, that asks to be a member. */
    private static final int FIRST_KNOWN_MAX = 24;

    private final Local local;
    private final MembershipSettings settings;
    private final Claims claims;
    private final Prober prober;
    private final Reunion reunion;
    /** From the first one on. */
    private @Nullable Suspicions suspicions;

    private long comparedNanos = Long.MIN_VALUE / 2;

    public Membership(Local local, MembershipSettings settings, Extension extension) {
        this.local = local;
        this.settings = settings;
        this.claims = new Claims(local);
        Awareness awareness = new Awareness(local, settings.awarenessMax());
        this.prober = new Prober(local, settings, awareness, claims);
        this.reunion = new Reunion(local, settings, extension);
    }

    /** Begins to probe, and to look for the swarm. */
    public void start() {
        prober.start();
        reunion.start();
    }

    public Reunion reunion() {
        return reunion;
    }

    // --- claims ----------------------------------------------------------------------------------------------------

    /** Takes the claims that a datagram carries. */
    public void take(DatagramReader datagram) {
        for (Message message : datagram.messages()) {
            switch (message) {
                case Message.Update update -> hear(update.member(), update.source(), true);
                case Message.Known known -> hear(known.member(), datagram.sender(), false);
                default -> {}
            }
        }
    }

    /** Makes a claim of this agent's own; one about itself is the first in a group that it has just become a member of. */
    public void claim(Member member) {
        if (member.id() == local.id()) {
            claims.clear();
            claims.add(member, local.id());
        } else {
            hear(member, local.id(), true);
        }
    }

    private void hear(Member claimed, long source, boolean news) {
        if (claimed.id() == local.id()) {
            hearOfSelf(claimed);
            return;
        }
        Member held = local.roster().find(claimed.id());
        if (held == null) {
            if (claimed.status().live() && local.roster().size() < settings.membersMax()) {
                believe(claimed, null, source, news);
            }
        } else if (claimed.overrides(held)) {
            believe(claimed, held.status(), source, news || claimed.status() != Status.ALIVE);
        } else if (claimed.status() == Status.SUSPECT && claimed.incarnation() == held.incarnation()) {
            confirm(claimed, source);
        }
    }

    /** Refutes whatever this agent did not say of itself. */
    private void hearOfSelf(Member claimed) {
        Member self = local.self();
        boolean contrary = claimed.status() != Status.ALIVE && claimed.incarnation() >= self.incarnation();
        if (self.status() != Status.LEFT && (contrary || claimed.incarnation() > self.incarnation())) {
            Member refuted = self.with(Math.min(claimed.incarnation(), Long.MAX_VALUE - 1) + 1, Status.ALIVE);
            local.believe(refuted);
            claims.add(refuted, local.id());
            local.observe(new Event.Refuted(refuted.incarnation()));
        }
    }

    private void believe(Member claimed, @Nullable Status before, long source, boolean news) {
        Member member = local.tools().members().apply(claimed);
        local.believe(member);
        local.observe(new Event.MemberChanged(member, before));
        if (news) {
            claims.add(member, source);
        }
        if (member.status() == Status.SUSPECT) {
            beginSuspicion(member, source);
        } else if (suspicions != null) {
            suspicions.end(member.id());
        }
        reunion.noted(member);
    }

    // --- suspicion -------------------------------------------------------------------------------------------------

    /** This agent's own probe found the target silent. */
    private void suspect(Member target) {
        Member held = local.roster().find(target.id());
        if (held == null || !held.status().live() || held.incarnation() != target.incarnation()) {
            return;
        }
        if (held.status() == Status.SUSPECT) {
            confirm(held, local.id());
        } else {
            believe(held.with(Status.SUSPECT), held.status(), local.id(), true);
        }
    }

    private void beginSuspicion(Member member, long source) {
        int live = local.roster().live();
        Suspicions all = suspicions();
        await(all, all.begin(member, source, local.nowNanos(), settings, live).deadlineNanos());
        boolean eager = local.dice().nextDouble() * live < settings.eagerProbes();
        if (source != local.id() && eager && !prober.probing(member.id())) {
            prober.probe(member, null, 0);
        }
    }

    private void confirm(Member member, long accuser) {
        Suspicions all = suspicions();
        Suspicion suspicion = all.of(member.id());
        if (suspicion != null && suspicion.confirm(accuser)) {
            claims.add(member, accuser);
            await(all, suspicion.deadlineNanos());
        }
    }

    private Suspicions suspicions() {
        Suspicions known = suspicions;
        if (known == null) {
            known = new Suspicions();
            suspicions = known;
        }
        return known;
    }

    /** One timer awaits the earliest deadline: timers cannot be taken back, so claims of others must not make many. */
    private void await(Suspicions all, long deadlineNanos) {
        if (all.hastens(deadlineNanos)) {
            long delay = Math.max(0, deadlineNanos - local.nowNanos());
            local.schedule(delay, Timer.token(Timer.SUSPICION, all.turn()));
        }
    }

    /** The suspicions' timer fired; an earlier deadline may have replaced it. */
    public void suspicion(long turn) {
        Suspicions all = suspicions();
        if (!all.isDue(turn)) {
            return;
        }
        for (Suspicion suspicion : all.expire(local.nowNanos())) {
            if (local.roster().find(suspicion.member.id()) != null) {
                believe(suspicion.member.with(Status.DEAD), Status.SUSPECT, local.id(), true);
            }
        }
        await(all, all.earliestNanos());
    }

    // --- probes ----------------------------------------------------------------------------------------------------

    /** Somebody asks whether this agent runs. */
    public void ping(Message.Ping message, Reply reply) {
        if (message.target() == local.id()) {
            reply.say(new Message.Ack(message.sequence()));
        }
    }

    /** Somebody asks this agent to probe another. */
    public void pingRequest(Message.PingRequest message, Reply reply) {
        Member held = local.roster().find(message.target());
        Address address = message.address();
        Member target = held != null ? held : new Member(message.target(), address, 0, Status.ALIVE, "");
        reply.flush();
        prober.probe(target, reply.to(), message.sequence());
    }

    public void ack(Message.Ack message, long sender) {
        prober.ack(message, sender);
    }

    public void nack(Message.Nack message) {
        prober.nack(message);
    }

    /** The probe interval's timer fired. */
    public void interval(long turn) {
        prober.interval(turn);
    }

    /** A probe's timer fired. */
    public void timeout(long turn) {
        Member silent = prober.timeout(turn);
        if (silent != null) {
            suspect(silent);
        }
    }

    // --- rosters ---------------------------------------------------------------------------------------------------

    /** The sender of a datagram holds another roster: compares them, and tells it if it counts as gone here. */
    public void differs(DatagramReader header, Reply reply) {
        Member sender = local.roster().find(header.sender());
        if (sender != null && sender.status() != Status.ALIVE) {
            reply.say(new Message.Update(sender, local.id()));
        }
        if (local.nowNanos() - comparedNanos >= compareNanos()) {
            comparedNanos = local.nowNanos();
            reply.say(new Message.Rosters(false, local.roster().sums(bits())));
        }
    }

    /** The least time between two comparisons: while claims are on their way, rosters are bound to differ by these. */
    private long compareNanos() {
        return claims.isEmpty() ? settings.probeTimeoutNanos() / 2 : settings.probeIntervalNanos();
    }

    /** A peer shows its roster in sums: tell it the members where they differ. */
    public void rosters(Message.Rosters message, Reply reply) {
        int bits = message.sums().bits();
        Sums mine = local.roster().sums(bits);
        tell(
                reply,
                member -> {
                    int bucket = Roster.bucket(member.id(), bits);
                    return mine.at(bucket) != message.sums().at(bucket);
                },
                KNOWN_MAX);
        if (!message.answer()) {
            reply.say(new Message.Rosters(true, mine));
        }
    }

    /**
     * Somebody joins, or looks for a swarm it lost: tell it everyone.
     *
     * @param near whether it counts itself to this swarm; else it says so itself where it has become a member, and is told
     *     of some only, who live: many may come at once, and will compare rosters with the others
     */
    public void welcome(Message.Join message, boolean near, Reply reply) {
        if (near) {
            hear(message.self(), message.self().id(), true);
        }
        Member held = local.roster().find(message.self().id());
        if (held != null && held.status() != Status.ALIVE) {
            reply.say(new Message.Update(held, local.id()));
        }
        if (near) {
            tell(reply, member -> true, KNOWN_MAX);
        } else {
            tell(reply, member -> member.status().live(), FIRST_KNOWN_MAX);
        }
    }

    /** Tells of some members, from a random one on. */
    private void tell(Reply reply, Predicate<Member> chosen, int most) {
        Roster roster = local.roster();
        int places = roster.places();
        int first = local.dice().nextInt(places);
        int told = 0;
        for (int i = 0; i < places && told < most && !reply.exhausted(); i++) {
            Member member = roster.at((first + i) % places);
            if (member != null && chosen.test(member)) {
                reply.say(new Message.Known(member));
                told++;
            }
        }
    }

    private int bits() {
        int quarter = Math.max(1, local.roster().live() / 4);
        return Math.min(Sums.BITS_MAX, 32 - Integer.numberOfLeadingZeros(quarter) - 1);
    }

    // --- leaving ---------------------------------------------------------------------------------------------------

    /** This agent goes: the others are told, and it no longer counts itself. */
    public void leave() {
        Member gone = local.self().with(Status.LEFT);
        local.believe(gone);
        local.enter(Lifecycle.LEAVING);
        claims.add(gone, local.id());
    }

    // --- piggyback -------------------------------------------------------------------------------------------------

    @Override
    public void fill(DatagramWriter datagram, int bytesMax) {
        claims.fill(datagram, bytesMax);
    }

    @Override
    public boolean fresh() {
        return claims.fresh();
    }

    @Override
    public boolean hot() {
        return !claims.isEmpty();
    }

    @Override
    public void told() {
        if (!claims.isEmpty()) {
            int live = local.roster().live();
            int decades = (int) Math.ceil(Math.log10(live + 1));
            claims.drop(TELLINGS_PER_DECADE * decades + (live <= DIRECT_TELLINGS_MAX ? live : 0));
        }
    }
}
