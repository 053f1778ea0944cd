package io.murmur.sim.signal;

import io.murmur.protocol.host.Event;
import io.murmur.sim.engine.EventSink;
import io.murmur.sim.engine.Population;
import io.murmur.telemetry.ExportSettings;
import io.murmur.telemetry.Pipeline;
import io.murmur.telemetry.Tally;
import io.murmur.telemetry.Telemetry;
import io.murmur.telemetry.ThreadHistograms;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.List;
import java.util.Objects;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Turns the events of all agents into signals: every one is counted, and those that are chosen become spans. Each
 * partition counts for itself; what is told is their sum.
 */
public final class Signals implements Witness, AutoCloseable {
    private final Subject subject;
    private final Choice choice;
    private final SpanLedger ledger;
    private final Collected collected = new Collected();
    private final Pipeline pipeline;
    private final List<Telemetry> partitions;
    private int opened;

    /**
     * Prepares the signals of a run.
     *
     * @param receiver where all signals go; null if nowhere
     * @param spans where spans go, too; null if nowhere
     */
    public Signals(Subject subject, Choice choice, @Nullable ExportSettings receiver, @Nullable SpanExporter spans) {
        this.subject = subject;
        this.choice = choice;
        SpanExporter told = receiver == null ? null : Pipeline.spanExporter(receiver);
        ledger = new SpanLedger(choice.mode(), outlet(told, spans), subject::agent);
        ThreadHistograms histograms = new ThreadHistograms(subject.partitions());
        pipeline = receiver == null
                ? Pipeline.own(subject.whole(), ledger, histograms, collected)
                : Pipeline.otlp(receiver, subject.whole(), ledger, histograms);
        partitions = Telemetry.forThreads(histograms, pipeline.openTelemetry(), choice.policy(), subject.seed());
    }

    private static @Nullable Outlet outlet(@Nullable SpanExporter... exporters) {
        List<SpanExporter> all = Stream.of(exporters)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
        return all.isEmpty() ? null : new Outlet(SpanExporter.composite(all));
    }

    @Override
    public EventSink open(int first, int count) {
        Telemetry telemetry = partitions.get(opened++);
        return choice.mode() == TracingMode.COUNTED
                ? (agent, nowNanos, event) -> telemetry.recordWithoutSpan(nowNanos, event)
                : (agent, nowNanos, event) -> observe(telemetry, agent, nowNanos, event);
    }

    private void observe(Telemetry telemetry, int agent, long nowNanos, Event event) {
        Window window = choice.window();
        if (window == null || window.covers(agent, nowNanos)) {
            ledger.agent(agent);
            telemetry.record(Population.id(subject.seed(), agent), nowNanos, event);
        } else {
            telemetry.recordWithoutSpan(nowNanos, event);
        }
    }

    @Override
    public Tracing account(long operations) {
        SpanLedger.Balance spans = ledger.balance();
        pipeline.flush();
        return new Tracing(
                choice.mode(),
                operations,
                sum(Tally::operations),
                sum(Tally::operationsWithoutSpan),
                spans.created(),
                spans.ended(),
                spans.exported(),
                spans.dropped(),
                spans.aggregated(),
                spans.red(),
                Metric.of(collected.metrics()));
    }

    private long sum(ToLongFunction<Tally> count) {
        return partitions.stream().map(Telemetry::tally).mapToLong(count).sum();
    }

    /** Exports what is left, and stops telling. */
    @Override
    public void close() {
        pipeline.close();
        partitions.getFirst().close(); // one closes what all of them share
    }
}
