package io.murmur.telemetry;

import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.sdk.trace.IdGenerator;

/**
 * Gives a span the ids that its {@link Operation} has. They are laid down just before the span starts, on the same
 * thread; spans of others, started without, get random ones.
 */
public final class DerivedIds implements IdGenerator {
    private static final ThreadLocal<Pending> PENDING = ThreadLocal.withInitial(Pending::new);

    /** Ids laid down for the next span of a thread; a span id of 0 is none. */
    private static final class Pending {
        private long traceLow;
        private long span;
    }

    /** Lays down the ids of the next span that this thread starts. */
    static void next(long traceLow, long span) {
        Pending pending = PENDING.get();
        pending.traceLow = traceLow;
        pending.span = span;
    }

    /** Asked before the trace id, or alone where a parent gives that. */
    @Override
    public String generateSpanId() {
        Pending pending = PENDING.get();
        if (pending.span == 0) {
            return IdGenerator.random().generateSpanId();
        }
        String id = SpanId.fromLong(pending.span);
        pending.span = 0;
        return id;
    }

    @Override
    public String generateTraceId() {
        Pending pending = PENDING.get();
        if (pending.traceLow == 0) {
            return IdGenerator.random().generateTraceId();
        }
        String id = TraceId.fromLongs(Operation.traceHigh(pending.traceLow), pending.traceLow);
        pending.traceLow = 0;
        return id;
    }

    /** Takes back what no span used. */
    static void clear() {
        next(0, 0);
    }

    @Override
    public String toString() {
        return "DerivedIds";
    }
}
