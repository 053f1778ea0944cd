package io.murmur.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.api.OpenTelemetry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The pipeline to a real HTTP server that takes whatever comes. */
class PipelineIT {
    private static final AgentResource AGENT = new AgentResource(7, "cup", "kitchen", "1");

    private final Map<String, String> bodies = new ConcurrentHashMap<>();
    private final HttpServer server = open();

    private static HttpServer open() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @BeforeEach
    void listen() {
        server.createContext("/", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String path = exchange.getRequestURI().getPath();
            bodies.merge(path, new String(body, StandardCharsets.ISO_8859_1), String::concat);
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void spansMetricsAndEventsReachTheEndpointUnderTheAgentsName() {
        try (Pipeline pipeline = Pipeline.otlp(settings(server.getAddress().getPort()), AGENT);
                Telemetry telemetry = Telemetry.of(pipeline.openTelemetry(), SpanPolicy.all(), 1)) {
            EventSamples.all().forEach(event -> telemetry.record(7, 1_000, event));
            pipeline.flush();
        }

        assertEquals(Set.of("/v1/traces", "/v1/metrics", "/v1/logs"), bodies.keySet());
        assertTrue(body("/v1/traces").contains("gossip round"));
        assertTrue(body("/v1/metrics").contains("murmur.gossip.rounds"));
        assertTrue(body("/v1/logs").contains("murmur.member.state_change"));
        bodies.values().forEach(body -> assertTrue(body.contains("0000000000000007")));
    }

    @Test
    void anEndpointThatIsNotThereCostsNothingButTime() {
        server.stop(0);
        try (Pipeline pipeline = Pipeline.otlp(settings(server.getAddress().getPort()), AGENT);
                Telemetry telemetry = Telemetry.of(pipeline.openTelemetry(), SpanPolicy.all(), 1)) {
            EventSamples.all().forEach(event -> telemetry.record(7, 1_000, event));

            assertEquals(EventSamples.all().size(), telemetry.tally().operations());
        }
    }

    @Test
    void withoutAnEndpointThereIsNoSdkAtAll() {
        try (Pipeline pipeline = Pipeline.none();
                Telemetry telemetry = Telemetry.of(pipeline.openTelemetry(), SpanPolicy.all(), 1)) {
            assertSame(OpenTelemetry.noop(), pipeline.openTelemetry());
            EventSamples.all().forEach(event -> telemetry.record(7, 1_000, event));

            assertEquals(EventSamples.all().size(), telemetry.tally().operations());
        }
    }

    private String body(String path) {
        return bodies.getOrDefault(path, "");
    }

    private static ExportSettings settings(int port) {
        return new ExportSettings("http://127.0.0.1:" + port, Map.of(), Duration.ofMinutes(1));
    }
}
