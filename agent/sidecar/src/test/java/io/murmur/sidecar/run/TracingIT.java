package io.murmur.sidecar.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.murmur.sidecar.config.Span;
import io.murmur.sidecar.config.TelemetryKnobs;
import io.murmur.sidecar.run.OtlpReceiver.Told;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real agents, real sockets, and a receiver: what an application, an operator and Prometheus see of one write. */
class TracingIT {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String APPLICATION = "00f067aa0ba902b7";
    private static final String TRACEPARENT = "00-" + TRACE + "-" + APPLICATION + "-01";

    @Test
    void oneWriteOfAnApplicationIsOneTraceThroughAllFiveAgents() throws Exception {
        try (OtlpReceiver receiver = new OtlpReceiver();
                Observed swarm = new Observed()) {
            for (int i = 0; i < 5; i++) {
                swarm.join(Observed.telling(receiver, 0));
            }
            receiver.await("all know all", swarm::complete);
            assertEquals(200, Observed.put(swarm.agents().get(2), "followed", TRACEPARENT));
            receiver.await("six spans", () -> trace(receiver).size() >= 6);

            List<Told> all = trace(receiver);
            assertEquals(6, all.size());
            assertEquals(5, all.stream().map(Told::agent).distinct().count());
            Told server = only(all, SpanKind.SPAN_KIND_SERVER);
            Told create = only(all, SpanKind.SPAN_KIND_PRODUCER);
            assertEquals(APPLICATION, server.parent());
            assertEquals("PUT /v1/entries/{key}", server.span().getName());
            assertEquals(server.id(), create.parent());
            assertEquals(server.agent(), create.agent());
            for (Told process : all) {
                if (process.span().getKind() == SpanKind.SPAN_KIND_CONSUMER) {
                    assertEquals(create.id(), process.parent());
                    assertEquals(
                            create.span().getSpanId(),
                            process.span().getLinks(0).getSpanId());
                }
            }
        }
    }

    @Test
    void aTraceThatItsApplicationDoesNotRecordIsNotFollowed() throws Exception {
        try (OtlpReceiver receiver = new OtlpReceiver();
                Observed swarm = new Observed()) {
            swarm.join(Observed.telling(receiver, 0));
            swarm.join(Observed.telling(receiver, 0));
            receiver.await("all know all", swarm::complete);
            String unsampled = "00-" + TRACE + "-" + APPLICATION + "-00";
            assertEquals(200, Observed.put(swarm.agents().getFirst(), "unsampled", unsampled));
            assertEquals(200, Observed.put(swarm.agents().getFirst(), "sampled", TRACEPARENT));
            receiver.await("the sampled one", () -> trace(receiver).size() >= 3);
            assertEquals(3, trace(receiver).size());
        }
    }

    @Test
    void prometheusSeesExemplarsThatLeadToTheTrace() throws Exception {
        int port = freePort();
        try (OtlpReceiver receiver = new OtlpReceiver();
                Observed swarm = new Observed()) {
            swarm.join(Observed.telling(receiver, 0));
            swarm.join(new TelemetryKnobs(
                    receiver.endpoint(), Span.parse("100ms"), "127.0.0.1:" + port, "", 0, 1, 1_000, 8));
            receiver.await("all know all", swarm::complete);
            assertEquals(200, Observed.put(swarm.agents().getFirst(), "scraped", TRACEPARENT));
            receiver.await("the entry is everywhere", () -> swarm.hold(1));
            receiver.await("the spans", () -> trace(receiver).size() >= 3);

            String scraped = Observed.get(
                    URI.create("http://127.0.0.1:" + port + "/metrics"), "application/openmetrics-text; version=1.0.0");
            String exemplar = scraped.lines()
                    .filter(line -> line.startsWith("murmur_gossip_propagation_delay_seconds_bucket"))
                    .filter(line -> line.contains(TRACE))
                    .findFirst()
                    .orElse("none in\n" + scraped);
            assertTrue(exemplar.contains("# {"), exemplar);
            Told process = only(trace(receiver), SpanKind.SPAN_KIND_CONSUMER);
            assertTrue(exemplar.contains("span_id=\"" + process.id() + "\""), exemplar);
            assertTrue(scraped.contains("jvm_memory_used_bytes"), "the JVM's");
            assertTrue(scraped.contains("target_info"), "who it is");
        }
    }

