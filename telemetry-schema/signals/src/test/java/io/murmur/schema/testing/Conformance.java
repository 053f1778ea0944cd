package io.murmur.schema.testing;

import io.murmur.schema.Entity;
import io.murmur.schema.Instrument;
import io.murmur.schema.Schema;
import io.murmur.schema.Signal;
import io.murmur.schema.Use;
import io.murmur.schema.testing.Finding.Violation;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.PointData;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Compares what an SDK emitted with a schema; gathers findings, and what of the schema was exercised. */
public final class Conformance {
    private static final String NAMESPACE = "murmur.";

    private final Schema schema;
    private final AttributeCheck attributes;
    private final Coverage coverage;
    private final List<Finding> findings = new ArrayList<>();

    public Conformance(Schema schema) {
        this.schema = schema;
        this.attributes = new AttributeCheck(schema);
        this.coverage = new Coverage(schema);
    }

    /** What was found so far, each once. */
    public List<Finding> findings() {
        return findings.stream().distinct().toList();
    }

    public Coverage coverage() {
        return coverage;
    }

    public void check(MetricData data) {
        Signal.Metric metric = find(schema.metrics(), data.getName());
        if (metric == null) {
            report(Violation.MISSING_METRIC, data.getName(), "no such metric is declared");
            return;
        }
        if (!data.getUnit().equals(metric.unit())) {
            report(Violation.UNIT_MISMATCH, metric.name(), "'" + data.getUnit() + "', not '" + metric.unit() + "'");
        }
        if (!matches(data, metric)) {
            String shape = data.getType() + (isMonotonic(data) ? ", monotonic" : "");
            String expected = metric.instrument() + (metric.floating() ? " of doubles" : " of integers");
            report(Violation.UNEXPECTED_INSTRUMENT, metric.name(), shape + ", not " + expected);
        }
        for (PointData point : data.getData().getPoints()) {
            attributes.check(metric.name(), metric.attributes(), point.getAttributes(), findings::add);
            coverage.saw(metric, point.getAttributes());
        }
    }

    public void check(SpanData data) {
        Signal.Span span = schema.spans().stream()
                .filter(declared -> declared.kind() == data.getKind()
                        && title(declared, data.getAttributes()).equals(data.getName()))
                .findFirst()
                .orElse(null);
        if (span == null) {
            report(
                    Violation.MISSING_SPAN,
                    data.getName(),
                    "no span of this name and kind " + data.getKind() + " is declared");
            return;
        }
        attributes.check(span.name(), span.attributes(), data.getAttributes(), findings::add);
        coverage.saw(span, data.getAttributes());
        data.getEvents().forEach(event -> event(event.getName(), event.getAttributes()));
    }

    public void check(LogRecordData data) {
        event(Objects.requireNonNullElse(data.getEventName(), "(a log record without a name)"), data.getAttributes());
    }

    /** Checks our own attributes of a resource; what else it says is OpenTelemetry's. */
    public void check(Resource resource) {
        Attributes own = resource.getAttributes().toBuilder()
                .removeIf(key -> !key.getKey().startsWith(NAMESPACE))
                .build();
        for (Entity entity : schema.entities()) {
            List<Use> uses = Stream.concat(entity.identity().stream(), entity.description().stream())
                    .toList();
            attributes.check(entity.type(), uses, own, findings::add);
            coverage.saw(entity, own);
        }
    }

    private void event(String name, Attributes told) {
        Signal.Event event = find(schema.events(), name);
        if (event == null) {
            report(Violation.MISSING_EVENT, name, "no such event is declared");
            return;
        }
        attributes.check(event.name(), event.attributes(), told, findings::add);
        coverage.saw(event, told);
    }

    private static <T extends Signal> @Nullable T find(List<T> signals, String name) {
        return signals.stream()
                .filter(signal -> signal.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    private static String title(Signal.Span span, Attributes told) {
        String title = span.title();
        for (Use use : span.attributes()) {
            title = title.replace(
                    "{" + use.attribute().name() + "}",
                    String.valueOf(told.get(use.attribute().key())));
        }
        return title;
    }

    private static boolean matches(MetricData data, Signal.Metric metric) {
        return switch (data.getType()) {
            case LONG_GAUGE -> metric.instrument() == Instrument.GAUGE && !metric.floating();
            case DOUBLE_GAUGE -> metric.instrument() == Instrument.GAUGE && metric.floating();
            case LONG_SUM -> metric.instrument() == sum(data) && !metric.floating();
            case DOUBLE_SUM -> metric.instrument() == sum(data) && metric.floating();
            case HISTOGRAM, EXPONENTIAL_HISTOGRAM -> metric.instrument() == Instrument.HISTOGRAM;
            case SUMMARY -> false;
        };
    }

    private static Instrument sum(MetricData data) {
        return isMonotonic(data) ? Instrument.COUNTER : Instrument.UPDOWNCOUNTER;
    }

    private static boolean isMonotonic(MetricData data) {
        return switch (data.getType()) {
            case LONG_SUM -> data.getLongSumData().isMonotonic();
            case DOUBLE_SUM -> data.getDoubleSumData().isMonotonic();
            case LONG_GAUGE, DOUBLE_GAUGE, HISTOGRAM, EXPONENTIAL_HISTOGRAM, SUMMARY -> false;
        };
    }

    private void report(Violation id, String signal, String message) {
        findings.add(new Finding(id, signal, message));
    }
}
