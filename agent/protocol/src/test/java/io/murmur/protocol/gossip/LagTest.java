package io.murmur.protocol.gossip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.murmur.protocol.host.Allowance;
import io.murmur.protocol.host.Dice;
import io.murmur.protocol.host.Local;
import io.murmur.protocol.roster.Address;
import io.murmur.protocol.roster.Member;
import io.murmur.protocol.roster.Roster;
import io.murmur.protocol.roster.Status;
import io.murmur.protocol.state.HybridClock;
import io.murmur.protocol.state.Limits;
import io.murmur.protocol.state.State;
import io.murmur.protocol.state.Version;
import io.murmur.protocol.testing.RecordingHost;
import io.murmur.protocol.testing.Tools;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What counts as under way, and when news is a stream. */
class LagTest {
    private static final long MILLI = 1_000_000L;
    private static final long SECOND = 1_000 * MILLI;
    private static final GossipSettings SETTINGS = GossipSettings.lan();

    private long nowNanos = 1_700_000_000 * SECOND;
    private final Local local = local(10);
    private final Lag lag = new Lag(local, SETTINGS);

    private Local local(int members) {
        Roster roster = Roster.of(LongStream.rangeClosed(1, members)
                .mapToObj(id -> new Member(id, new Address(0, id, 7946), 0, Status.ALIVE, ""))
                .toList());
        Local agent = new Local(
                1,
                new RecordingHost(),
                Tools.plain(entry -> true),
                new Dice(3),
                new Allowance(1, 1),
                roster,
                State.empty(Limits.DEFAULT),
                new HybridClock(0, 1_000));
        agent.now(nowNanos);
        return agent;
    }

    private void pass(long nanos) {
        nowNanos += nanos;
        local.now(nowNanos);
    }

    /** News every few milliseconds that is so old when it comes. */
    private void stream(long nanos, long delayNanos) {
        for (long passed = 0; passed < nanos; passed += 5 * MILLI) {
            pass(5 * MILLI);
            lag.seen(delayNanos);
        }
    }

    /** The age up to which entries count as under way, in milliseconds. */
    private long underWayMillis() {
        long age = 0;
        while (lag.underWay(Version.of(nowNanos / MILLI - age, 0))) {
            age++;
        }
        return age;
    }

    @Test
    void whatIsYoungerThanAnIntervalIsUnderWay() {
        assertEquals(200, underWayMillis());
        lag.seen(300 * MILLI);
        assertEquals(200 + 2 * 300, underWayMillis());
    }

    /** One bad moment must not make an agent patient for as long as the stream goes on. */
    @Test
    void aLongLagIsForgottenThoughNewsKeepsComing() {
        stream(SECOND, 2 * MILLI);
        lag.seen(3 * SECOND);
        stream(900 * MILLI, 2 * MILLI);
        assertEquals(200 + 2 * 3_000, underWayMillis());
        stream(1_200 * MILLI, 2 * MILLI);
        assertEquals(200 + 2 * 2, underWayMillis());
    }

    @Test
    void aLagIsForgottenWhenNothingComes() {
        lag.seen(300 * MILLI);
        pass(2 * SECOND);
        assertEquals(200, underWayMillis());
    }

    @Test
    void newsIsAStreamFromTheSixteenthOnAndUntilItEnds() {
        assertFalse(lag.streaming());
        for (int i = 0; i < 15; i++) {
            lag.seen(50 * MILLI);
        }
        assertFalse(lag.streaming());
        lag.seen(50 * MILLI);
        assertTrue(lag.streaming());
        pass(69 * MILLI);
        assertTrue(lag.streaming(), "what waits at a busy agent is still to come");
        pass(2 * MILLI);
        assertFalse(lag.streaming());
    }

    @Test
    void newsNowAndThenIsNoStream() {
        for (int i = 0; i < 100; i++) {
            pass(200 * MILLI);
            lag.seen(MILLI);
            assertFalse(lag.streaming());
        }
    }

    /** There exchanges are part of how news travels. */
    @Test
    void inALargeSwarmNothingIsUnderWayFromItsWriter() {
        Lag large = new Lag(local(100), SETTINGS);
        for (int i = 0; i < 100; i++) {
            large.seen(MILLI);
        }
        assertFalse(large.streaming());
        assertFalse(large.underWay(Version.of(nowNanos / MILLI, 0)));
    }
}
