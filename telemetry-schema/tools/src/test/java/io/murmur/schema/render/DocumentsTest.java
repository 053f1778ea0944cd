package io.murmur.schema.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.murmur.schema.registry.Checked;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The documents that are made from the registry and checked in. */
class DocumentsTest {
    private static final Path ROOT = Path.of("../..");
    private static final Path RULES = ROOT.resolve("telemetry-schema/rules");

    private static List<Rendered> documents() throws IOException {
        return new Renderer(Target.read(ROOT.resolve("telemetry-schema/templates/registry/docs")))
                .render(ResolvedDocument.of(Checked.read(ROOT.resolve("telemetry-schema/registry"))));
    }

    private static List<JsonNode> dashboards() throws IOException {
        List<JsonNode> dashboards = new ArrayList<>();
        try (Stream<Path> files = Files.list(ROOT.resolve("telemetry-schema/dashboards"))) {
            for (Path file : files.sorted().toList()) {
                dashboards.add(new ObjectMapper().readTree(file.toFile()));
            }
        }
        return dashboards;
    }

    private static JsonNode yaml(String file) throws IOException {
        return new ObjectMapper(new YAMLFactory()).readTree(RULES.resolve(file).toFile());
    }

    @Test
    void areUpToDate() throws IOException {
        List<String> outdated = new ArrayList<>();
        for (Rendered document : documents()) {
            if (!document.isCurrent(ROOT)) {
                outdated.add(document.name());
            }
        }
        assertEquals(List.of(), outdated, "out of date: run `murmur schema docs`");
    }

    @Test
    void noDashboardIsLeftOfAnEarlierRegistry() throws IOException {
        long generated = documents().stream()
                .filter(document -> document.name().endsWith(".json"))
                .count();

        assertEquals(generated, dashboards().size());
    }

    @Test
    void panelsHaveQueriesAndDoNotOverlap() throws IOException {
        for (JsonNode dashboard : dashboards()) {
            Set<String> cells = new HashSet<>();
            Set<Integer> ids = new HashSet<>();
            for (JsonNode panel : dashboard.get("panels")) {
                String title = dashboard.get("title").asText() + ": "
                        + panel.get("title").asText();
                JsonNode at = panel.get("gridPos");
                assertTrue(ids.add(panel.get("id").asInt()), title);
                assertTrue(
                        panel.get("type").asText().equals("row")
                                || panel.get("targets").size() > 0,
                        title);
                for (int x = at.get("x").asInt();
                        x < at.get("x").asInt() + at.get("w").asInt();
                        x++) {
                    for (int y = at.get("y").asInt();
                            y < at.get("y").asInt() + at.get("h").asInt();
                            y++) {
                        assertTrue(x < 24 && cells.add(x + "," + y), title);
                    }
                }
            }
        }
    }

    @Test
    void dashboardsAreToldApart() throws IOException {
        List<String> ids = dashboards().stream()
                .map(dashboard -> dashboard.get("uid").asText())
                .toList();

        assertEquals(ids.size(), new HashSet<>(ids).size());
    }

    @Test
    void everyAlertHasATest() throws IOException {
        Set<String> alerts = new TreeSet<>(yaml("murmur.rules.yaml").findValuesAsText("alert"));
        Set<String> tested = new TreeSet<>();
        for (JsonNode test : yaml("murmur.test.yaml").get("tests")) {
            for (JsonNode expected : test.get("alert_rule_test")) {
                if (expected.get("exp_alerts").size() > 0) {
                    tested.add(expected.get("alertname").asText());
                }
            }
        }
        assertEquals(alerts, tested);
    }

    @Test
    void prometheusAcceptsTheRulesAndTheirTestsPass() throws Exception {
        Program promtool = Program.onThePath("promtool");

        Program.Result check = promtool.run(RULES, "check", "rules", "murmur.rules.yaml");
        Program.Result test = promtool.run(RULES, "test", "rules", "murmur.test.yaml");

        assertEquals(0, check.code(), check::output);
        assertEquals(0, test.code(), test::output);
    }
}
