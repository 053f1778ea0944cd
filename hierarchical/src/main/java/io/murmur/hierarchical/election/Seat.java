package io.murmur.hierarchical.election;

import io.murmur.hierarchical.wire.ElectionMessage;
import io.murmur.hierarchical.wire.Ids;
import io.murmur.protocol.host.Dice;
import org.jspecify.annotations.Nullable;

/** What a member keeps through all its roles: its term and vote, the configuration, its timer. */
final class Seat {
    final long group;
    final long id;
    final int priority;
    final ElectionSettings settings;
    final Dice dice;
    final ElectionHost host;
    /** It may have voted in terms it does not know of. */
    final boolean abstains;

    final Outbox outbox;
    final Allegiance allegiance = new Allegiance(this);

    long nowNanos;
    Ids wanted = Ids.NONE;
    /** What is to be voted on again; nothing as long as the leader is heard of. */
    Voter.@Nullable Early early;

    boolean leaving;
    /** Candidacies in a row that led to nothing. */
    int failures;
    /** Before this moment the member leaves standing to somebody whom it said yes to. */
    long deferredUntilNanos;

    private Role role = new Follower(this);
    private long term;
    private long vote;
    private Configuration configuration;
    /** The configuration changed to one without this member, which has not heard a leader since. */
    private boolean removed;

    private int attempt;
    private long tokens;
    private long turn;
    /** When the role is to be called, and when the timer of the turn is due: not later. */
    private long plannedNanos;

    private long dueNanos = Long.MAX_VALUE;

    Seat(long group, long id, int priority, ElectionSettings settings, Kept kept, Dice dice, ElectionHost host) {
        this.group = group;
        this.id = id;
        this.priority = kept.abstains() ? 0 : priority;
        this.settings = settings;
        this.dice = dice;
        this.host = host;
        this.term = kept.term();
        this.vote = kept.vote();
        this.configuration = kept.configuration();
        this.abstains = kept.abstains();
        this.outbox = new Outbox(this);
    }

    /**
     * Whoever ran before may have granted a lease and not know it any more. Founders grant their first lease to who is to
     * stand first: it may take a while until they have all heard that they are founders.
     */
    void start(long startedNanos) {
        nowNanos = startedNanos;
        deferredUntilNanos = startedNanos;
        boolean ranBefore = term > 0 || abstains;
        boolean founds = configuration.first() != Kept.NOBODY && !isFirst();
        long boundNanos = ranBefore || founds ? settings.leaseNanos() : 0;
        allegiance.promise.give(ranBefore ? Kept.NOBODY : configuration.first(), startedNanos + boundNanos);
        enter(new Follower(this));
    }

    Kept kept() {
        return new Kept(term, vote, configuration, abstains);
    }

    long term() {
        return term;
    }

    /** Whom it voted for in the term, or {@link Kept#NOBODY}. */
    long vote() {
        return vote;
    }

    Configuration configuration() {
        return configuration;
    }

    Role role() {
        return role;
    }

    Voter voter() {
        return new Voter(this);
    }

    int nextAttempt() {
        return ++attempt;
    }

    boolean knows(long member) {
        return member != id && (configuration.contains(member) || wanted.contains(member));
    }

    boolean mayStand() {
        return votes() && !abstains && !leaving && term < ElectionMessage.TERM_MAX;
    }

    /** Whether it is one of those that count, as far as it knows. */
    boolean votes() {
        return configuration.contains(id) && !removed;
    }

    /** Whether nobody led the group yet that this member knows of, and its founders let it stand first. */
    boolean isFirst() {
        return configuration.first() == id;
    }

    void enter(Role next) {
        outbox.withdraw();
        if (!(role instanceof Follower)) {
            dueNanos = Long.MAX_VALUE; // the timer of another role is void
        }
        role = next;
        next.enter();
    }

    /** Leaves standing to another for the time that it may take. */
    void defer() {
        deferredUntilNanos = nowNanos + settings.candidacyNanos();
    }

    /** Takes part no more, until it hears a leader again that counts it. */
    void remove(long from, ElectionMessage.Removal removal) {
        if (configuration.stamp().isBefore(removal.stamp())) {
            removed = true;
            host.observe(new ElectionEvent.Removed(removal.stamp()));
            enter(new Follower(this));
        } else {
            refuse(from, removal, Refusal.STALE_CONFIGURATION);
        }
    }

    void takePartAgain() {
        removed = false;
    }

    // --- timers ----------------------------------------------------------------------------------------------------

    /** The role's only timer: it replaces the one planned before. */
    void plan(long delayNanos) {
        plannedNanos = nowNanos + Math.max(0, delayNanos);
        dueNanos = plannedNanos;
        turn = schedule(delayNanos);
    }

    /**
     * The same for a role whose timer is put off again and again. Timers cannot be taken back: one that is due before stands,
     * and is planned on when it fires.
     */
    void putOff(long delayNanos) {
        long nextNanos = nowNanos + Math.max(0, delayNanos);
        if (nextNanos < dueNanos) {
            plan(delayNanos);
        } else {
            plannedNanos = nextNanos;
        }
    }

    /** A timer of its own; its token. */
    long schedule(long delayNanos) {
        host.schedule(Math.max(0, delayNanos), ++tokens);
        return tokens;
    }

    void fire(long token) {
        if (token == turn) {
            boolean early = dueNanos < plannedNanos;
            dueNanos = Long.MAX_VALUE;
            if (early) {
                plan(plannedNanos - nowNanos);
            } else {
                role.fire();
            }
        } else {
            allegiance.fire(token);
            outbox.fire(token);
        }
    }

    // --- what must not be forgotten --------------------------------------------------------------------------------

    void configure(Configuration next) {
        configuration = host.shared(next);
        host.keep(next);
        host.observe(new ElectionEvent.Configured(next));
    }

    /** Goes on to a term in which it has not voted. */
    void raise(long higherTerm) {
        begin(higherTerm, Kept.NOBODY);
    }

    /** Gives the one vote of a term. */
    void vote(long inTerm, long candidate) {
        begin(inTerm, candidate);
        host.observe(new ElectionEvent.Voted(inTerm, candidate));
    }

    private void begin(long inTerm, long candidate) {
        if (inTerm > term) {
            allegiance.lapse();
        }
        term = inTerm;
        vote = candidate;
        host.keep(inTerm, candidate);
    }

    // --- the way out -----------------------------------------------------------------------------------------------

    void send(long to, ElectionMessage message) {
        outbox.send(to, message);
    }

    /** Hands a question or a hand-over to those whom this member is to relay it to, if it holds their configuration. */
    void passOn(ElectionMessage.Circular circular) {
        if (circular.term() >= term && circular.stamp().equals(configuration.stamp())) {
            for (int place = 0; place < configuration.members().size(); place++) {
                if (circular.slice().contains(place)) {
                    send(configuration.members().at(place), circular.passedOn());
                }
            }
        }
    }

    void refuse(long from, ElectionMessage message, Refusal reason) {
        host.observe(new ElectionEvent.Refused(from, message, reason));
    }
}
