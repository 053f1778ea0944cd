package io.murmur.schema.live;

import io.murmur.schema.Schema;
import io.murmur.schema.check.Examples;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.logs.Logger;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.export.SimpleLogRecordProcessor;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.testing.exporter.InMemoryLogRecordExporter;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;

/** Signals that are wrong in every way that there is. */
final class Mistakes {
    private static final AttributeKey<String> STATE = AttributeKey.stringKey("murmur.member.state");
    private static final AttributeKey<String> PEER = AttributeKey.stringKey("murmur.peer.id");

    private Mistakes() {}

    static Emission emission(Schema schema) {
        Resource incomplete = Resource.create(Examples.resource(schema)).toBuilder()
                .removeIf(key ->
                        key.getKey().equals("murmur.agent.id") || key.getKey().equals("murmur.agent.name"))
                .put("Cup", "red")
                .build();
        InMemoryMetricReader metrics = InMemoryMetricReader.create();
        InMemorySpanExporter spans = InMemorySpanExporter.create();
        InMemoryLogRecordExporter events = InMemoryLogRecordExporter.create();
        try (OpenTelemetrySdk sdk = OpenTelemetrySdk.builder()
                .setMeterProvider(SdkMeterProvider.builder()
                        .setResource(incomplete)
                        .registerMetricReader(metrics)
                        .build())
                .setTracerProvider(SdkTracerProvider.builder()
                        .setResource(incomplete)
                        .addSpanProcessor(SimpleSpanProcessor.create(spans))
                        .build())
                .setLoggerProvider(SdkLoggerProvider.builder()
                        .setResource(incomplete)
                        .addLogRecordProcessor(SimpleLogRecordProcessor.create(events))
                        .build())
                .build()) {
            metrics(sdk.getMeter("mistakes"));
            spans(sdk.getTracer("mistakes"));
            events(sdk.getLogsBridge().get("mistakes"));
            return new Emission(
                    metrics.collectAllMetrics(), spans.getFinishedSpanItems(), events.getFinishedLogRecordItems());
        }
    }

    private static void metrics(Meter meter) {
        meter.counterBuilder("murmur.cups").setUnit("{cup}").build().add(1);
        meter.counterBuilder("Cups").build().add(1, Attributes.of(PEER, "1"));
        meter.counterBuilder("murmur.gossip.rounds").setUnit("1").build().add(1);
        meter.gaugeBuilder("murmur.gossip.contacts").ofLongs().build().set(1);
        meter.counterBuilder("murmur.network.io")
                .setUnit("By")
                .build()
                .add(1, Attributes.of(AttributeKey.stringKey("network.io.direction"), "sideways"));
        meter.counterBuilder("murmur.network.datagrams")
                .setUnit("{datagram}")
                .build()
                .add(
                        1,
                        Attributes.builder()
                                .put("network.io.direction", true)
                                .put("error.type", "dropped")
                                .put("murmur.cup", 1L)
                                .put("murmur.peer.id.of", "x")
                                .put("cup", "red")
                                .build());
    }

    private static void spans(Tracer tracer) {
        tracer.spanBuilder("wash").setSpanKind(SpanKind.SERVER).startSpan().end();
        tracer.spanBuilder("probe")
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute(AttributeKey.longKey("murmur.peer.id"), 1L)
                .setAttribute("murmur.probe.outcome", "never")
                .setAttribute("Cup", "red")
                .startSpan()
                .addEvent("murmur.cup.break", Attributes.of(STATE, "broken"))
                .end();
    }

    private static void events(Logger logger) {
        logger.logRecordBuilder().setBody("a log line").emit();
        logger.logRecordBuilder().setEventName("murmur.cup.break").emit();
        logger.logRecordBuilder()
                .setEventName("murmur.member.state_change")
                .setAttribute(STATE, "broken")
                .setAttribute(AttributeKey.doubleKey("murmur.exchange.count"), 0.5)
                .emit();
    }
}
