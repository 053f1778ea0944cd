package io.murmur.protocol.gossip;

import io.murmur.protocol.host.Event;
import io.murmur.protocol.host.Event.Agreement;
import io.murmur.protocol.host.Local;
import io.murmur.protocol.host.Reply;
import io.murmur.protocol.host.Timer;
import io.murmur.protocol.roster.Address;
import io.murmur.protocol.roster.Member;
import io.murmur.protocol.state.Entry;
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
 *
 * <p>There is one timer. News brings its next turn forward, so that a write is on its way at once; a swarm without
 * differences lets it drift apart.
 */
public final class Gossip {
    /** Hops of an entry that came by repair: how far it travelled is not known. */
    static final int HOPS_UNKNOWN = 255;

    /** Intervals that an agent under load has for an answer. */
    private static final int PATIENCE = 5;

    private final Local local;
    private final GossipSettings settings;
    private final Piggyback membership;
    private final Contacts contacts;
    private final Rumours rumours = new Rumours();
    private final Repair repair;
    private final Intake intake;
    private final Watermarks watermarks;
    private final Contents contents;

    private long turn;
    private long dueNanos = Long.MAX_VALUE;
    private long roundNanos = Long.MIN_VALUE;
    private int nextExchange;
    private long digestNanos = Long.MIN_VALUE;
    private int firstExchange;
    private int unanswered;
    private @Nullable Member[] asked = new Member[0];
    private long agreedNanos = Long.MIN_VALUE / 2;
    private boolean stirred = true;
    private int quiet;
    private float loss;

    public Gossip(Local local, GossipSettings settings, Piggyback membership) {
        this.local = local;
        this.settings = settings;
        this.membership = membership;
        this.contacts = new Contacts(local, settings);
        this.nextExchange = (int) local.dice().nextLong(); // so that the numbers of two lives hardly meet
        this.watermarks = new Watermarks(local, settings);
        this.contents = new Contents(local, settings);
        this.intake = new Intake(local, settings, rumours, watermarks, contents);
        this.repair = new Repair(local, settings, rumours, intake, watermarks);
    }

    /** What other agents may ask of this one, and what came of its own questions. */
    public Repair repair() {
        return repair;
    }

    /** Values that travel by reference. */
    public Contents contents() {
        return contents;
    }

    public Intake intake() {
        return intake;
    }

    /** Begins to gossip; the first round comes at a random moment of the interval. */
    public void start() {
        stirred = true;
        plan((long) (local.dice().nextDouble() * settings.intervalNanos()));
    }

    /** Something is to be told, or differs: the next round comes at once, or as soon as rounds may follow each other. */
    public void hasten() {
        stirred = true;
        if (local.peers() == 0) {
            return;
        }
        long since = roundNanos == Long.MIN_VALUE ? Long.MAX_VALUE : local.nowNanos() - roundNanos;
        long delay = Math.max(0, pace() - since);
        if (local.nowNanos() + delay < dueNanos) {
            plan(delay);
        }
    }

    /** Whether there is news that no round has told yet. */
    public boolean fresh() {
        return rumours.fresh() > 0;
    }

    /** Whether a write may be taken: the news that waits to be passed on is bounded. */
    public boolean ready() {
        return rumours.fresh() < settings.newsMax() || local.peers() == 0;
    }

    /** Takes an entry that this agent wrote. */
    public void wrote(Entry entry) {
        intake.wrote(entry);
        rumours.add(entry, 0);
    }

    /** The timer fired. */
    public void round(long firedTurn) {
        if (firedTurn != turn) {
            return;
        }
        dueNanos = Long.MAX_VALUE;
        int peers = local.peers();
        if (peers > 0) {
            tell(peers);
        } else {
            rumours.clear();
            quiet++;
        }
        repair.refresh();
        contents.refresh();
        watermarks.raise(agreedNanos);
        plan(nextDelay());
    }

