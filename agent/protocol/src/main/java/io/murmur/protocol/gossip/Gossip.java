package io.murmur.protocol.gossip;

import io.murmur.protocol.host.Event;
import io.murmur.protocol.host.Event.Agreement;
import io.murmur.protocol.host.Extension;
import io.murmur.protocol.host.Local;
import io.murmur.protocol.host.Reply;
import io.murmur.protocol.roster.Address;
import io.murmur.protocol.roster.Member;
import io.murmur.protocol.state.Entry;
import io.murmur.protocol.state.Scope;
import io.murmur.protocol.wire.CreationContext;
import io.murmur.protocol.wire.DatagramReader;
import io.murmur.protocol.wire.DatagramWriter;
import io.murmur.protocol.wire.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rounds. In a round the agent opens an exchange with each of k contacts: a datagram with its digests, and news
 * behind them. The contact answers that the states are the same, which ends the exchange, or that they differ; then
 * whoever remembers how it got from the other's state to its own sends just those steps, and where neither does, the
 * tries are descended.
 */
public final class Gossip {
    /** Hops of an entry that came by repair: how far it travelled is not known. */
    static final int HOPS_UNKNOWN = 255;

    /** Peers about which an agent learns how fast and reliable they are, and so few where rounds only mend what is missed. */
    private static final int PEERS = 256;

    private static final int PEERS_BESIDE = 32;
    /** Rounds that an agent stays awake after news, beyond those in which the last peers hear of it. */
    private static final int ROUNDS_AWAKE = 2;
    /** Intervals that an agent under load has for an answer. */
    private static final int PATIENCE = 5;

    private final Local local;
    private final GossipSettings settings;
    private final Piggyback membership;
    private final Extension extension;
    private final Pace pace;
    private final Contacts contacts;
    private final Exchanges exchanges;
    private final Rumours rumours = new Rumours();
    private final Repair repair;
    private final Intake intake;
    private final Watermarks watermarks;
    private final Contents contents;
    private final @Nullable Convergence convergence;

    private float loss;

    public Gossip(Local local, GossipSettings settings, Piggyback membership, Extension extension) {
        this.local = local;
        this.settings = settings;
        this.membership = membership;
        this.extension = extension;
        this.pace = new Pace(local, settings);
        this.contacts = new Contacts(local, settings, extension.equals(Extension.NONE) ? PEERS : PEERS_BESIDE);
        this.exchanges = new Exchanges(local);
        this.watermarks = new Watermarks(local, settings, extension);
        this.contents = new Contents(local, settings);
        this.convergence = settings.convergenceSamples() > 0 ? new Convergence(settings.convergenceSamples()) : null;
        this.intake = new Intake(local, settings, rumours, watermarks, contents, convergence, extension);
        this.repair = new Repair(local, settings, rumours, intake, watermarks, extension);
    }

    /** What other agents may ask of this one, and what came of its own questions. */
    public Repair repair() {
        return repair;
    }

    /** Values that travel by reference. */
    public Contents contents() {
        return contents;
    }

    /** How far the swarm agrees, where the settings ask for it to be tracked. */
    public @Nullable Convergence convergence() {
        return convergence;
    }

    public Intake intake() {
        return intake;
    }

    /** Begins to gossip. */
    public void start() {
        pace.start();
    }

    /** Something is to be told: the next round comes at once, or as soon as rounds may follow each other. */
    public void hasten() {
        pace.hasten(newsInterval());
    }

    /** Whether there is news that no round has told yet. */
    public boolean fresh() {
        return rumours.fresh() > 0;
    }

    /** Whether a write may be taken: the news that waits to be passed on is bounded. */
    public boolean ready() {
        return (rumours.fresh() < settings.newsMax() && extension.ready()) || local.peers() == 0;
    }

    /** Takes an entry that this agent wrote, and the context of its creation, if that is followed. */
    public void wrote(Entry entry, @Nullable CreationContext context) {
        intake.wrote(entry, context);
        if (!extension.wrote(entry)) {
            rumours.add(entry, 0);
        }
    }

