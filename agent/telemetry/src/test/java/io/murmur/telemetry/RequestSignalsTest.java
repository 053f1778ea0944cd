package io.murmur.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.murmur.protocol.wire.CreationContext;
import io.murmur.schema.MurmurAttributes;
import io.murmur.telemetry.RequestSignals.Headers;
import io.murmur.telemetry.RequestSignals.Request;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RequestSignalsTest {
    private static final long NOW = 1_790_000_000_000_000_000L;
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final Headers NONE = name -> null;
    private static final Headers SAMPLED =
            name -> name.equals("traceparent") ? "00-" + TRACE + "-00f067aa0ba902b7-01" : null;
    private static final Headers UNSAMPLED =
            name -> name.equals("traceparent") ? "00-" + TRACE + "-00f067aa0ba902b7-00" : null;

    private final InMemoryMetricReader metrics = InMemoryMetricReader.create();
    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private final OpenTelemetrySdk sdk = OpenTelemetrySdk.builder()
            .setMeterProvider(
                    SdkMeterProvider.builder().registerMetricReader(metrics).build())
            .setTracerProvider(SdkTracerProvider.builder()
                    .setIdGenerator(new DerivedIds())
                    .addSpanProcessor(SimpleSpanProcessor.create(spans))
                    .build())
            .build();

    @AfterEach
    void close() {
        sdk.close();
    }

    private RequestSignals signals(SpanPolicy policy, FollowSettings following) {
        return new RequestSignals(sdk, Telemetry.of(sdk, policy, following, 1), 7, policy, following);
    }

    @Test
    void aRequestWithinARecordedTraceIsASpanOfItAndItsWriteIsFollowed() {
        Request request = signals(SpanPolicy.off(), new FollowSettings(1, 10, 3))
                .begin("PUT", "/v1/entries/a%20b", "/v1/entries/{key}", SAMPLED);
        CreationContext creation = Objects.requireNonNull(request.creation(NOW));
        request.end(200);

        SpanData span = spans.getFinishedSpanItems().getFirst();
        assertEquals(TRACE, span.getTraceId());
        assertEquals("00f067aa0ba902b7", span.getParentSpanId());
        assertEquals("PUT /v1/entries/{key}", span.getName());
        assertEquals(SpanKind.SERVER, span.getKind());
        assertEquals("/v1/entries/a%20b", span.getAttributes().get(MurmurAttributes.URL_PATH));
        assertEquals(200, span.getAttributes().get(MurmurAttributes.HTTP_RESPONSE_STATUS_CODE));
        assertEquals(0x4bf92f3577b34da6L, creation.traceHigh());
        assertEquals(3, creation.budget());
    }

    @Test
    void aRequestWithoutATraceIsASpanOfItsOwnWhereThePolicyPicksItAndItsWriteHasNoContext() {
        Request request =
                signals(SpanPolicy.all(), new FollowSettings(1, 10, 3)).begin("GET", "/v1/health", "/v1/health", NONE);
        assertNull(request.creation(NOW));
        request.end(200);
        assertEquals(1, spans.getFinishedSpanItems().size());
    }

    @Test
    void aTraceThatIsNotRecordedIsNotTakenUpWhateverThePolicy() {
        Request request = signals(SpanPolicy.all(), new FollowSettings(1, 10, 3))
                .begin("PUT", "/v1/entries/a", "/v1/entries/{key}", UNSAMPLED);
        assertNull(request.creation(NOW));
        request.end(200);
        assertTrue(spans.getFinishedSpanItems().isEmpty());
    }

    @Test
    void noMoreAreFollowedThanTheRateAllows() {
        RequestSignals signals = signals(SpanPolicy.off(), new FollowSettings(1, 2, 3));
        int followed = 0;
        for (int i = 0; i < 20; i++) {
            Request request = signals.begin("PUT", "/v1/entries/a", "/v1/entries/{key}", SAMPLED);
            followed += request.creation(NOW) == null ? 0 : 1;
            request.end(200);
        }
        assertEquals(2, followed);
        assertTrue(spans.getFinishedSpanItems().size() <= 3, "what a slow machine refills is at most one");
    }

    @Test
    void aTraceOutsideTheOwnShareIsNoSpanEither() {
        Request request = signals(SpanPolicy.all(), new FollowSettings(0, 10, 3))
                .begin("PUT", "/v1/entries/a", "/v1/entries/{key}", SAMPLED);
        assertNull(request.creation(NOW));
        request.end(200);
        assertTrue(spans.getFinishedSpanItems().isEmpty());
    }

    @Test
    void aMethodThatNobodyKnowsIsOnTheSpanAsItCame() {
        signals(SpanPolicy.all(), FollowSettings.NONE)
                .begin("BREW", "/tea", null, NONE)
                .end(404);
        SpanData span = spans.getFinishedSpanItems().getFirst();
        assertEquals("HTTP", span.getName());
        assertEquals("_OTHER", span.getAttributes().get(MurmurAttributes.HTTP_REQUEST_METHOD));
        assertEquals("BREW", span.getAttributes().get(MurmurAttributes.HTTP_REQUEST_METHOD_ORIGINAL));
    }

    @Test
    void everyRequestIsMeasuredByItsRouteAndNeverByWhatItAsksFor() {
        RequestSignals signals = signals(SpanPolicy.off(), FollowSettings.NONE);
        for (int i = 0; i < 50; i++) {
            signals.begin("GET", "/v1/entries/key-" + i, "/v1/entries/{key}", NONE)
                    .end(404);
            signals.begin("BREW" + i, "/tea/" + i, null, NONE).end(404);
        }
        List<HistogramPointData> points = points();
        assertEquals(2, points.size());
        assertEquals(
                100, points.stream().mapToLong(HistogramPointData::getCount).sum());
        assertEquals(
                Set.of("GET", "_OTHER"),
                points.stream()
                        .map(point -> point.getAttributes().get(MurmurAttributes.HTTP_REQUEST_METHOD))
                        .collect(Collectors.toSet()));
    }

    @Test
    void aFailureOfTheServerIsAnErrorAndARefusalIsNone() {
        RequestSignals signals = signals(SpanPolicy.all(), FollowSettings.NONE);
        signals.begin("GET", "/v1/health", "/v1/health", NONE).end(503);
        signals.begin("GET", "/v1/nothing", null, NONE).end(404);

        SpanData failed = spans.getFinishedSpanItems().getFirst();
        assertEquals(StatusData.error(), failed.getStatus());
        assertEquals("503", failed.getAttributes().get(MurmurAttributes.ERROR_TYPE));
        assertEquals(StatusData.unset(), spans.getFinishedSpanItems().getLast().getStatus());
    }

    @Test
    void aMeasuredRequestLeadsToItsSpan() {
        signals(SpanPolicy.all(), FollowSettings.NONE)
                .begin("GET", "/v1/health", "/v1/health", NONE)
                .end(200);
        var exemplar = points().getFirst().getExemplars().getFirst();
        assertNotNull(exemplar);
        assertEquals(
                spans.getFinishedSpanItems().getFirst().getSpanId(),
                exemplar.getSpanContext().getSpanId());
    }

    private List<HistogramPointData> points() {
        MetricData durations = metrics.collectAllMetrics().stream()
                .filter(metric -> metric.getName().equals("http.server.request.duration"))
                .findFirst()
                .orElseThrow();
        return List.copyOf(durations.getHistogramData().getPoints());
    }
}