    private void tell(int peers) {
        roundNanos = local.nowNanos();
        boolean news = !rumours.isEmpty() || membership.hot();
        Spread spread = Spread.of(settings.fanout(), peers, loss);
        boolean digest = digestNanos == Long.MIN_VALUE || roundNanos - digestNanos >= digestInterval(spread);
        if (digest) {
            settle(spread);
        }
        int exchanges = !digest ? 0 : intake.lag().streaming() ? 1 : Integer.MAX_VALUE;
        int wanted = news || !backedOff() ? spread.contacts() : 1;
        @Nullable Member[] chosen = new Member[wanted];
        int count = contacts.choose(chosen, wanted);
        News batch = News.of(rumours, settings.datagramsPerContact());
        int hopsInline = batch.count() > 0 ? spread.hopsInline() : 0;
        if (digest) {
            asked = chosen;
            unanswered = (1 << Math.min(Math.min(count, exchanges), 31)) - 1;
            firstExchange = nextExchange;
        }
        for (int i = 0; i < count; i++) {
            Member contact = chosen[i];
            if (contact != null) {
                boolean opens = i < exchanges;
                speak(contact.address(), opens ? nextExchange++ : 0, opens, batch, hopsInline);
            }
        }
        local.observe(new Event.RoundBegan(count, batch.count()));
        if (batch.count() > 0) {
            rumours.age(batch.count(), spread.rounds(), local.state());
        }
        membership.told();
    }

    /**
     * The least time between two rounds with digests. Where writers tell everyone themselves and go on writing, states
     * always differ by what is under way, and an exchange finds only what would have come anyway: one at a time will do.
     */
    private long digestInterval(Spread spread) {
        if (!spread.direct() || rumours.fresh() == 0) {
            return settings.hotIntervalNanos();
        }
        boolean waits = unanswered != 0 && intake.lag().streaming();
        return (waits ? PATIENCE : 1) * settings.intervalNanos();
    }

    /**
     * The least time between two rounds that pass fresh news on. In a stream a round waits for a datagram's worth. Round
     * trips grow where datagrams wait at busy agents: then fewer rounds tell more each, and as a round tells only so much,
     * writers have to wait for the slowest. A little news now and then waits for nobody.
     */
    private long pace() {
        boolean streaming = intake.lag().streaming();
        boolean little = News.of(rumours, 1).count() == rumours.size();
        if (little && !streaming) {
            return settings.newsIntervalNanos();
        }
        long least = little ? settings.hotIntervalNanos() : settings.newsIntervalNanos();
        return Math.max(least, contacts.roundTripNanos() / 2);
    }

    private void speak(Address to, int exchange, boolean digest, News batch, int hopsInline) {
        DatagramWriter datagram = local.open(to);
        if (digest) {
            datagram.digest(exchange);
        }
        membership.fill(datagram, batch.count() > 0 ? datagram.capacity() / 2 : datagram.capacity());
        Rumour rumour = batch.first();
        for (int i = 0; i < batch.count() && rumour != null; i++, rumour = rumour.next) {
            if (write(datagram, rumour, hopsInline)) {
                continue;
            }
            if (!local.send(to, datagram)) {
                return;
            }
            datagram = local.open(to);
            write(datagram, rumour, hopsInline);
        }
        if (datagram.filled()) {
            local.send(to, datagram);
        }
    }

    private static boolean write(DatagramWriter datagram, Rumour rumour, int hopsInline) {
        Entry entry = rumour.entry;
        boolean whole = rumour.roundsTold == 0
                && rumour.hops < hopsInline
                && DatagramWriter.pushBytes(entry) < datagram.capacity();
        return whole
                ? datagram.push(rumour.hops + 1, entry)
                : datagram.offer(entry.key().prefix(), entry.version(), entry.owner());
    }

    /** Ends the exchanges of the last round that nobody answered, and learns how much is lost. */
    private void settle(Spread spread) {
        long waited = local.nowNanos() - digestNanos;
        digestNanos = local.nowNanos();
        quiet = stirred ? Math.min(quiet, wakefulness(spread)) : quiet + 1;
        stirred = false;
        int opened = nextExchange - firstExchange;
        if (opened == 0) {
            return;
        }
        int missing = Integer.bitCount(unanswered);
        for (int i = 0; missing > 0 && i < asked.length; i++) {
            Member member = asked[i];
            if ((unanswered & (1 << i)) != 0 && member != null) {
                contacts.missed(member.id(), waited);
            }
        }
        if (missing > 0) {
            local.observe(new Event.ExchangesUnanswered(missing));
        }
        loss += 0.1f * ((float) missing / opened - loss);
    }

