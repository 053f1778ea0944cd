package io.murmur.sim.signal;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Keeps spans, up to a bound; a batch that does not fit is refused. */
public final class Recorder implements SpanExporter {
    private final int spansMax;
    private final List<SpanData> spans = new ArrayList<>();

    public Recorder(int spansMax) {
        this.spansMax = spansMax;
    }

    @Override
    public synchronized CompletableResultCode export(Collection<SpanData> batch) {
        if (spans.size() + batch.size() > spansMax) {
            return CompletableResultCode.ofFailure();
        }
        spans.addAll(batch);
        return CompletableResultCode.ofSuccess();
    }

    /** What was kept, in no order. */
    public synchronized List<SpanData> spans() {
        return List.copyOf(spans);
    }

    @Override
    public CompletableResultCode flush() {
        return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
        return CompletableResultCode.ofSuccess();
    }
}
