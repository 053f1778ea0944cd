package io.murmur.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.murmur.schema.MurmurAttributes;
import io.murmur.schema.testing.LiveCheck;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What spans of operations that failed look like. */
class FailedSpansTest {
    @RegisterExtension
    final LiveCheck live = new LiveCheck(new DerivedIds());

    @Test
    void aSpanHasFailedWhereItSaysWhyAndNowhereElse() {
        try (Telemetry telemetry = Telemetry.of(live.openTelemetry(), SpanPolicy.all(), FollowSettings.NONE, 7)) {
            EventSamples.all().forEach(event -> telemetry.record(1, 1_000, event));
            TreeSamples.all().forEach(event -> telemetry.record(1, 2_000, event));
        }
        for (SpanData span : live.spans()) {
            boolean says = span.getAttributes().get(MurmurAttributes.ERROR_TYPE) != null;
            assertEquals(says ? StatusData.error() : StatusData.unset(), span.getStatus(), span.getName());
        }
        Set<String> failed = live.spans().stream()
                .filter(span -> span.getStatus().equals(StatusData.error()))
                .map(SpanData::getName)
                .collect(Collectors.toSet());
        assertTrue(
                failed.containsAll(Set.of("exchange", "probe", "create", "receive", "fetch", "count")),
                failed::toString);
    }
}