    /** After news, an agent stays awake for as many rounds as the last peers may need to hear of it. */
    private int wakefulness(Spread spread) {
        return Math.max(0, settings.quietRounds() - spread.rounds() - 2);
    }

    private boolean backedOff() {
        return quiet > settings.quietRounds();
    }

    private long nextDelay() {
        boolean listeners = local.peers() > 0;
        if (listeners && (rumours.fresh() > 0 || membership.fresh())) {
            return pace();
        }
        if (listeners && (!rumours.isEmpty() || membership.hot())) {
            return local.dice().jittered(settings.hotIntervalNanos());
        }
        int doublings = Math.clamp(quiet - settings.quietRounds(), 0, 16);
        long delay = Math.min(settings.intervalNanos() << doublings, settings.quietIntervalNanosMax());
        return local.dice().jittered(delay);
    }

    private void plan(long delayNanos) {
        turn++;
        dueNanos = local.nowNanos() + delayNanos;
        local.schedule(delayNanos, Timer.token(Timer.ROUND, turn));
    }

    /** A peer opened an exchange; what else its datagram said has been taken in before. */
    public void answer(Message.Digest message, Reply reply, DatagramReader header) {
        boolean same = header.rootIs(local.root());
        Agreement agreement = same ? Agreement.SAME : Agreement.DIFFERENT;
        local.observe(new Event.DigestAnswered(message.exchange(), header.sender(), agreement));
        if (same) {
            reply.say(new Message.Same(message.exchange()));
            agreed(header.sender());
        } else {
            reply.say(new Message.Differs(message.exchange()));
            intake.differed(header.sender());
            stir();
            explain(reply, header, false);
        }
    }

    /** A peer answered that it holds the same state. */
    public void same(Message.Same message, DatagramReader header) {
        if (close(message.exchange(), header.sender(), Agreement.SAME)) {
            agreed(header.sender());
        }
    }

    /** A peer answered that its state differs. What it knew to send came along and is merged already. */
    public void differs(Message.Differs message, Reply reply, DatagramReader header) {
        if (!close(message.exchange(), header.sender(), Agreement.DIFFERENT)) {
            return;
        }
        stir();
        if (header.rootIs(local.root())) {
            agreed(header.sender());
            return;
        }
        intake.differed(header.sender());
        if (!explain(reply, header, true) && !intake.learnt()) {
            repair.begin(reply, header.sender());
        }
    }

    private void stir() {
        stirred = true;
        if (backedOff()) {
            quiet = settings.quietRounds();
            hasten();
        }
    }

    /**
     * Tells a peer the steps that lead from its state to this one; false if they are not remembered. Rumours told in
     * this round were offered to it, so an opener does not send them again.
     */
    private boolean explain(Reply reply, DatagramReader header, boolean toldAlready) {
        List<Entry> steps = local.state().since(header.root(), local.tools().hasher());
        if (steps != null) {
            repair.give(reply, steps, toldAlready);
        }
        return steps != null;
    }

    private boolean close(int exchange, long peer, Agreement agreement) {
        int index = exchange - firstExchange;
        if (index < 0 || index >= asked.length || (unanswered & (1 << index)) == 0) {
            return false;
        }
        Member member = asked[index];
        if (member == null || member.id() != peer) {
            return false;
        }
        unanswered &= ~(1 << index);
        long duration = local.nowNanos() - digestNanos;
        contacts.answered(peer, duration);
        local.observe(new Event.ExchangeEnded(exchange, peer, agreement, duration));
        return true;
    }

    private void agreed(long peer) {
        agreedNanos = local.nowNanos();
        intake.agreed(peer);
    }

    /** Compares digests with a peer that was met for another reason. */
    public void met(DatagramReader header) {
        if (intake.lag().streaming()) {
            return; // they differ by what is under way
        }
        if (header.rootIs(local.root())) {
            agreed(header.sender());
        } else {
            intake.differed(header.sender());
            stir();
        }
    }
}
