package io.murmur.schema.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.murmur.schema.Schema;
import io.murmur.schema.registry.Checked;
import io.murmur.schema.registry.Resolved;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Our live-check and Weaver's, of the same signals: every finding of one is a finding of the other, but for what Weaver
 * does not look at.
 */
@Execution(ExecutionMode.SAME_THREAD) // ports that are free are so for one at a time
class WeaverIT {
    /** What only we find, whatever it is about. */
    private static final Set<String> OURS = Set.of("missing_span", "attribute_not_declared");

    @Test
    void bothFindTheSameInWhatIsAsDeclared(@TempDir Path folder) throws Exception {
        Schema schema = Resolved.schema(Checked.read(Path.of("../registry")));

        assertSame(schema, Emission.of(schema), folder);
    }

    @Test
    void bothFindTheSameInWhatIsNot(@TempDir Path folder) throws Exception {
        Schema schema = Resolved.schema(Checked.read(Path.of("../registry")));

        assertSame(schema, Mistakes.emission(schema), folder);
    }

    /** A count, or those of what was seen at all. */
    private static JsonNode seen(JsonNode counts) {
        JsonNode seen = counts.deepCopy();
        if (seen instanceof ObjectNode byName) {
            byName.retain(byName.properties().stream()
                    .filter(each -> each.getValue().asInt() > 0)
                    .map(Map.Entry::getKey)
                    .toList());
        }
        return seen;
    }

    private static void assertSame(Schema schema, Emission emission, Path folder) throws Exception {
        JsonNode weavers;
        try (Weaver weaver = Weaver.listen(folder)) {
            assertEquals(Optional.empty(), emission.send(weaver.endpoint(), Protocol.GRPC));
            weavers = weaver.stop();
        }
        Session session = new Session(schema, true);
        try (OtlpServer server = new OtlpServer(0, 0, session::add)) {
            assertEquals(Optional.empty(), emission.send("http://127.0.0.1:" + server.grpcPort(), Protocol.GRPC));
        }
        StringWriter text = new StringWriter();
        session.report().writeJson(new PrintWriter(text, true));
        JsonNode ours = new ObjectMapper().readTree(text.toString());

        List<String> theirFindings = findings(weavers);
        assertFalse(theirFindings.isEmpty());
        assertEquals(String.join("\n", theirFindings), String.join("\n", findings(ours)));
        assertEquals(names(weavers.get("statistics")), names(ours.get("statistics")));
        for (String same : List.of(
                "total_entities",
                "total_entities_by_type",
                "seen_registry_attributes",
                "seen_non_registry_attributes",
                "seen_registry_metrics",
                "seen_non_registry_metrics",
                "seen_registry_events",
                "seen_non_registry_events")) {
            assertEquals(seen(weavers.at("/statistics/" + same)), seen(ours.at("/statistics/" + same)), same);
        }
        // Weaver counts attributes with a variable in their name, which nobody can tell as such
        assertEquals(
                weavers.at("/statistics/registry_coverage").asDouble(),
                ours.at("/statistics/registry_coverage").asDouble(),
                0.02);
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** Every finding that both look for, with what it is about, sorted. */
    private static List<String> findings(JsonNode report) {
        List<String> found = new ArrayList<>();
        for (JsonNode sample : report.get("samples")) {
            String kind = sample.fieldNames().next();
            walk(kind, sample.get(kind), found);
        }
        // of upstream's definitions, the conventions' artifacts for Java only tell which are stable
        return found.stream()
                .map(finding -> finding.replaceAll("\\b(alpha|beta|release_candidate)\\b", "development"))
                .sorted()
                .toList();
    }

    private static void walk(String path, JsonNode sample, List<String> found) {
        String label = sample.has("name") ? path + " '" + sample.get("name").asText() + "'" : path;
        for (JsonNode finding : sample.at("/live_check_result/all_advice")) {
            ObjectNode fields = finding.deepCopy();
            fields.remove("type");
            if (isCommon(path, fields)) {
                found.add(label + " "
                        + new TreeSet<>(fields.properties().stream()
                                .map(field -> field.getKey() + "=" + field.getValue())
                                .toList()));
            }
        }
        sample.properties().forEach(field -> {
            if (field.getValue().isArray()) {
                field.getValue().forEach(part -> {
                    if (part.isObject()) {
                        walk(path + "/" + field.getKey(), part, found);
                    }
                });
            }
        });
    }

    /** Weaver looks up neither spans nor their events, so it knows not what they must have. */
    private static boolean isCommon(String path, JsonNode finding) {
        String id = finding.get("id").asText();
        boolean ofSpan = path.equals("span") || path.equals("span/span_events");
        boolean ofNumbers = finding.get("message").asText().matches(".* of (integers|doubles)'.*");
        return !OURS.contains(id) && !ofSpan && !ofNumbers;
    }
}