    /** The timer fired. */
    public void round(long firedTurn) {
        if (!pace.isDue(firedTurn)) {
            return;
        }
        int peers = local.peers();
        if (extension.spreading() && pace.rest(extension.wayNanos())) {
            plan(peers > 0);
            return;
        }
        if (peers > 0 && !extension.tells()) {
            pace.begin(); // what is to be told would hasten another one at once
            pace.planHot();
            return;
        }
        if (peers > 0) {
            tell(peers);
        } else {
            rumours.clear();
            pace.passedAlone();
        }
        repair.refresh();
        contents.refresh();
        watermarks.raise();
        plan(peers > 0);
    }

    private void tell(int peers) {
        pace.begin();
        boolean news = !rumours.isEmpty() || membership.hot();
        Spread spread = Spread.of(settings.fanout(), peers, loss);
        boolean digest = digestDue(spread);
        int missed = digest ? settle(spread) : 0;
        int wanted = news || !pace.backedOff() ? spread.contactsAfter(missed) : 1;
        if (digest) {
            exchanges.begin(wanted, local.nowNanos());
        }
        boolean enough = intake.streaming() || (missed == 0 && onlyClaims());
        int exchanged = !digest ? 0 : enough ? 1 : wanted;
        @Nullable Member[] chosen = new Member[wanted];
        int count = contacts.choose(chosen, wanted);
        News batch = News.of(rumours, settings.datagramsPerContact(), local);
        int hopsInline = batch.count() > 0 ? spread.hopsInline() : 0;
        for (int i = 0; i < count; i++) {
            Member contact = chosen[i];
            if (contact != null) {
                speak(contact, i < exchanged, batch, hopsInline);
            }
        }
        local.observe(new Event.RoundBegan(count, batch.count()));
        if (batch.count() > 0) {
            rumours.age(batch.count(), spread.rounds(), local.state());
        }
        membership.told();
    }

    /** Whether there is news of members and none of entries: states hardly differ then, and one exchange is enough. */
    private boolean onlyClaims() {
        return rumours.isEmpty() && membership.hot();
    }

    /** Whether the last round with digests was long enough ago. */
    private boolean digestDue(Spread spread) {
        long last = exchanges.openedNanos();
        return last == Long.MIN_VALUE || local.nowNanos() - last >= digestInterval(spread);
    }

    /**
     * The least time between two rounds with digests. Where writers tell everyone themselves and go on writing, states
     * always differ by what is under way, and an exchange finds only what would have come anyway: one at a time will do.
     */
    private long digestInterval(Spread spread) {
        if (!spread.direct() || rumours.fresh() == 0) {
            return settings.hotIntervalNanos();
        }
        boolean waits = exchanges.missing() > 0 && intake.streaming();
        return (waits ? PATIENCE : 1) * settings.intervalNanos();
    }

    /**
     * The least time between two rounds that pass fresh news on. In a stream a round waits for a datagram's worth. Round
     * trips grow where datagrams wait at busy agents: then fewer rounds tell more each, and as a round tells only so much,
     * writers have to wait for the slowest. A little news now and then waits for nobody.
     */
    private long newsInterval() {
        boolean streaming = intake.streaming();
        boolean little = News.of(rumours, 1, local).count() == rumours.size();
        if (little && !streaming) {
            return settings.newsIntervalNanos();
        }
        long least = little ? settings.hotIntervalNanos() : settings.newsIntervalNanos();
        return Math.max(least, contacts.roundTripNanos() / 2);
    }

    private void speak(Member contact, boolean digest, News batch, int hopsInline) {
        Address to = contact.address();
        DatagramWriter datagram = local.open(to);
        if (digest) {
            datagram.digest(exchanges.open(contact.id()));
        }
        membership.fill(datagram, batch.count() > 0 ? datagram.capacity() / 2 : datagram.capacity());
        Rumour rumour = batch.first();
        for (int i = 0; i < batch.count() && rumour != null; i++, rumour = rumour.next) {
            CreationContext context = local.context(rumour.entry);
            if (rumour.tell(datagram, hopsInline, context)) {
                continue;
            }
            if (!local.send(to, datagram)) {
                return;
            }
            datagram = local.open(to);
            rumour.tell(datagram, hopsInline, context);
        }
        if (datagram.filled()) {
            local.send(to, datagram);
        }
    }

