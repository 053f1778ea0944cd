package io.murmur.sim.signal;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Takes every span of a run, on the thread that ended it: counts it, aggregates it by name and kind, and exports it or
 * not, as the mode says. Each thread has a page of its own, so that none waits for another; the pages are
 * added up when the run is over.
 */
final class SpanLedger implements SpanProcessor {
    /** Spans of one name and kind in a sample. */
    static final int SAMPLE_PER_NAME = 100;
    /** Spans in a sample. */
    static final int SAMPLE_MAX = 2_000;

    private static final int BATCH = 512;

    private final boolean sampling;
    private final @Nullable Outlet outlet;
    private final IntFunction<Resource> resources;
    private final Queue<Page> pages = new ConcurrentLinkedQueue<>();
    private final ThreadLocal<Page> own = ThreadLocal.withInitial(this::open);

    /** What one thread has seen. */
    private static final class Page {
        private final SpanTable table = new SpanTable();
        private List<SpanData> batch = new ArrayList<>();
        private int agent;
        private long created;
        private long ended;
        private long aggregated;
    }

    /** Sums over all threads. */
    record Balance(long created, long ended, long exported, long dropped, long aggregated, List<Red> red) {}

    /**
     * @param mode where all operations are spans, a sample of them is exported; else each
     * @param outlet where spans go; null for nowhere
     * @param resources what the agent with an index is
     */
    SpanLedger(TracingMode mode, @Nullable Outlet outlet, IntFunction<Resource> resources) {
        this.sampling = mode == TracingMode.ALL;
        this.outlet = outlet;
        this.resources = resources;
    }

    private Page open() {
        Page page = new Page();
        pages.add(page);
        return page;
    }

    /** The spans of this thread are those of the agent with that index, until told otherwise. */
    void agent(int index) {
        own.get().agent = index;
    }

    @Override
    public void onStart(Context parent, ReadWriteSpan span) {
        own.get().created++;
    }

    @Override
    public boolean isStartRequired() {
        return true;
    }

    @Override
    public void onEnd(ReadableSpan span) {
        Page page = own.get();
        page.ended++;
        SpanSeries series = page.table.of(span.getKind(), span.getName());
        series.count(span);
        if (outlet == null) {
            page.aggregated++;
        } else if (sampling) {
            consider(span, page, series);
        } else {
            send(span, page, outlet);
        }
    }

    @Override
    public boolean isEndRequired() {
        return true;
    }

    @Override
    public CompletableResultCode shutdown() {
        return outlet == null ? CompletableResultCode.ofSuccess() : outlet.close();
    }

    private void send(ReadableSpan span, Page page, Outlet to) {
        page.batch.add(new AgentSpan(span.toSpanData(), page.agent, resources));
        if (page.batch.size() == BATCH) {
            flush(page, to);
        }
    }

    private static void flush(Page page, Outlet to) {
        if (!page.batch.isEmpty()) {
            to.send(page.batch);
            page.batch = new ArrayList<>();
        }
    }

    private void consider(ReadableSpan span, Page page, SpanSeries series) {
        if (series.wants(span, SAMPLE_PER_NAME)) {
            page.aggregated += series.keep(new AgentSpan(span.toSpanData(), page.agent, resources), SAMPLE_PER_NAME);
        } else {
            page.aggregated++;
        }
    }

    /** Exports what is left and adds everything up; to be called once, when no thread ends spans any more. */
    Balance balance() {
        SpanTable table = new SpanTable();
        long created = 0;
        long ended = 0;
        long aggregated = 0;
        for (Page page : pages) {
            table.add(page.table);
            created += page.created;
            ended += page.ended;
            aggregated += page.aggregated;
            if (outlet != null) {
                flush(page, outlet);
            }
        }
        if (outlet != null) {
            aggregated += export(table, outlet);
        }
        List<Red> red = table.all().stream()
                .map(SpanSeries::red)
                .sorted(Comparator.comparingLong(Red::count)
                        .reversed()
                        .thenComparing(Red::name)
                        .thenComparing(Red::kind))
                .toList();
        long exported = outlet == null ? 0 : outlet.exported();
        long dropped = outlet == null ? 0 : outlet.dropped();
        return new Balance(created, ended, exported, dropped, aggregated, red);
    }

    /** Exports the sample of all threads; returns how many spans were in a thread's, but are not in it. */
    private static long export(SpanTable table, Outlet to) {
        List<SpanSeries> all = table.all();
        int perName = Math.min(SAMPLE_PER_NAME, SAMPLE_MAX / Math.max(1, all.size()));
        long out = 0;
        List<SpanData> sample = new ArrayList<>();
        for (SpanSeries series : all) {
            out += series.shrink(perName);
            sample.addAll(series.sample());
        }
        batches(sample).forEach(to::send);
        return out;
    }

    private static Collection<List<SpanData>> batches(List<SpanData> spans) {
        List<List<SpanData>> batches = new ArrayList<>();
        for (int from = 0; from < spans.size(); from += BATCH) {
            batches.add(spans.subList(from, Math.min(spans.size(), from + BATCH)));
        }
        return batches;
    }
}
