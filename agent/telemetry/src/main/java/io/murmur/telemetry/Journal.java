package io.murmur.telemetry;

import io.murmur.protocol.host.Event;
import io.opentelemetry.api.logs.Logger;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.context.Context;
import java.util.concurrent.TimeUnit;

/** Tells every {@link Change} that the registry has an event for as a log record. */
final class Journal {
    private final Logger logger;

    Journal(Logger logger) {
        this.logger = logger;
    }

    /** Within {@code context}, so that an event has the span of its change where that one is recorded. */
    void tell(long nowNanos, Event event, Context context) {
        Change change = Change.of(event);
        if (change == null || change.event() == null) {
            return;
        }
        change.event()
                .begin(logger)
                .setTimestamp(nowNanos, TimeUnit.NANOSECONDS)
                .setSeverity(Severity.INFO)
                .setContext(context)
                .setAllAttributes(change.about())
                .emit();
    }
}
