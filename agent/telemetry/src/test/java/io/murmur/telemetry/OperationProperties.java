package io.murmur.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.murmur.protocol.host.Event;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;

class OperationProperties {
    private static final List<Event> EVENTS = EventSamples.all();

    @Property
    void everyOperationHasIdsThatOpenTelemetryAccepts(@ForAll long seed, @ForAll long agent, @ForAll long nowNanos) {
        for (Event event : EVENTS) {
            long trace = Operation.trace(seed, agent, nowNanos, event);

            assertNotEquals(0, trace);
            assertNotEquals(0, Operation.traceHigh(trace));
            assertNotEquals(0, Operation.root(trace));
            assertNotEquals(Operation.root(trace), Operation.child(trace, agent, nowNanos, 5));
        }
    }

    @Property
    void bothEndsOfAnExchangeFindTheSameTrace(
            @ForAll long seed, @ForAll long opener, @ForAll long peer, @ForAll int exchange, @ForAll long later) {
        Event.Agreement same = Event.Agreement.SAME;

        assertEquals(
                Operation.trace(seed, opener, 0, new Event.ExchangeEnded(exchange, peer, same, 1)),
                Operation.trace(seed, peer, later, new Event.DigestAnswered(exchange, opener, same)));
    }

    @Property
    void whatIsPickedAtAShareIsPickedAtEveryHigherShare(
            @ForAll @DoubleRange(max = 1) double lower,
            @ForAll @DoubleRange(max = 1) double higher,
            @ForAll long trace) {
        boolean pickedLower = SpanPolicy.share(Math.min(lower, higher)).picks(trace);
        boolean pickedHigher = SpanPolicy.share(Math.max(lower, higher)).picks(trace);

        assertEquals(pickedLower, pickedLower && pickedHigher);
    }

    @Property
    void offPicksNoneAndAllPicksEvery(@ForAll long trace) {
        assertEquals(false, SpanPolicy.off().picks(trace));
        assertEquals(true, SpanPolicy.all().picks(trace));
    }

    @Example
    void aShareThatIsNoneIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> SpanPolicy.share(1.1));
        assertThrows(IllegalArgumentException.class, () -> SpanPolicy.share(Double.NaN));
    }
}
