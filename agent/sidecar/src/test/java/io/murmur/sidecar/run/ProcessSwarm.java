package io.murmur.sidecar.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.murmur.sidecar.config.ConfigReader;
import io.murmur.sidecar.security.Keyring;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A swarm with a leader, each agent a process as the launcher starts it; the first is the seed of the others. */
final class ProcessSwarm implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Path TARGET = Path.of("target").toAbsolutePath();

    private final Path folder;
    private final String endpoint;
    private final String key = Keyring.generate(new SecureRandom());
    private final List<Integer> ports;
    private final List<Member> members = new ArrayList<>();

    /** One of them. */
    record Member(String name, String id, String api, Program program) {
        int put(String key, String value, String... headers) throws IOException, InterruptedException {
            HttpRequest.Builder request = entry(key).PUT(BodyPublishers.ofString(value));
            return send(headers.length == 0 ? request : request.headers(headers))
                    .statusCode();
        }

        int delete(String key) throws IOException, InterruptedException {
            return send(entry(key).DELETE()).statusCode();
        }

        int get(String path) throws IOException, InterruptedException {
            return send(HttpRequest.newBuilder(URI.create(api + path))).statusCode();
        }

        private HttpRequest.Builder entry(String key) {
            return HttpRequest.newBuilder(URI.create(api + "/v1/entries/" + key));
        }

        private static HttpResponse<Void> send(HttpRequest.Builder request) throws IOException, InterruptedException {
            return HTTP.send(request.build(), BodyHandlers.discarding());
        }

        /** What it says of itself. */
        JsonNode health() throws IOException, InterruptedException {
            return new ObjectMapper().readTree(Observed.get(URI.create(api + "/v1/health"), "application/json"));
        }
    }

    /** Starts all, and waits until all know all. */
    static ProcessSwarm start(Path folder, String endpoint, List<String> names) throws Exception {
        ProcessSwarm swarm = new ProcessSwarm(folder, endpoint, names.size());
        try {
            for (String name : names) {
                swarm.join(name);
            }
            for (Member member : swarm.members) {
                member.program.await(
                        "all know all", () -> member.health().path("members").asInt() == names.size());
            }
            return swarm;
        } catch (Exception | AssertionError e) {
            swarm.close();
            throw e;
        }
    }

    private ProcessSwarm(Path folder, String endpoint, int size) {
        this.folder = folder;
        this.endpoint = endpoint;
        this.ports = Ports.free(2 * size);
    }

    private void join(String name) throws Exception {
        int number = members.size();
        String api = "127.0.0.1:" + ports.get(2 * number + 1);
        Map<String, String> environment = new HashMap<>();
        set(environment, "agent.name", name);
        set(environment, "agent.bind", "127.0.0.1:" + ports.get(2 * number));
        if (number > 0) {
            set(environment, "agent.join", "127.0.0.1:" + ports.getFirst());
        }
        set(environment, "api.bind", api);
        set(environment, "swarm.topology", "hierarchical");
        set(environment, "security.keys", key);
        set(environment, "telemetry.endpoint", endpoint);
        set(environment, "telemetry.interval", "1s");
        set(environment, "telemetry.spanShare", "1");
        Program program = Program.start(name, folder, command(), environment);
        URI version = URI.create("http://" + api + "/v1/version");
        program.awaitAnswer(version);
        String id = new ObjectMapper()
                .readTree(Observed.get(version, "application/json"))
                .get("agent")
                .asText();
        members.add(new Member(name, id, "http://" + api, program));
    }

    private static void set(Map<String, String> environment, String knob, String value) {
        environment.put(ConfigReader.variable(knob), value);
    }

    private static List<String> command() throws IOException {
        try (Stream<Path> files = Files.list(TARGET)) {
            Path jar = files.filter(file -> file.getFileName().toString().matches("murmur-sidecar-.*(?<!tests)\\.jar"))
                    .findFirst()
                    .orElseThrow();
            return List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:+UseCompactObjectHeaders",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-Xmx64m",
                    "-cp",
                    jar + File.pathSeparator + TARGET.resolve("lib") + File.separator + "*",
                    "io.murmur.sidecar.Main",
                    "agent");
        }
    }

    List<Member> members() {
        return members;
    }

    /** Those that were not killed. */
    List<Member> running() {
        return members.stream().filter(member -> member.program.running()).toList();
    }

    /** Has all leave that run. */
    void leave() throws InterruptedException {
        for (Member member : running()) {
            member.program.end();
        }
    }

    @Override
    public void close() {
        members.forEach(member -> member.program.close());
    }
}
