package io.murmur.hierarchical.election;

import io.murmur.hierarchical.wire.ElectionMessage;
import io.murmur.hierarchical.wire.Ids;
import io.murmur.protocol.host.Dice;
import org.jspecify.annotations.Nullable;

/** What a member keeps through all its roles, and its way out to the host. */
final class Seat {
    final long group;
    final long id;
    final int priority;
    final ElectionSettings settings;
    final Dice dice;
    final ElectionHost host;
    final Promise promise = new Promise();

    long nowNanos;
    Ids wanted = Ids.NONE;
    Ids deputies = Ids.NONE;
    boolean leaving;
    /** Candidacies in a row that led to nothing. */
    int failures;
    /** Before this moment the member leaves standing to somebody whom it said yes to. */
    long deferredUntilNanos;

    private final boolean abstains;
    private Role role = new Follower(this);
    private long term;
    private long vote;
    private Configuration configuration;
    private long leader = Kept.NOBODY;
    /** The leader of the term gave it back: what it said before is void. */
    private boolean handedOver;

    private int round;
    private int attempt;
    private long turn;

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
    }

    /** Whoever ran before may have granted a lease and not know it any more. */
    void start(long startedNanos) {
        nowNanos = startedNanos;
        deferredUntilNanos = startedNanos;
        boolean ranBefore = term > 0 || abstains;
        promise.give(Kept.NOBODY, ranBefore ? startedNanos + settings.leaseNanos() : startedNanos);
        enter(new Follower(this));
    }

    long term() {
        return term;
    }

    long leader() {
        return leader;
    }

    Configuration configuration() {
        return configuration;
    }

    Role role() {
        return role;
    }

    long turn() {
        return turn;
    }

    int nextAttempt() {
        return ++attempt;
    }

    boolean knows(long member) {
        return configuration.contains(member) || wanted.contains(member);
    }

    boolean mayStand() {
        return configuration.contains(id) && !abstains && !leaving && term < ElectionMessage.TERM_MAX;
    }

    void enter(Role next) {
        role = next;
        next.enter();
    }

    /** The only timer: it replaces the one planned before. */
    void plan(long delayNanos) {
        host.schedule(Math.max(0, delayNanos), ++turn);
    }

    /** Sends to these members, except itself. */
    void tell(Ids members, ElectionMessage message) {
        for (int i = 0; i < members.size(); i++) {
            if (members.at(i) != id) {
                host.send(members.at(i), message);
            }
        }
    }

    void refuse(long from, ElectionMessage message, Refusal reason) {
        host.observe(new ElectionEvent.Refused(from, message, reason));
    }

    void configure(Configuration next) {
        configuration = next;
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
            leader = Kept.NOBODY;
            handedOver = false;
            round = 0;
        }
        term = inTerm;
        vote = candidate;
        host.keep(inTerm, candidate);
    }

    /** The vote of the present term was won. */
    void lead() {
        leader = id;
        failures = 0;
    }

    /** The leader of the present term is no more, by its own word if it handed over. */
    void loseLeader(boolean byItsOwnWord) {
        leader = Kept.NOBODY;
        handedOver |= byItsOwnWord;
    }

    // --- being asked -----------------------------------------------------------------------------------------------

    @Nullable
    Refusal objection(long from, ElectionMessage.PreVote ask) {
        if (ask.term() <= term) {
            return Refusal.STALE_TERM;
        }
        return ask.stamp().isBefore(configuration.stamp()) ? Refusal.STALE_CONFIGURATION : hindrance(from);
    }

    @Nullable
    Refusal objection(long from, ElectionMessage.Vote ask) {
        if (ask.term() < term) {
            return Refusal.STALE_TERM;
        }
        if (ask.stamp().isBefore(configuration.stamp())) {
            return Refusal.STALE_CONFIGURATION;
        }
        if (ask.term() == term && leader != Kept.NOBODY && leader != from) {
            return Refusal.SECOND_LEADER;
        }
        boolean voted = ask.term() == term && vote != Kept.NOBODY && vote != from;
        return voted ? Refusal.VOTED : hindrance(from);
    }

    private @Nullable Refusal hindrance(long from) {
        if (abstains) {
            return Refusal.ABSTAINS;
        }
        return promise.excludes(from, nowNanos) ? Refusal.LEASE : null;
    }

    void answer(long to, ElectionMessage.PreVote ask, @Nullable Refusal objection) {
        if (objection != null) {
            refuse(to, ask, objection);
        }
        host.send(to, new ElectionMessage.PreVoteAnswer(group, ask.term(), ask.attempt(), term, objection == null));
    }

    void answer(long to, ElectionMessage.Vote ask, @Nullable Refusal objection) {
        if (objection != null) {
            refuse(to, ask, objection);
        } else if (ask.term() > term || vote != to) {
            vote(ask.term(), to);
        }
        host.send(to, new ElectionMessage.VoteAnswer(group, ask.term(), term, objection == null));
    }

    /** Gives the vote if nothing speaks against it, and then waits for what becomes of it, whatever it did before. */
    void answerAndFollow(long from, ElectionMessage.Vote ask) {
        Refusal objection = objection(from, ask);
        answer(from, ask, objection);
        if (objection == null) {
            defer();
            enter(new Follower(this));
        }
    }

    /** Leaves standing to another for the time that it may take. */
    void defer() {
        deferredUntilNanos = nowNanos + settings.candidacyNanos();
    }

    // --- being led -------------------------------------------------------------------------------------------------

    @Nullable
    Refusal objection(long from, ElectionMessage.Heartbeat heartbeat) {
        if (heartbeat.term() < term || (heartbeat.term() == term && handedOver)) {
            return Refusal.STALE_TERM;
        }
        if (heartbeat.term() == term && leader != Kept.NOBODY && leader != from) {
            return Refusal.SECOND_LEADER;
        }
        if (heartbeat.term() == term && heartbeat.round() <= round) {
            return Refusal.STALE_ROUND;
        }
        if (heartbeat.leaseNanos() > settings.leaseNanos()) {
            return Refusal.LEASE_TOO_LONG;
        }
        boolean outside = heartbeat.members().size() > 0 && !heartbeat.members().contains(from);
        return outside ? Refusal.LEADER_OUTSIDE : null;
    }

    /** Follows a leader and grants it a lease, unless something speaks against it: then it is told the higher term. */
    void follow(long from, ElectionMessage.Heartbeat heartbeat) {
        Refusal objection = objection(from, heartbeat);
        if (objection != null) {
            refuse(from, heartbeat, objection);
            if (heartbeat.term() < term) {
                acknowledge(from, heartbeat);
            }
            return;
        }
        if (heartbeat.term() > term) {
            raise(heartbeat.term());
        }
        learn(from, heartbeat);
        promise.give(from, nowNanos + heartbeat.leaseNanos());
        acknowledge(from, heartbeat);
        enter(new Follower(this));
    }

    private void learn(long from, ElectionMessage.Heartbeat heartbeat) {
        round = heartbeat.round();
        deputies = heartbeat.deputies();
        failures = 0;
        if (leader != from) {
            leader = from;
            host.observe(new ElectionEvent.Followed(term, from));
        }
        Configuration theirs = Configuration.of(heartbeat);
        if (theirs.members().size() > 0 && configuration.stamp().isBefore(theirs.stamp())) {
            configure(theirs);
        }
    }

    private void acknowledge(long to, ElectionMessage.Heartbeat heartbeat) {
        host.send(
                to, new ElectionMessage.HeartbeatAck(group, term, heartbeat.round(), configuration.stamp(), priority));
    }

    /** The leader leads no more: whoever it named stands at once, the others wait for it a little. */
    void release(long from, ElectionMessage.Transfer transfer) {
        if (transfer.term() < term) {
            refuse(from, transfer, Refusal.STALE_TERM);
        } else if (transfer.term() > term || leader != from) {
            refuse(from, transfer, Refusal.NOT_THE_LEADER);
        } else {
            loseLeader(true);
            promise.give(Kept.NOBODY, nowNanos);
            defer();
            enter(transfer.successor() == id && mayStand() ? new Candidate(this, term + 1) : new Follower(this));
        }
    }
}
