package io.murmur.sidecar.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The real Prometheus with the configuration and the rules that users are given. */
final class Prometheus implements AutoCloseable {
    private static final Path CONFIGURATION = Path.of("../telemetry/collector/prometheus.yaml");
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Program program;
    private final String address;

    /** One series of an answer. */
    record Sample(JsonNode labels, double value) {
        String label(String name) {
            return labels.path(name).asText();
        }
    }

    private Prometheus(Program program, String address) {
        this.program = program;
        this.address = address;
    }

    /**
     * Runs until it is ready.
     *
     * @param target the port to scrape
     */
    static Prometheus start(Path folder, int target) throws Exception {
        Path file = folder.resolve("prometheus.yaml");
        YAML.writeValue(file.toFile(), configuration(target));
        String place = "127.0.0.1:" + Ports.free(1).getFirst();
        List<String> command = List.of(
                Program.onThePath("prometheus"),
                "--config.file=" + file,
                "--storage.tsdb.path=" + folder.resolve("series"),
                "--web.listen-address=" + place,
                "--enable-feature=exemplar-storage",
                "--log.level=warn");
        Program program = Program.start("prometheus", folder, command, Map.of());
        Prometheus prometheus = new Prometheus(program, "http://" + place);
        program.awaitAnswer(URI.create(prometheus.address + "/-/ready"));
        return prometheus;
    }

    /** The user's, of one target that is elsewhere, and faster. */
    private static JsonNode configuration(int target) throws Exception {
        ObjectNode user = (ObjectNode) YAML.readTree(CONFIGURATION.toFile());
        ObjectNode global = user.withObject("/global");
        global.put("scrape_interval", "500ms").put("evaluation_interval", "500ms");
        Path rules = Objects.requireNonNull(CONFIGURATION.toAbsolutePath().getParent())
                .resolve(user.at("/rule_files/0").asText())
                .normalize();
        user.withArray("/rule_files").removeAll().add(rules.toString());
        ArrayNode scraped = user.withArray("/scrape_configs");
        while (scraped.size() > 1) {
            scraped.remove(1); // the Collector's own
        }
        ArrayNode targets = (ArrayNode) scraped.at("/0/static_configs/0/targets");
        targets.removeAll().add("127.0.0.1:" + target);
        return user;
    }

    /** What a query gives now, NaN left out: that is no number. */
    List<Sample> query(String expression) throws Exception {
        JsonNode data = get("/api/v1/query?query=" + encoded(expression));
        List<Sample> samples = new ArrayList<>();
        for (JsonNode series : data.get("result")) {
            double value = series.at("/value/1").asDouble(Double.NaN);
            if (!Double.isNaN(value)) {
                samples.add(new Sample(series.get("metric"), value));
            }
        }
        return samples;
    }

    /** The data of an answer of its API. */
    JsonNode get(String path) throws Exception {
        JsonNode answer = JSON.readTree(Observed.get(URI.create(address + path), "application/json"));
        if (!answer.path("status").asText().equals("success")) {
            throw new AssertionError(path + ": " + answer);
        }
        return answer.get("data");
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** To wait with. */
    Program program() {
        return program;
    }

    @Override
    public void close() {
        program.close();
    }
}