    @Test
    void theApiTheJvmAndTheSdkAreMeasuredToo() throws Exception {
        try (OtlpReceiver receiver = new OtlpReceiver();
                Observed swarm = new Observed()) {
            Sidecar agent = swarm.join(Observed.telling(receiver, 1));
            assertEquals(200, Observed.put(agent, "measured", TRACEPARENT));
            for (String metric : List.of(
                    "http.server.request.duration",
                    "jvm.thread.count",
                    "otel.sdk.span.started",
                    "otel.sdk.processor.span.processed",
                    "otel.sdk.exporter.span.exported",
                    "otel.sdk.log.created",
                    "murmur.trace.contexts")) {
                receiver.await(metric, () -> receiver.knows(metric));
            }
        }
    }

    @Test
    void aFileOfOpenTelemetrysConfigurationSaysWhereSignalsGo(@TempDir Path folder) throws Exception {
        try (OtlpReceiver receiver = new OtlpReceiver();
                Observed swarm = new Observed()) {
            Path file = folder.resolve("otel.yaml");
            Files.writeString(file, declaration(receiver.endpoint()));
            TelemetryKnobs declared = new TelemetryKnobs("", Span.parse("1s"), "", file.toString(), 1, 1, 1_000, 8);
            swarm.join(declared);
            swarm.join(declared);
            receiver.await("all know all", swarm::complete);
            Sidecar writer = swarm.agents().getFirst();
            assertEquals(200, Observed.put(writer, "declared", TRACEPARENT));
            receiver.await("the trace", () -> trace(receiver).size() >= 3);
            assertEquals(
                    Set.of("SPAN_KIND_SERVER", "SPAN_KIND_PRODUCER", "SPAN_KIND_CONSUMER"),
                    trace(receiver).stream()
                            .map(told -> told.span().getKind().name())
                            .collect(Collectors.toSet()));
            receiver.await(
                    "ids that are derived",
                    () -> receiver.spans().stream().anyMatch(server -> answers(server, receiver)));
            receiver.await("the SDK's own", () -> receiver.knows("otel.sdk.span.started"));
        }
    }

    /** Whether a span is of an exchange at the asked agent, and the asker's is known, too. */
    private static boolean answers(Told server, OtlpReceiver receiver) {
        return server.span().getName().equals("exchange")
                && receiver.spans().stream()
                        .anyMatch(client -> client.id().equals(server.parent())
                                && client.trace().equals(server.trace())
                                && !client.agent().equals(server.agent()));
    }

    private static String declaration(String endpoint) {
        return """
                file_format: "1.1"
                tracer_provider:
                  processors:
                    - batch:
                        schedule_delay: 100
                        exporter: {otlp_http: {endpoint: %1$s/v1/traces}}
                meter_provider:
                  readers:
                    - periodic:
                        interval: 100
                        exporter: {otlp_http: {endpoint: %1$s/v1/metrics}}
                logger_provider:
                  processors:
                    - batch:
                        schedule_delay: 100
                        exporter: {otlp_http: {endpoint: %1$s/v1/logs}}
                """.formatted(endpoint);
    }

    private static List<Told> trace(OtlpReceiver receiver) {
        return receiver.spans().stream()
                .filter(told -> told.trace().equals(TRACE))
                .toList();
    }

    private static Told only(List<Told> all, SpanKind kind) {
        List<Told> found =
                all.stream().filter(told -> told.span().getKind() == kind).toList();
        assertEquals(1, found.size(), kind.name());
        return found.getFirst();
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
