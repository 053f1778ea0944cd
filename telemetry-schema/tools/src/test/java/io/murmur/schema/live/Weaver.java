package io.murmur.schema.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** OpenTelemetry's own Weaver, running its live-check of our registry as a process. */
final class Weaver implements AutoCloseable {
    /** The folder {@code model} of the semantic conventions that the registry depends on. */
    private static final String CONVENTIONS = "SEMANTIC_CONVENTIONS";

    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final long SECONDS_MAX = 120;

    private final Process process;
    private final Path report;
    private final int grpcPort;
    private final int adminPort;
    private final HttpClient client = HttpClient.newHttpClient();

    private Weaver(Process process, Path report, int grpcPort, int adminPort) {
        this.process = process;
        this.report = report;
        this.grpcPort = grpcPort;
        this.adminPort = adminPort;
    }

    /**
     * Begins to listen.
     *
     * @param folder an empty one for its files
     */
    static Weaver listen(Path folder) throws Exception {
        boolean installed = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(entry -> Files.isExecutable(Path.of(entry, "weaver")));
        assumeTrue(installed, "there is no weaver on the PATH to compare with");
        String conventions = System.getenv(CONVENTIONS);
        assumeTrue(
                conventions != null,
                "weaver needs OpenTelemetry's semantic conventions, and " + CONVENTIONS + " names no folder of them");
        int grpcPort = freePort();
        int adminPort = freePort();
        Path report = folder.resolve("report");
        Process process = new ProcessBuilder(List.of(
                        "weaver",
                        "--config",
                        ROOT.resolve(".weaver.toml").toString(),
                        "registry",
                        "live-check",
                        "--v2",
                        "--registry",
                        registry(folder, conventions).toString(),
                        "--format",
                        "json",
                        "--output",
                        report.toString(),
                        "--otlp-grpc-address",
                        "127.0.0.1",
                        "--otlp-grpc-port",
                        String.valueOf(grpcPort),
                        "--admin-port",
                        String.valueOf(adminPort),
                        "--inactivity-timeout",
                        String.valueOf(SECONDS_MAX)))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log.txt").toFile())
                .start();
        Weaver weaver = new Weaver(process, report, grpcPort, adminPort);
        weaver.awaitReady(folder);
        return weaver;
    }

    /** Our registry, with its dependency where it needs no network. */
    private static Path registry(Path folder, String conventions) throws IOException {
        Path copy = Files.createDirectory(folder.resolve("registry"));
        try (Stream<Path> files = Files.list(ROOT.resolve("telemetry-schema/registry"))) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        Path manifest = copy.resolve("manifest.yaml");
        String local = Files.readString(manifest).replaceAll("registry_path: .*", "registry_path: " + conventions);
        Files.writeString(manifest, local);
        return copy;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitReady(Path folder) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_MAX);
        while (System.nanoTime() < deadline) {
            assertTrue(process.isAlive(), () -> "weaver ended: " + log(folder));
            try {
                if (send("GET", "/health").statusCode() == 200) {
                    return;
                }
            } catch (ConnectException notYet) {
                // it resolves the registry first; the wait is for the process, and ends with it
                process.waitFor(100, TimeUnit.MILLISECONDS);
            }
        }
        throw new AssertionError("weaver does not listen: " + log(folder));
    }

    private static String log(Path folder) {
        try {
            return Files.readString(folder.resolve("log.txt"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    String endpoint() {
        return "http://127.0.0.1:" + grpcPort;
    }

    /** Ends the listening, and reads the report. */
    JsonNode stop() throws Exception {
        assertEquals(200, send("POST", "/stop").statusCode());
        assertTrue(process.waitFor(SECONDS_MAX, TimeUnit.SECONDS));
        try (Stream<Path> files = Files.list(report)) {
            return new ObjectMapper().readTree(files.findFirst().orElseThrow().toFile());
        }
    }

    private HttpResponse<String> send(String method, String path) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + adminPort + path))
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        process.destroyForcibly();
        client.close();
    }
}
