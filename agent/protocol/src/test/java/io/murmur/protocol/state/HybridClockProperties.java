package io.murmur.protocol.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class HybridClockProperties {

    private static final long DRIFT_MILLIS_MAX = 50;
    private static final long MILLI = 1_000_000;

    /** A while passes, and then a stamp arrives, or is given if none does. */
    record Moment(long elapsedNanos, long aheadMillis, int counter, boolean arrival) {}

    @Provide
    Arbitrary<List<Moment>> moments() {
        return Combinators.combine(
                        Arbitraries.longs().between(0, 20 * MILLI),
                        Arbitraries.longs().between(-100, 100),
                        Arbitraries.of(0, 1, 65_534, 65_535),
                        Arbitraries.of(true, false))
                .as(Moment::new)
                .list()
                .ofMaxSize(40);
    }

    @Property
    void everyStampExceedsAllBeforeAndStaysNearPhysicalTime(@ForAll("moments") List<Moment> moments) {
        HybridClock clock = new HybridClock(Version.NEVER, DRIFT_MILLIS_MAX);
        long now = 1_000 * MILLI;
        long seen = Version.NEVER;
        for (Moment moment : moments) {
            now += moment.elapsedNanos;
            if (moment.arrival) {
                long stamp = Version.of(now / MILLI + moment.aheadMillis, moment.counter);
                boolean honest = moment.aheadMillis <= DRIFT_MILLIS_MAX;
                assertEquals(honest, clock.believes(stamp, now));
                assertEquals(
                        honest ? HybridClock.Verdict.WITNESSED : HybridClock.Verdict.TOO_FAR_AHEAD,
                        clock.witness(stamp, now));
                seen = honest ? Math.max(seen, stamp) : seen;
            } else {
                long stamp = clock.tick(now);
                assertTrue(stamp > seen);
                assertTrue(Version.millis(stamp) >= now / MILLI);
                seen = stamp;
            }
            assertEquals(seen, clock.last());
            assertTrue(Version.millis(clock.last()) <= now / MILLI + DRIFT_MILLIS_MAX + 1);
        }
    }

    @Example
    void carriesAFullCounterIntoTheMilliseconds() {
        HybridClock clock = new HybridClock(Version.of(7, 65_535), 0);
        assertEquals(Version.of(8, 0), clock.tick(7 * MILLI));
        assertEquals(Version.of(8, 1), clock.tick(7 * MILLI));
        assertEquals(Version.of(9, 0), clock.tick(9 * MILLI));
    }

    @Example
    void continuesAfterAnEarlierLifeAndWhenTimeStepsBack() {
        HybridClock clock = new HybridClock(Version.of(100, 3), 0);
        assertEquals(Version.of(100, 4), clock.tick(50 * MILLI));
        assertEquals(Version.of(200, 0), clock.tick(200 * MILLI));
        assertEquals(Version.of(200, 1), clock.tick(100 * MILLI));
    }

    @Example
    void believesNoStampThatIsNone() {
        HybridClock clock = new HybridClock(Version.NEVER, 0);
        assertEquals(HybridClock.Verdict.TOO_FAR_AHEAD, clock.witness(-1, MILLI));
        assertEquals(HybridClock.Verdict.TOO_FAR_AHEAD, clock.witness(Long.MAX_VALUE, MILLI));
        assertEquals(Version.NEVER, clock.last());
        assertThrows(IllegalArgumentException.class, () -> new HybridClock(-1, 0));
        assertThrows(IllegalArgumentException.class, () -> new HybridClock(0, -1));
    }

    @Property
    void aStampIsItsMillisecondsThenItsCounter(@ForAll long bits) {
        long stamp = bits & Long.MAX_VALUE;
        assertEquals(stamp, Version.of(Version.millis(stamp), Version.counter(stamp)));
        assertThrows(IllegalArgumentException.class, () -> Version.of(Version.MILLIS_MAX + 1, 0));
        assertThrows(IllegalArgumentException.class, () -> Version.of(-1, 0));
        assertThrows(IllegalArgumentException.class, () -> Version.of(0, 65_536));
        assertEquals("1.2", Version.text(Version.of(1, 2)));
    }
}
