package io.murmur.sidecar.run;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The real OpenTelemetry Collector with the configuration that users are given, at ports of its own. */
final class Collector implements AutoCloseable {
    /** What is built of builder.yaml, beside this configuration. */
    private static final Path CONFIGURATION =
            Path.of("../telemetry/collector/collector.yaml").toAbsolutePath();

    private final Path folder;
    private final String binary = Program.onThePath("otelcol");
    private final List<Integer> ports = Ports.free(4);
    private final List<Program> runs = new ArrayList<>();

    /** @param folder for its files */
    Collector(Path folder) {
        this.folder = folder;
    }

    /** Where agents send to, whether it runs or not. */
    String endpoint() {
        return "http://127.0.0.1:" + ports.get(0);
    }

    /** Where Prometheus scrapes it. */
    int metricsPort() {
        return ports.get(1);
    }

    /**
     * Runs until it is ready.
     *
     * @param more configurations that are merged into the first, in order
     */
    Program start(String... more) throws Exception {
        List<String> command = new ArrayList<>(List.of(binary, "--config=file:" + CONFIGURATION));
        List<String> all = new ArrayList<>(List.of(places()));
        all.addAll(List.of(more));
        for (String configuration : all) {
            Path file = Files.createTempFile(folder, "collector", ".yaml");
            Files.writeString(file, configuration);
            command.add("--config=file:" + file);
        }
        Program run = Program.start("otelcol", folder, command, Map.of());
        runs.add(run);
        run.awaitAnswer(URI.create("http://127.0.0.1:" + ports.get(2)));
        return run;
    }

    /** The user's configuration elsewhere and faster, so that a test need not wait. */
    private String places() {
        return """
                extensions: {health_check: {endpoint: "127.0.0.1:%3$d"}}
                receivers: {otlp: {protocols: {http: {endpoint: "127.0.0.1:%1$d"}, grpc: {endpoint: "127.0.0.1:%4$d"}}}}
                processors: {batch: {timeout: 100ms}}
                connectors: {span_metrics: {metrics_flush_interval: 500ms}}
                exporters: {prometheus: {endpoint: "127.0.0.1:%2$d", metric_expiration: 10m}}
                service: {telemetry: {metrics: {level: none, readers: []}}}
                """.formatted(ports.toArray());
    }

    /** A configuration in which traces go on to an OTLP receiver, as they would to whatever keeps them. */
    static String onwards(String endpoint) {
        return """
                exporters: {otlp_http/onwards: {endpoint: "%s", compression: none}}
                service: {pipelines: {traces: {exporters: [span_metrics, otlp_http/onwards]}}}
                """.formatted(endpoint);
    }

    /** What Prometheus reads. */
    URI shown() {
        return URI.create("http://127.0.0.1:" + metricsPort() + "/metrics");
    }

    @Override
    public void close() {
        runs.forEach(Program::close);
    }
}
