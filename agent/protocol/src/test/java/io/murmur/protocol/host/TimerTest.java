package io.murmur.protocol.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Tokens carry a kind and a turn. */
class TimerTest {
    @Test
    void aTokenGivesBackItsKindAndItsTurn() {
        for (int kind = Timer.ROUND; kind <= Timer.LEAVE; kind++) {
            for (long turn : new long[] {0, 1, 255, 1L << 40, (1L << 56) - 1}) {
                assertEquals(kind, Timer.kind(Timer.token(kind, turn)));
                assertEquals(turn, Timer.turn(Timer.token(kind, turn)));
            }
        }
    }

    @Test
    void aTurnThatOverflowsNeverBecomesAnotherKind() {
        assertEquals(Timer.PROBE, Timer.kind(Timer.token(Timer.PROBE, -1)));
        assertEquals((int) Timer.turn(Timer.token(Timer.PROBE_TIMEOUT, -5)), -5);
    }
}
