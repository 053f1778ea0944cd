package io.murmur.protocol.gossip;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.murmur.protocol.host.Allowance;
import io.murmur.protocol.host.Dice;
import io.murmur.protocol.host.Local;
import io.murmur.protocol.roster.Roster;
import io.murmur.protocol.state.HybridClock;
import io.murmur.protocol.state.Limits;
import io.murmur.protocol.state.State;
import io.murmur.protocol.testing.RecordingHost;
import io.murmur.protocol.testing.Swarm;
import io.murmur.protocol.testing.Tools;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is woken by a difference that comes to an end by itself, and for how long. */
class PaceTest {
    private static final GossipSettings SETTINGS = GossipSettings.lan();
    private static final long WAY_NANOS = 7 * SETTINGS.intervalNanos();
    private static final int AWAKE = 6;

    private final RecordingHost host = new RecordingHost();
    private final Local local = new Local(
            Swarm.member(0).id(),
            host,
            Tools.plain(entry -> true),
            new Dice(3),
            new Allowance(1, 1),
            Roster.of(IntStream.range(0, 10).mapToObj(Swarm::member).toList()),
            State.empty(Limits.DEFAULT),
            new HybridClock(0, 10_000));
    private final Pace pace = new Pace(local, SETTINGS);
    private long nowNanos = Swarm.BEGINNING_NANOS;

    @BeforeEach
    void backOff() {
        pass(0);
        pace.start();
        while (!pace.backedOff()) {
            round();
        }
        for (int i = 0; i < AWAKE; i++) {
            round();
        }
    }

    private void pass(long nanos) {
        nowNanos += nanos;
        local.now(nowNanos);
    }

    private void round() {
        pace.passed(AWAKE);
        pace.planCalm();
    }

    private long nextNanos() {
        List<RecordingHost.Alarm> asked = host.takeAlarms();
        return asked.getLast().delayNanos();
    }

    @Test
    void aDifferenceOnItsWayWakesNobodyForLong() {
        pace.stir();
        assertTrue(nextNanos() <= SETTINGS.newsIntervalNanos());
        assertTrue(pace.rest(WAY_NANOS));
        assertTrue(pace.backedOff());
        pace.planCalm();
        assertTrue(nextNanos() >= 16 * SETTINGS.intervalNanos(), "as quiet as before");
    }

    /** Else whoever lacks something in a swarm that is always spreading something would sleep for ever. */
    @Test
    void whoIsWokenOnceMoreStaysAwakeUntilTheWayIsOver() {
        pace.stir();
        assertTrue(pace.rest(WAY_NANOS));
        pace.stir();
        pass(WAY_NANOS - 1);
        assertFalse(pace.rest(WAY_NANOS));
        assertFalse(pace.backedOff());
        pass(1);
        assertTrue(pace.rest(WAY_NANOS));
    }

    @Test
    void whoHasSomethingToTellStaysAwake() {
        pace.stir();
        pace.hasten(0);
        assertFalse(pace.rest(WAY_NANOS));
        assertFalse(pace.backedOff());
    }

    @Test
    void whoBackedOffByItselfKeepsItsRounds() {
        pace.stir();
        assertFalse(pace.backedOff());
        backOff();
        assertFalse(pace.rest(WAY_NANOS));
    }
}
