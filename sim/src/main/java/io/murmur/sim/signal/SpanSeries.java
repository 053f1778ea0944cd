package io.murmur.sim.signal;

import io.murmur.schema.MurmurAttributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.ReadableSpan;
import java.util.Collection;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.HdrHistogram.Histogram;

/**
 * All spans of one name and kind: how many, how many failed, how long they took, and those with the lowest ids. Ids are
 * hashes, so the lowest of them are a random sample; they are the same on any number of threads, and since a trace's id
 * comes first, the samples of different names have their traces in common.
 */
final class SpanSeries {
    private static final long DURATION_NANOS_MAX = 24L * 3_600 * 1_000_000_000;
    private static final int DIGITS = 2;
    private static final Comparator<AgentSpan> BY_IDS =
            Comparator.comparing(AgentSpan::getTraceId).thenComparing(AgentSpan::getSpanId);

    private final String name;
    private final SpanKind kind;
    private final Histogram durations = new Histogram(DURATION_NANOS_MAX, DIGITS);
    /** The highest ids first. */
    private final PriorityQueue<AgentSpan> sample = new PriorityQueue<>(BY_IDS.reversed());

    private long errors;

    SpanSeries(String name, SpanKind kind) {
        this.name = name;
        this.kind = kind;
    }

    /** Takes in a span that ended. */
    void count(ReadableSpan span) {
        durations.recordValue(Math.clamp(span.getLatencyNanos(), 0, DURATION_NANOS_MAX));
        if (span.getAttribute(MurmurAttributes.ERROR_TYPE) != null) {
            errors++;
        }
    }

    /** Whether a span belongs to a sample of so many spans. */
    boolean wants(ReadableSpan span, int size) {
        AgentSpan highest = sample.size() < size ? null : sample.peek();
        if (highest == null) {
            return true;
        }
        int order = highest.getTraceId().compareTo(span.getSpanContext().getTraceId());
        return order > 0
                || (order == 0
                        && highest.getSpanId().compareTo(span.getSpanContext().getSpanId()) > 0);
    }

    /** Puts a span into a sample of so many spans; returns how many it pushed out. */
    int keep(AgentSpan span, int size) {
        sample.add(span);
        return shrink(size);
    }

    /** Leaves a sample of so many spans; returns how many are out. */
    int shrink(int size) {
        int out = 0;
        for (; sample.size() > size; out++) {
            sample.remove();
        }
        return out;
    }

    /** Takes in another thread's spans of the same name and kind. */
    void add(SpanSeries other) {
        durations.add(other.durations);
        errors += other.errors;
        sample.addAll(other.sample);
    }

    Collection<AgentSpan> sample() {
        return sample;
    }

    Red red() {
        return new Red(
                name,
                kind,
                durations.getTotalCount(),
                errors,
                durations.getValueAtPercentile(50),
                durations.getValueAtPercentile(99),
                durations.getMaxValue());
    }
}
