package io.murmur.protocol.gossip;

import io.murmur.protocol.host.Local;
import io.murmur.protocol.host.Timer;

/**
 * When the next round is. There is one timer: news brings its next turn forward, so that a write is on its way at once;
 * a swarm without differences lets it drift apart.
 */
final class Pace {
    private static final int DOUBLINGS_MAX = 16;

    private final Local local;
    private final GossipSettings settings;
    private long turn;
    private long dueNanos = Long.MAX_VALUE;
    private long roundNanos = Long.MIN_VALUE;
    private int quiet;
    private boolean stirred = true;
    /** How quiet an agent was that nothing but a difference has woken up; 0 for any other. */
    private int quietBefore;

    private long restedNanos = Long.MIN_VALUE;

    Pace(Local local, GossipSettings settings) {
        this.local = local;
        this.settings = settings;
    }

    /** The first round comes at a random moment of the interval. */
    void start() {
        plan((long) (local.dice().nextDouble() * settings.intervalNanos()));
    }

    /** The timer fired: whether it is the one that was planned last. */
    boolean isDue(long firedTurn) {
        if (firedTurn != turn) {
            return false;
        }
        dueNanos = Long.MAX_VALUE;
        return true;
    }

    /** A round that tells something to somebody begins. */
    void begin() {
        roundNanos = local.nowNanos();
    }

    /**
     * Something is to be told, or differs: the next round comes at once, or as soon as rounds may follow each other.
     *
     * @param leastNanos the least time between the two
     */
    void hasten(long leastNanos) {
        quietBefore = 0;
        bringForward(leastNanos);
    }

    private void bringForward(long leastNanos) {
        stirred = true;
        if (local.peers() == 0) {
            return;
        }
        long since = roundNanos == Long.MIN_VALUE ? Long.MAX_VALUE : local.nowNanos() - roundNanos;
        long delay = Math.max(0, leastNanos - since);
        if (local.nowNanos() + delay < dueNanos) {
            plan(delay);
        }
    }

    /** A difference was met: an agent that had backed off wakes up. */
    void stir() {
        stirred = true;
        if (backedOff()) {
            quietBefore = quiet;
            quiet = settings.quietRounds();
            bringForward(settings.newsIntervalNanos());
        }
    }

    /**
     * The difference that was met is on its way to everyone: an agent that it woke up backs off again. False for any other,
     * and for one that did so a moment ago: what it met since may be something else.
     *
     * @param wayNanos how long the way takes
     */
    boolean rest(long wayNanos) {
        boolean again = restedNanos != Long.MIN_VALUE && local.nowNanos() - restedNanos < wayNanos;
        if (quietBefore == 0 || again) {
            return false;
        }
        quiet = quietBefore;
        quietBefore = 0;
        stirred = false;
        restedNanos = local.nowNanos();
        return true;
    }

    /**
     * A round is over: a quiet one, unless something stirred since the last.
     *
     * @param roundsAwake for how many rounds at least a stirred agent stays awake
     */
    void passed(int roundsAwake) {
        quiet = stirred ? Math.min(quiet, Math.max(0, settings.quietRounds() - roundsAwake)) : quiet + 1;
        quietBefore = backedOff() ? 0 : quietBefore;
        stirred = false;
    }

    /** A round is over, and nobody was there. */
    void passedAlone() {
        quiet++;
    }

    /** Whether nothing has happened for so long that rounds are few and small. */
    boolean backedOff() {
        return quiet > settings.quietRounds();
    }

    /** Plans the next round of an agent with news that no round has told. */
    void planSoon(long leastNanos) {
        plan(leastNanos);
    }

    /** Plans the next round of an agent that has something to tell. */
    void planHot() {
        plan(local.dice().jittered(settings.hotIntervalNanos()));
    }

    /** Plans the next round of an agent that waits for something, however quiet the swarm is. */
    void planAwake() {
        plan(local.dice().jittered(settings.intervalNanos()));
    }

    /** Plans the next round of an agent with nothing to tell. */
    void planCalm() {
        int doublings = Math.clamp(quiet - settings.quietRounds(), 0, DOUBLINGS_MAX);
        long delay = Math.min(settings.intervalNanos() << doublings, settings.quietIntervalNanosMax());
        plan(local.dice().jittered(delay));
    }

    private void plan(long delayNanos) {
        turn++;
        dueNanos = local.nowNanos() + delayNanos;
        local.schedule(delayNanos, Timer.token(Timer.ROUND, turn));
    }
}
