package io.murmur.schema.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.murmur.schema.check.Examples;
import io.murmur.schema.registry.Checked;
import io.murmur.schema.registry.Resolved;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporter;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code murmur schema live-check} as a process of its own, fed by another one or by an SDK here. */
class LiveCheckIT {
    private static final Pattern READY = Pattern.compile(
            "listening on 127\\.0\\.0\\.1: OTLP over gRPC at (\\d+), over HTTP at (\\d+), admin at (\\d+)");

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void kill() {
        started.forEach(Process::destroyForcibly);
    }

    /** A running live-check, and where it listens. */
    private record Listening(Process process, int grpc, int http, int admin) {
        int stop() throws Exception {
            try (HttpClient client = HttpClient.newHttpClient()) {
                HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + admin + "/stop"))
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build();
                assertEquals(
                        200,
                        client.send(request, HttpResponse.BodyHandlers.discarding())
                                .statusCode());
            }
            return process.waitFor();
        }

        String told() throws IOException {
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private Process run(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Schema.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).start();
        started.add(process);
        return process;
    }

    private Listening listen(String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of(
                "live-check",
                "--registry",
                "../registry",
                "--grpc-port",
                "0",
                "--http-port",
                "0",
                "--admin-port",
                "0"));
        all.addAll(List.of(arguments));
        Process process = run(all.toArray(String[]::new));
        BufferedReader err = process.errorReader(StandardCharsets.UTF_8);
        StringBuilder said = new StringBuilder();
        for (@Nullable String line = err.readLine(); line != null; line = err.readLine()) {
            Matcher ready = READY.matcher(line);
            if (ready.matches()) {
                return new Listening(process, port(ready, 1), port(ready, 2), port(ready, 3));
            }
            said.append(line).append('\n');
        }
        throw new AssertionError("never listened: " + said);
    }

    private static int port(Matcher ready, int group) {
        return Integer.parseInt(ready.group(group));
    }

    @Test
    void whatIsEmittedIsAllThatIsDeclared() throws Exception {
        Listening live = listen();
        Process emit = run("emit", "--registry", "../registry", "--endpoint", "http://127.0.0.1:" + live.grpc());

        assertEquals(0, emit.waitFor());
        assertEquals(0, live.stop());
        String told = live.told();
        assertTrue(told.matches("[0-9,]+ samples: 0 violations, .*; 100\\.0 % of the registry seen\n"), told);
    }

    @Test
    void aViolationIsToldAndFails() throws Exception {
        Listening live = listen("--json");
        violate(live.http());

        assertEquals(1, live.stop());
        JsonNode report = new ObjectMapper().readTree(live.told());
        assertEquals(
                1, report.at("/statistics/advice_type_counts/missing_metric").asInt());
        assertEquals(
                1,
                report.at("/statistics/seen_non_registry_metrics/murmur.cups").asInt());
        JsonNode metric = report.at("/samples").findParents("metric").getFirst().get("metric");
        assertEquals("murmur.cups", metric.get("name").asText());
        assertEquals("counter", metric.get("instrument").asText());
        assertEquals(1, metric.at("/data_points/0/value").asInt());
        assertEquals(
                "violation",
                metric.at("/live_check_result/highest_advice_level").asText());
        assertEquals(
                "missing_metric",
                metric.at("/live_check_result/all_advice/0/id").asText());
        assertEquals(
                "metric",
                metric.at("/live_check_result/all_advice/0/signal_type").asText());
        assertTrue(report.at("/coverage/missing").size() > 100);
    }

    @Test
    void whoeverEndsTheProcessGetsTheReportAndTheCode() throws Exception {
        Listening live = listen();
        violate(live.http());
        // as Ctrl-C does, by a signal; Process.destroy() would close what is yet to be read
        live.process().toHandle().destroy();

        assertEquals(1, live.process().waitFor());
        String told = live.told();
        assertTrue(
                told.startsWith(
                        "violation missing_metric, metric 'murmur.cups': Metric does not exist in the registry.\n"),
                told);
    }

    @Test
    void itEndsWhenNothingArrivesAnyMore() throws Exception {
        Listening live = listen("--inactivity-timeout", "1");

        assertTrue(live.process().waitFor(1, TimeUnit.MINUTES));
        assertEquals(0, live.process().exitValue());
        assertTrue(live.told().contains("\n0 samples: 0 violations"));
    }

    @Test
    void itEndsAfterTheTimeItWasGiven() throws Exception {
        Listening live = listen("--seconds", "1");

        assertTrue(live.process().waitFor(1, TimeUnit.MINUTES));
        assertEquals(0, live.process().exitValue());
    }

    @Test
    void aPortThatIsTakenIsSaidSo() throws Exception {
        Listening live = listen();
        Process second = run(
                "live-check",
                "--registry",
                "../registry",
                "--grpc-port",
                "0",
                "--admin-port",
                "0",
                "--http-port",
                String.valueOf(live.http()));

        assertEquals(2, second.waitFor());
        String said = new String(second.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(said.startsWith("murmur schema: "), said);
        assertTrue(said.contains("Address already in use"), said);
    }

    private static void violate(int httpPort) throws IOException {
        Resource resource = Resource.create(Examples.resource(Resolved.schema(Checked.read(Path.of("../registry")))));
        InMemoryMetricReader reader = InMemoryMetricReader.create();
        try (SdkMeterProvider provider = SdkMeterProvider.builder()
                        .setResource(resource)
                        .registerMetricReader(reader)
                        .build();
                MetricExporter exporter = OtlpHttpMetricExporter.builder()
                        .setEndpoint("http://127.0.0.1:" + httpPort + "/v1/metrics")
                        .setTimeout(Duration.ofMinutes(1))
                        .build()) {
            provider.get("test").counterBuilder("murmur.cups").build().add(1);
            assertTrue(exporter.export(reader.collectAllMetrics())
                    .join(1, TimeUnit.MINUTES)
                    .isSuccess());
        }
    }
}
