package io.murmur.schema.live;

import io.murmur.schema.Schema;
import io.murmur.schema.Signal;
import io.murmur.schema.Use;
import io.murmur.schema.check.Examples;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.logs.Logger;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Sends an example of every signal that a schema declares, told of an example of every entity: every attribute with a
 * value that it may have, and every value of an enumeration at least once.
 */
public final class Emission {
    private static final String SCOPE = "io.murmur.schema.emit";
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^}]+)}");
    private static final long SECONDS_MAX = 10;

    private final Schema schema;
    private final Meter meter;
    private final Tracer tracer;
    private final Logger logger;

    private Emission(Schema schema, OpenTelemetrySdk sdk) {
        this.schema = schema;
        this.meter =
                sdk.meterBuilder(SCOPE).setSchemaUrl(schema.url()).build();
        this.tracer = sdk.getTracerProvider()
                .tracerBuilder(SCOPE)
                .setSchemaUrl(schema.url())
                .build();
        this.logger = sdk.getLogsBridge()
                .loggerBuilder(SCOPE)
                .setSchemaUrl(schema.url())
                .build();
    }

    /**
     * Emits to an OTLP receiver, and waits until it has answered.
     *
     * @param endpoint a URL without path
     * @return whether the receiver took all of it
     */
    public static boolean send(Schema schema, String endpoint, Protocol protocol) {
        try (OpenTelemetrySdk sdk = Exporters.sdk(schema, endpoint, protocol)) {
            new Emission(schema, sdk).emit();
            CompletableResultCode sent = CompletableResultCode.ofAll(List.of(
                    sdk.getSdkTracerProvider().forceFlush(),
                    sdk.getSdkMeterProvider().forceFlush(),
                    sdk.getSdkLoggerProvider().forceFlush()));
            return sent.join(SECONDS_MAX, TimeUnit.SECONDS).isSuccess();
        }
    }

    private void emit() {
        schema.metrics().forEach(this::metric);
        for (Signal.Span span : schema.spans()) {
            sets(span.attributes()).forEach(attributes -> span(span, attributes));
        }
        for (Signal.Event event : schema.events()) {
            sets(event.attributes())
                    .forEach(attributes -> logger.logRecordBuilder()
                            .setEventName(event.name())
                            .setAllAttributes(attributes)
                            .emit());
        }
    }

    private static List<Attributes> sets(List<Use> uses) {
        return IntStream.range(0, Examples.turns(uses))
                .mapToObj(turn -> Examples.attributes(uses, turn))
                .toList();
    }

    private void span(Signal.Span span, Attributes attributes) {
        String name = PLACEHOLDER
                .matcher(span.title())
                .replaceAll(match -> Matcher.quoteReplacement(
                        String.valueOf(attributes.get(AttributeKey.stringKey(match.group(1))))));
        tracer.spanBuilder(name)
                .setSpanKind(span.kind())
                .setAllAttributes(attributes)
                .startSpan()
                .end();
    }

    private void metric(Signal.Metric metric) {
        List<Attributes> sets = sets(metric.attributes());
        switch (metric.instrument()) {
            case COUNTER -> counter(metric, sets);
            case UPDOWNCOUNTER -> upDownCounter(metric, sets);
            case GAUGE -> gauge(metric, sets);
            case HISTOGRAM -> histogram(metric, sets);
        }
    }

    private void counter(Signal.Metric metric, List<Attributes> sets) {
        var builder = meter.counterBuilder(metric.name()).setUnit(metric.unit()).setDescription(metric.brief());
        if (metric.floating()) {
            var counter = builder.ofDoubles().build();
            sets.forEach(attributes -> counter.add(0.5, attributes));
        } else {
            var counter = builder.build();
            sets.forEach(attributes -> counter.add(1, attributes));
        }
    }

    private void upDownCounter(Signal.Metric metric, List<Attributes> sets) {
        var builder = meter.upDownCounterBuilder(metric.name()).setUnit(metric.unit()).setDescription(metric.brief());
        if (metric.floating()) {
            var counter = builder.ofDoubles().build();
            sets.forEach(attributes -> counter.add(0.5, attributes));
        } else {
            var counter = builder.build();
            sets.forEach(attributes -> counter.add(1, attributes));
        }
    }

    private void gauge(Signal.Metric metric, List<Attributes> sets) {
        var builder = meter.gaugeBuilder(metric.name()).setUnit(metric.unit()).setDescription(metric.brief());
        if (metric.floating()) {
            var gauge = builder.build();
            sets.forEach(attributes -> gauge.set(0.5, attributes));
        } else {
            var gauge = builder.ofLongs().build();
            sets.forEach(attributes -> gauge.set(1, attributes));
        }
    }

    private void histogram(Signal.Metric metric, List<Attributes> sets) {
        var builder = meter.histogramBuilder(metric.name()).setUnit(metric.unit()).setDescription(metric.brief());
        if (metric.floating()) {
            var histogram = builder.build();
            sets.forEach(attributes -> histogram.record(0.5, attributes));
        } else {
            var histogram = builder.ofLongs().build();
            sets.forEach(attributes -> histogram.record(1, attributes));
        }
    }
}