    /** Ends the exchanges of the last round that nobody answered, their number, and learns how much is lost. */
    private int settle(Spread spread) {
        pace.passed(spread.rounds() + ROUNDS_AWAKE);
        int opened = exchanges.opened();
        if (opened == 0) {
            return 0;
        }
        int missing = exchanges.missing();
        if (missing > 0) {
            long waited = local.nowNanos() - exchanges.openedNanos();
            exchanges.eachMissing(peer -> contacts.missed(peer, waited));
            local.observe(new Event.ExchangesUnanswered(missing));
        }
        loss += 0.1f * ((float) missing / opened - loss);
        return missing;
    }

    private void plan(boolean listeners) {
        if (listeners && (rumours.fresh() > 0 || membership.fresh())) {
            pace.planSoon(newsInterval());
        } else if (listeners && (!rumours.isEmpty() || membership.hot())) {
            pace.planHot();
        } else if (contents.busy()) {
            pace.planAwake();
        } else {
            pace.planCalm();
        }
    }

    /**
     * A peer opened an exchange; what else its datagram said has been taken in before. What is said about entries is about
     * those that both sides share, and an agent of another group teaches nothing about how far this one agrees.
     */
    public void answer(Message.Digest message, Reply reply, DatagramReader header) {
        boolean same = header.rootIs(local.root(reply.reach()));
        Agreement agreement = same ? Agreement.SAME : Agreement.DIFFERENT;
        local.observe(new Event.DigestAnswered(message.exchange(), header.sender(), agreement));
        if (same) {
            reply.say(new Message.Same(message.exchange()));
        } else {
            reply.say(new Message.Differs(message.exchange()));
        }
        compared(same, header.sender(), reply.reach());
        if (!same) {
            explain(reply, header, false);
        }
    }

    /** A peer answered that it holds the same state. */
    public void same(Message.Same message, Reply reply, DatagramReader header) {
        if (close(message.exchange(), header.sender(), Agreement.SAME)) {
            compared(true, header.sender(), reply.reach());
        }
    }

    /** A peer answered that its state differs. What it knew to send came along and is merged already. */
    public void differs(Message.Differs message, Reply reply, DatagramReader header) {
        if (!close(message.exchange(), header.sender(), Agreement.DIFFERENT)) {
            return;
        }
        boolean mates = reply.reach() == Scope.GROUP;
        if (mates) {
            stir();
        }
        boolean same = header.rootIs(local.root(reply.reach()));
        compared(same, header.sender(), reply.reach());
        if (!same && !explain(reply, header, mates) && !intake.learnt(header)) {
            repair.begin(reply, header.sender());
        }
    }

    /**
     * Tells a peer the steps that lead from its state to this one; false if they are not remembered. Rumours told in
     * this round were offered to it, so an opener does not send them again.
     */
    private boolean explain(Reply reply, DatagramReader header, boolean toldAlready) {
        List<Entry> steps =
                local.state().since(header.root(), reply.reach(), local.tools().hasher());
        if (steps != null) {
            repair.give(reply, steps, toldAlready);
        }
        return steps != null;
    }

    private boolean close(int exchange, long peer, Agreement agreement) {
        long duration = local.nowNanos() - exchanges.openedNanos();
        if (exchanges.close(exchange, peer)) {
            contacts.answered(peer, duration);
        } else {
            duration = local.unlink(exchange, peer);
        }
        if (duration >= 0) {
            local.observe(new Event.ExchangeEnded(exchange, peer, agreement, duration));
        }
        return duration >= 0;
    }

    /** Compares digests with a peer that was met for another reason. */
    public void met(DatagramReader header, Scope reach) {
        if (!intake.streaming()) { // there they differ by what is under way
            compared(reach == Scope.GROUP && header.rootIs(local.root()), header.sender(), reach);
        }
    }

    /** Learns from a mate how far the group agrees, and wakes up where it does not. */
    private void compared(boolean same, long peer, Scope reach) {
        if (reach != Scope.GROUP) {
            return;
        }
        if (same) {
            watermarks.agreed();
        } else {
            stir();
        }
        if (convergence != null) {
            convergence.met(peer, same, local.nowNanos());
        }
    }

    /** States differ: an agent that had backed off wakes up, unless they are bound to, by what is on its way. */
    private void stir() {
        if (!extension.spreading()) {
            pace.stir();
        }
    }
}
