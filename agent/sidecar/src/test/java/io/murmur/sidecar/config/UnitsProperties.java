package io.murmur.sidecar.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class UnitsProperties {
    @Property
    void aDurationReadsAsItWasWritten(@ForAll @LongRange(min = 0, max = 999_999_999_999L) long nanos) {
        assertEquals(new Span(nanos), Span.parse(new Span(nanos).toString()));
    }

    @Property
    void aSizeReadsAsItWasWritten(@ForAll @LongRange(min = 0, max = 999_999_999_999L) long bytes) {
        assertEquals(new Size(bytes), Size.parse(new Size(bytes).toString()));
    }

    @Property
    void aPlaceReadsAsItWasWritten(@ForAll @IntRange(max = 65_535) int port) {
        for (String host : new String[] {"localhost", "10.0.0.1", "::1"}) {
            HostPort place = new HostPort(host, port);
            assertEquals(place, HostPort.parse(place.toString()));
        }
    }

    @Example
    void nonsenseIsRefused() {
        for (String text : new String[] {"", "5", "ms", "-1s", "1.5s", "5 weeks"}) {
            assertThrows(IllegalArgumentException.class, () -> Span.parse(text), text);
        }
        for (String text : new String[] {"", "many", "-1B", "1TiB", "1.5KiB"}) {
            assertThrows(IllegalArgumentException.class, () -> Size.parse(text), text);
        }
        for (String text : new String[] {"", "host", "host:", ":1", "::1:7", "host:99999", "host:x"}) {
            assertThrows(IllegalArgumentException.class, () -> HostPort.parse(text), text);
        }
    }
}
