package io.murmur.sidecar.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.logs.export.SimpleLogRecordProcessor;
import io.opentelemetry.sdk.testing.exporter.InMemoryLogRecordExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.semconv.ExceptionAttributes;
import java.util.Objects;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the sidecar logs is told, too, and either leads to the other. */
class LogBridgeTest {
    private final InMemoryLogRecordExporter told = InMemoryLogRecordExporter.create();
    private final OpenTelemetrySdk sdk = OpenTelemetrySdk.builder()
            .setTracerProvider(SdkTracerProvider.builder().build())
            .setLoggerProvider(SdkLoggerProvider.builder()
                    .addLogRecordProcessor(SimpleLogRecordProcessor.create(told))
                    .build())
            .build();
    private final System.Logger log = System.getLogger("io.murmur.sidecar.test");

    @AfterEach
    void close() {
        sdk.close();
    }

    @Test
    void aLineIsToldWithinTheSpanAtWork() {
        Span span = sdk.getTracer("test").spanBuilder("request").startSpan();
        try (LogBridge _ = LogBridge.install(sdk);
                Scope _ = span.makeCurrent()) {
            log.log(System.Logger.Level.ERROR, "a request failed: {0}", "/v1/entries/a");
        }
        LogRecordData record = told.getFinishedLogRecordItems().getFirst();
        assertEquals(span.getSpanContext().getSpanId(), record.getSpanContext().getSpanId());
        assertEquals(
                "a request failed: /v1/entries/a",
                Objects.requireNonNull(record.getBodyValue()).asString());
        assertEquals(Severity.ERROR, record.getSeverity());
    }

    @Test
    void whatWasThrownIsToldToo() {
        try (LogBridge _ = LogBridge.install(sdk)) {
            log.log(System.Logger.Level.WARNING, "a chore failed", new IllegalStateException("no disk"));
        }
        LogRecordData record = told.getFinishedLogRecordItems().getFirst();
        assertEquals("java.lang.IllegalStateException", record.getAttributes().get(ExceptionAttributes.EXCEPTION_TYPE));
        assertEquals("no disk", record.getAttributes().get(ExceptionAttributes.EXCEPTION_MESSAGE));
        assertFalse(record.getSpanContext().isValid());
    }

    @Test
    void aLineOnTheConsoleNamesTheSpanAtWorkAsLongAsTheBridgeStands() {
        Handler console = Logger.getLogger("").getHandlers()[0];
        LogRecord line = new LogRecord(Level.INFO, "something");
        Span span = sdk.getTracer("test").spanBuilder("request").startSpan();
        String named = "span_id=" + span.getSpanContext().getSpanId();
        try (LogBridge _ = LogBridge.install(sdk)) {
            assertFalse(console.getFormatter().format(line).contains("span_id"));
            try (Scope _ = span.makeCurrent()) {
                assertTrue(console.getFormatter().format(line).contains(named));
            }
        }
        try (Scope _ = span.makeCurrent()) {
            assertFalse(console.getFormatter().format(line).contains("span_id"));
        }
    }

    @Test
    void nothingIsToldAfterTheBridgeIsGone() {
        LogBridge.install(sdk).close();
        log.log(System.Logger.Level.ERROR, "later");
        assertTrue(told.getFinishedLogRecordItems().isEmpty());
    }
}
