package io.murmur.sim.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.opentelemetry.api.trace.SpanKind;
import java.util.List;
import org.junit.jupiter.api.Test;

class TracingTest {
    private static final List<Red> RED = List.of(new Red("exchange", SpanKind.CLIENT, 40, 1, 0, 0, 0));

    private static Tracing sampled(
            long operations, long counted, long without, long created, long ended, long exported, long dropped) {
        return new Tracing(
                TracingMode.SAMPLED,
                operations,
                counted,
                without,
                created,
                ended,
                exported,
                dropped,
                7,
                RED,
                List.of());
    }

    @Test
    void accountsThatAddUpAreNotComplainedOf() {
        assertEquals(List.of(), sampled(100, 100, 60, 40, 40, 30, 3).discrepancies());
        assertEquals(List.of(), Tracing.off(100).discrepancies());
    }

    @Test
    void anyAccountThatDoesNotAddUpIsComplainedOf() {
        List<Tracing> wrong = List.of(
                sampled(100, 99, 60, 40, 40, 30, 3),
                sampled(101, 101, 60, 40, 40, 30, 3),
                sampled(100, 100, 59, 40, 40, 30, 3),
                sampled(101, 101, 60, 41, 40, 30, 3),
                sampled(100, 100, 60, 40, 40, 29, 3),
                sampled(100, 100, 60, 40, 40, 30, 2));
        wrong.forEach(tracing -> assertEquals(1, tracing.discrepancies().size(), tracing::toString));
    }

    @Test
    void aModeThatDoesNotWhatItSaysIsComplainedOf() {
        for (TracingMode mode : List.of(TracingMode.OFF, TracingMode.COUNTED, TracingMode.ALL)) {
            Tracing tracing = new Tracing(mode, 100, 100, 60, 40, 40, 30, 3, 7, RED, List.of());
            assertFalse(tracing.discrepancies().isEmpty(), mode::name);
        }
    }
}
