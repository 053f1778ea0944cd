package io.murmur.sidecar.run;

import io.murmur.telemetry.Telemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.logs.LogRecordBuilder;
import io.opentelemetry.api.logs.Logger;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import java.util.HashMap;
import java.util.Map;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;

/**
 * The one place that all lines of the log pass: each is told as a log record within the span at work, and where there is
 * one the line on the console names it, so that either leads to the other.
 *
 * <p>The process has one log: a second bridge, of another agent in the same process, tells the same lines.
 */
final class LogBridge extends Handler implements AutoCloseable {
    /** Everything of this software logs below this name. */
    private static final String ROOT = "io.murmur";

    private final Logger logger;
    private final Formatter plain = new SimpleFormatter();
    private final Map<Handler, Formatter> named = new HashMap<>();

    private LogBridge(Logger logger) {
        this.logger = logger;
    }

    /** Begins to tell what is logged, until it is closed. */
    static LogBridge install(OpenTelemetry openTelemetry) {
        LogBridge bridge = new LogBridge(openTelemetry.getLogsBridge().get(Telemetry.SCOPE));
        java.util.logging.Logger.getLogger(ROOT).addHandler(bridge);
        for (Handler console : java.util.logging.Logger.getLogger("").getHandlers()) {
            Formatter before = console.getFormatter();
            bridge.named.put(console, before);
            console.setFormatter(new Named(before));
        }
        return bridge;
    }

    @Override
    public void publish(LogRecord line) {
        LogRecordBuilder told = logger.logRecordBuilder()
                .setTimestamp(line.getInstant())
                .setSeverity(severity(line.getLevel()))
                .setSeverityText(line.getLevel().getName())
                .setContext(Context.current())
                .setBody(plain.formatMessage(line));
        if (line.getThrown() != null) {
            told.setException(line.getThrown());
        }
        told.emit();
    }

    private static Severity severity(Level level) {
        int value = level.intValue();
        return value >= Level.SEVERE.intValue()
                ? Severity.ERROR
                : value >= Level.WARNING.intValue()
                        ? Severity.WARN
                        : value >= Level.INFO.intValue() ? Severity.INFO : Severity.DEBUG;
    }

    @Override
    public void flush() {
        // batches are the pipeline's
    }

    @Override
    public void close() {
        java.util.logging.Logger.getLogger(ROOT).removeHandler(this);
        named.forEach(Handler::setFormatter);
    }

    /** A line of the console with the ids of the span at work behind it. */
    private static final class Named extends Formatter {
        private final Formatter line;

        Named(Formatter line) {
            this.line = line;
        }

        @Override
        public String format(LogRecord record) {
            SpanContext span = Span.current().getSpanContext();
            String text = line.format(record);
            return span.isValid()
                    ? text.stripTrailing() + " trace_id=" + span.getTraceId() + " span_id=" + span.getSpanId()
                            + System.lineSeparator()
                    : text;
        }
    }
}
