package io.murmur.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.murmur.protocol.host.Event;
import io.murmur.protocol.host.Refusal;
import io.murmur.protocol.state.Entry;
import io.murmur.protocol.wire.CreationContext;
import io.murmur.schema.MurmurAttributes;
import io.murmur.schema.MurmurMetrics;
import io.murmur.schema.testing.LiveCheck;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Traces that applications began, continued by the agent that is written to and by those that apply the entry. */
class FollowingTest {
    private static final long AGENT = 0x0f3a9c2e11d04b77L;
    private static final long NOW = 1_790_000_000_000_000_000L;
    private static final FollowSettings ALL = new FollowSettings(1, 1_000, 4);
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final SpanContext APPLICATION = SpanContext.createFromRemoteParent(
            TRACE, "00f067aa0ba902b7", TraceFlags.getSampled(), TraceState.getDefault());

    @RegisterExtension
    final LiveCheck live = new LiveCheck(new DerivedIds());

    @Test
    void fiveAgentsContinueTheTraceOfAnApplication() {
        try (Telemetry telemetry = telemetry(SpanPolicy.off(), ALL)) {
            Entry entry = EventSamples.entry(AGENT, 99);
            CreationContext context = Objects.requireNonNull(telemetry.begin(APPLICATION, AGENT, NOW));
            telemetry.record(AGENT, NOW, new Event.EntryWritten(entry, context));
            for (int agent = 1; agent <= 4; agent++) {
                telemetry.record(agent, NOW + agent, new Event.EntryApplied(entry, AGENT, 1, 5_000_000, context));
            }

            List<SpanData> all = live.spans();
            assertEquals(5, all.size());
            all.forEach(one -> assertEquals(TRACE, one.getTraceId()));
            SpanData create = span(SpanKind.PRODUCER);
            assertEquals(APPLICATION.getSpanId(), create.getParentSpanId());
            assertEquals(5, all.stream().map(SpanData::getSpanId).distinct().count());
            List<SpanData> processes = all.stream()
                    .filter(one -> one.getKind() == SpanKind.CONSUMER)
                    .toList();
            assertEquals(4, processes.size());
            for (SpanData process : processes) {
                assertEquals(create.getSpanId(), process.getParentSpanId());
                assertEquals(
                        create.getSpanId(),
                        process.getLinks().getFirst().getSpanContext().getSpanId());
                assertEquals(1, process.getAttributes().get(MurmurAttributes.GOSSIP_HOP_COUNT));
                assertEquals(.005, process.getAttributes().get(MurmurAttributes.ENTRY_DELAY));
            }
        }
    }

    @Test
    void aWriteThatIsRefusedIsAFailedSpanInTheTraceOfTheApplication() {
        try (Telemetry telemetry = telemetry(SpanPolicy.off(), ALL)) {
            assertNotNull(telemetry.begin(APPLICATION, AGENT, NOW));
            telemetry.record(AGENT, NOW, new Event.WriteRefused(Refusal.BUSY));
            telemetry.record(AGENT, NOW, new Event.WriteRefused(Refusal.BUSY));

            SpanData refused = live.spans().getFirst();
            assertEquals(1, live.spans().size(), "the second was in no trace");
            assertEquals(TRACE, refused.getTraceId());
            assertEquals("busy", refused.getAttributes().get(MurmurAttributes.ERROR_TYPE));
        }
    }

    @Test
    void aTraceThatTheApplicationDoesNotRecordIsNotFollowed() {
        SpanContext unsampled = SpanContext.createFromRemoteParent(
                TRACE, APPLICATION.getSpanId(), TraceFlags.getDefault(), TraceState.getDefault());
        try (Telemetry telemetry = telemetry(SpanPolicy.off(), ALL)) {
            assertNull(telemetry.begin(unsampled, AGENT, NOW));
            assertNull(telemetry.begin(SpanContext.getInvalid(), AGENT, NOW));
        }
    }

    @Test
    void whatComesAlongIsWhatTheApplicationGaveAndAsManyHopsAsTheSettingsSay() {
        try (Telemetry telemetry = telemetry(SpanPolicy.off(), ALL)) {
            CreationContext context = Objects.requireNonNull(telemetry.begin(APPLICATION, AGENT, NOW));
            assertEquals(0x4bf92f3577b34da6L, context.traceHigh());
            assertEquals(0xa3ce929d0e0e4736L, context.traceLow());
            assertEquals(CreationContext.SAMPLED, context.flags());
            assertEquals(4, context.budget());
        }
    }

    @Test
    void whatIsNotFollowedIsCountedWithTheReason() {
        CreationContext low = new CreationContext(1, 1, 1, CreationContext.SAMPLED, 4);
        CreationContext high = new CreationContext(1, Long.MAX_VALUE, 1, CreationContext.SAMPLED, 4);
        try (Telemetry telemetry = telemetry(SpanPolicy.all(), new FollowSettings(.5, 2, 4))) {
            for (int i = 0; i < 5; i++) {
                Entry entry = EventSamples.entry(2, 1 + i);
                telemetry.record(AGENT, NOW, new Event.EntryApplied(entry, 2, 1, 1, low));
                telemetry.record(AGENT, NOW, new Event.EntryApplied(entry, 2, 1, 1, high));
            }

            assertEquals(2, live.spans().size());
            assertEquals(Map.of("followed", 2L, "limited", 3L, "not_picked", 5L), contexts());
        }
    }

    @Test
    void anEntryThatChangedNothingIsNoPartOfTheTraceItCameWith() {
        CreationContext context = new CreationContext(1, 1, 1, CreationContext.SAMPLED, 4);
        try (Telemetry telemetry = telemetry(SpanPolicy.all(), ALL)) {
            Entry entry = EventSamples.entry(2, 1);
            telemetry.record(AGENT, NOW, new Event.EntryIgnored(entry, 2, Event.Ignorance.DUPLICATE, context));
            assertTrue(live.spans().isEmpty());
        }
    }

    private Telemetry telemetry(SpanPolicy policy, FollowSettings following) {
        return Telemetry.of(live.openTelemetry(), policy, following, 42);
    }

    private SpanData span(SpanKind kind) {
        return live.spans().stream()
                .filter(one -> one.getKind() == kind)
                .findFirst()
                .orElseThrow();
    }

    private Map<String, Long> contexts() {
        return live.metrics().stream()
                .filter(metric -> metric.getName().equals(MurmurMetrics.TRACE_CONTEXTS.name()))
                .flatMap(metric -> metric.getLongSumData().getPoints().stream())
                .collect(Collectors.toMap(
                        point -> Objects.requireNonNull(
                                point.getAttributes().get(MurmurAttributes.TRACE_CONTEXT_OUTCOME)),
                        LongPointData::getValue));
    }
}
