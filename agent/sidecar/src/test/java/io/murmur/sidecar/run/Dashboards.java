package io.murmur.sidecar.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the dashboards ask of Prometheus. */
final class Dashboards {
    private static final Path FOLDER = Path.of("../../telemetry-schema/dashboards");
    private static final Pattern METRIC = Pattern.compile("[a-z][a-z0-9_]+(?=\\{)");
    private static final Pattern VARIABLE = Pattern.compile("label_values\\((.*), *(\\w+)\\)");

    /** One query of a panel, with Grafana's variables as they are at first. */
    record Query(String panel, String expression) {
        /** The metrics that it is about. */
        Set<String> metrics() {
            return new TreeSet<>(
                    METRIC.matcher(expression).results().map(MatchResult::group).toList());
        }
    }

    private Dashboards() {}

    static List<Query> queries() throws IOException {
        List<Query> queries = new ArrayList<>();
        for (JsonNode dashboard : all()) {
            for (JsonNode panel : dashboard.get("panels")) {
                for (JsonNode target : panel.path("targets")) {
                    String title = dashboard.get("title").asText() + " / "
                            + panel.get("title").asText() + " / "
                            + target.get("legendFormat").asText();
                    queries.add(new Query(title, plain(target.get("expr").asText())));
                }
            }
        }
        return queries;
    }

    /** The paths of Prometheus's API that give the choices of the dashboards' variables. */
    static Set<String> choices() throws IOException {
        Set<String> paths = new TreeSet<>();
        for (JsonNode dashboard : all()) {
            for (JsonNode variable : dashboard.at("/templating/list")) {
                var asks = VARIABLE.matcher(variable.at("/query/query").asText());
                if (asks.matches()) {
                    paths.add("/api/v1/label/" + asks.group(2) + "/values?match%5B%5D="
                            + Prometheus.encoded(plain(asks.group(1))));
                }
            }
        }
        return paths;
    }

    private static String plain(String expression) {
        return expression.replace("$job", ".*").replace("$instance", ".*").replace("$__rate_interval", "1m");
    }

    private static List<JsonNode> all() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            List<JsonNode> dashboards = new ArrayList<>();
            for (Path file : files.sorted().toList()) {
                dashboards.add(new ObjectMapper().readTree(file.toFile()));
            }
            return dashboards;
        }
    }
}
