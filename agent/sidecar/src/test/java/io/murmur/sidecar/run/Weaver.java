package io.murmur.sidecar.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** OpenTelemetry's own Weaver behind the Collector: compares what comes with the registry. */
final class Weaver implements AutoCloseable {
    /** Names the folder {@code model} of the semantic conventions that the registry depends on. */
    private static final String CONVENTIONS = "SEMANTIC_CONVENTIONS";

    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final Pattern AGENT =
            Pattern.compile("\"name\":\"murmur\\.agent\\.id\",\"value\":\"([0-9a-f]{16})\"");

    private final Program program;
    private final Path findings;
    private final List<Integer> ports;

    private Weaver(Program program, Path findings, List<Integer> ports) {
        this.program = program;
        this.findings = findings;
        this.ports = ports;
    }

    /** Whether it and what it needs are here. */
    static boolean installed() {
        return Program.installed("weaver") && System.getenv(CONVENTIONS) != null;
    }

    /** Why it is not, where it is not. */
    static String missing() {
        return "skipped: there is no 'weaver' on the PATH, or " + CONVENTIONS + " names no folder 'model' of semantic"
                + " conventions";
    }

    /** Listens. */
    static Weaver start(Path folder) throws Exception {
        List<Integer> ports = Ports.free(2);
        Path output = folder.resolve("findings");
        List<String> command = List.of(
                Program.onThePath("weaver"),
                "--config=" + ROOT.resolve(".weaver.toml"),
                "registry",
                "live-check",
                "--v2",
                "--registry=" + registry(folder),
                "--format=jsonl",
                "--output=" + output,
                "--otlp-grpc-address=127.0.0.1",
                "--otlp-grpc-port=" + ports.get(0),
                "--admin-port=" + ports.get(1),
                "--inactivity-timeout=600");
        Weaver weaver = new Weaver(Program.start("weaver", folder, command, Map.of()), output, ports);
        weaver.program.awaitAnswer(weaver.admin("/health"));
        return weaver;
    }

    /** Ours, with its dependency where it needs no network. */
    private static Path registry(Path folder) throws IOException {
        Path copy = Files.createDirectory(folder.resolve("registry"));
        try (Stream<Path> files = Files.list(ROOT.resolve("telemetry-schema/registry"))) {
            for (Path file : files.toList()) {
                String text = Files.readString(file);
                String local = text.replaceAll("registry_path: .*", "registry_path: " + System.getenv(CONVENTIONS));
                Files.writeString(copy.resolve(file.getFileName()), local);
            }
        }
        return copy;
    }

    private URI admin(String path) {
        return URI.create("http://127.0.0.1:" + ports.get(1) + path);
    }

    /** A configuration of the Collector by which everything goes on to it, too. */
    String onwards(String traces) {
        return """
                exporters: {otlp_grpc/weaver: {endpoint: "127.0.0.1:%d", tls: {insecure: true}, compression: none}}
                service:
                  pipelines:
                    traces: {exporters: [span_metrics, %s, otlp_grpc/weaver]}
                    metrics: {exporters: [prometheus, otlp_grpc/weaver]}
                    logs: {exporters: [debug, otlp_grpc/weaver]}
                """.formatted(ports.get(0), traces);
    }

    /** Ends the listening; it ends well only where it found no violation. */
    void stop() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(admin("/stop"))
                .POST(BodyPublishers.noBody())
                .build();
        HttpClient.newHttpClient().send(request, BodyHandlers.discarding());
        int ended = program.awaitEnd();
        try (Stream<String> samples = Files.lines(report())) {
            String violation = "\"level\":\"violation\"";
            assertEquals(
                    List.of(),
                    samples.filter(sample -> sample.contains(violation))
                            .limit(10)
                            .toList());
        }
        assertEquals(0, ended, program.log());
    }

    /** The agents whose signals came. */
    Set<String> agents() throws IOException {
        Set<String> ids = new TreeSet<>();
        try (Stream<String> samples = Files.lines(report())) {
            samples.forEach(sample -> {
                Matcher told = AGENT.matcher(sample);
                while (told.find()) {
                    ids.add(told.group(1));
                }
            });
        }
        return ids;
    }

    /** What was found, a sample a line, too much to hold. */
    private Path report() throws IOException {
        try (Stream<Path> files = Files.list(findings)) {
            return files.findFirst().orElseThrow();
        }
    }

    @Override
    public void close() {
        program.close();
    }
}
