package io.murmur.telemetry;

import io.murmur.protocol.host.Event;
import io.murmur.protocol.wire.CreationContext;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What one event costs: counted, counted and measured, and as a span that is not or is recorded. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class TelemetryBench {
    private static final int MASK = 15;

    private final OpenTelemetrySdk sdk = OpenTelemetrySdk.builder()
            .setMeterProvider(SdkMeterProvider.builder()
                    .registerMetricReader(InMemoryMetricReader.create())
                    .build())
            .setTracerProvider(
                    SdkTracerProvider.builder().setIdGenerator(new DerivedIds()).build())
            .build();
    private final Tally tally = new Tally();
    private final Telemetry off = Telemetry.of(sdk, SpanPolicy.off(), 1);
    private final Telemetry all = Telemetry.of(sdk, SpanPolicy.all(), 1);
    private final Follower follower = new Follower(FollowSettings.NONE, tally);
    private final Spans unsampled = new Spans(sdk.getTracer("bench"), SpanPolicy.share(1e-12), 1);
    private final Event traced = new Event.EntryApplied(
            EventSamples.entry(3, 6), 9, 4, 1_000_000, new CreationContext(1, 2, 3, CreationContext.SAMPLED, 4));
    /** The kinds that make up nearly all events of a run, in about its proportions. */
    private final Event[] events = new Event[MASK + 1];

    private int next;

    @Setup
    public void mix() {
        List<Event> frequent = List.of(
                new Event.ExchangeEnded(8, 9, Event.Agreement.SAME, 1_500_000),
                new Event.DigestAnswered(9, 9, Event.Agreement.SAME),
                new Event.ExchangeEnded(8, 9, Event.Agreement.DIFFERENT, 1_500_000),
                new Event.DigestAnswered(9, 9, Event.Agreement.DIFFERENT),
                new Event.RoundBegan(3, 2),
                new Event.EntryIgnored(EventSamples.entry(3, 4), 9, Event.Ignorance.DUPLICATE),
                new Event.EntryApplied(EventSamples.entry(3, 5), 9, 4, 1_000_000),
                new Event.ProbeEnded(9, Event.ProbeOutcome.DIRECT, 1_000_000));
        for (int i = 0; i <= MASK; i++) {
            events[i] = frequent.get(i % frequent.size());
        }
    }

    private Event event() {
        return events[next++ & MASK];
    }

    @Benchmark
    public Object nothing() {
        return event();
    }

    @Benchmark
    public Object counted() {
        Event event = event();
        tally.count(event);
        return event;
    }

    @Benchmark
    public Object unsampledSpan() {
        return unsampled.record(7, next, event(), follower);
    }

    @Benchmark
    public Object contextNotFollowed() {
        return unsampled.record(7, next++, traced, follower);
    }

    @Benchmark
    public Object everythingButSpans() {
        Event event = event();
        off.record(7, next, event);
        return event;
    }

    @Benchmark
    public Object everythingAndSpans() {
        Event event = event();
        all.record(7, next, event);
        return event;
    }
}
