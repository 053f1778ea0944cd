package io.murmur.sim.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.murmur.sim.run.Costs;
import io.murmur.sim.run.Growth;
import io.murmur.sim.run.Result;
import io.murmur.sim.signal.Metric;
import io.murmur.sim.signal.Red;
import io.murmur.sim.signal.Tracing;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Results as JSON: one object for one run; for several an object with each of them and their distribution. */
public final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final String SEED = "seed";
    private static final String RUN_HASH = "runHash";
    private static final String RUNS = "runs";
    private static final String GIVEN = "given";

    private Json() {}

    /**
     * Writes results to a file.
     *
     * @param given the options of the runs, as they were given
     * @throws IOException if the file cannot be written
     */
    public static void write(List<Result> results, Map<String, String> given, Path file) throws IOException {
        ObjectNode node = results.size() == 1 ? object(results.getFirst()) : distribution(results);
        node.set(GIVEN, MAPPER.valueToTree(given));
        MAPPER.writeValue(file.toFile(), node);
    }

    /**
     * What is needed to have a run again.
     *
     * @param given the options of the run, as they were given
     * @param agents how many were asked for; null where nobody did
     */
    public record Origin(
            Map<String, String> given, @Nullable Integer agents, long seed, String runHash) {}

    /**
     * Reads how to have a run again from a file that {@link #write} wrote.
     *
     * @param seed which one of several; null for the first
     * @throws IOException if the file cannot be read
     * @throws IllegalArgumentException if it is no result, or has none with that seed
     */
    public static Origin origin(Path file, @Nullable Long seed) throws IOException {
        JsonNode node = MAPPER.readTree(file.toFile());
        JsonNode runs =
                node.has(RUNS) ? node.get(RUNS) : MAPPER.createArrayNode().add(node);
        for (JsonNode run : runs) {
            if (!run.has(SEED) || !run.has(RUN_HASH) || !node.has(GIVEN)) {
                throw new IllegalArgumentException("seed, runHash or given is missing");
            }
            if (seed == null || seed == run.get(SEED).asLong()) {
                Map<String, String> given = new LinkedHashMap<>();
                node.get(GIVEN)
                        .properties()
                        .forEach(option ->
                                given.put(option.getKey(), option.getValue().asText()));
                String agents = given.get("agents");
                return new Origin(
                        given,
                        agents == null ? null : Integer.valueOf(agents),
                        run.get(SEED).asLong(),
                        run.get(RUN_HASH).asText());
            }
        }
        throw new IllegalArgumentException("no run with seed " + seed);
    }

    private static ObjectNode distribution(List<Result> results) {
        Distribution rounds = Distribution.ofRounds(results);
        ObjectNode node = MAPPER.createObjectNode();
        node.put("roundsMean", rounds.mean());
        node.put("roundsP99", rounds.p99());
        node.put("roundsMax", rounds.max());
        ArrayNode runs = node.putArray(RUNS);
        results.forEach(result -> runs.add(object(result)));
        return node;
    }

    static ObjectNode object(Result result) {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("scenario", result.scenario());
        node.put("agents", result.agents());
        node.put("fanout", result.fanout());
        node.put("timing", result.timing().name().toLowerCase(Locale.ROOT));
        node.put("loss", result.loss());
        node.put(SEED, result.options().seed());
        node.put("threads", result.options().threads());
        ObjectNode rounds = node.putObject("rounds");
        rounds.put("p50", result.rounds().p50());
        rounds.put("p99", result.rounds().p99());
        rounds.put("p9999", result.rounds().p9999());
        rounds.put("p100", result.rounds().p100());
        ObjectNode updates = node.putObject("updates");
        updates.put("count", result.updates().count());
        updates.put("p50", result.updates().p50());
        updates.put("p99", result.updates().p99());
        updates.put("max", result.updates().max());
        node.put("elapsedRounds", result.elapsedRounds());
        node.put("datagramsPerAgent", result.datagramsPerAgent());
        node.put("payloadsPerAgent", result.payloadsPerAgent());
        node.put("bytesPerAgent", result.bytesPerAgent());
        node.put("heapBytesPerAgent", result.heapBytesPerAgent());
        node.put("mailBytesPerAgent", result.mailBytesPerAgent());
        node.put("events", result.events());
        node.put("cpuNanosPerEvent", result.cpuNanosPerEvent());
        node.put("wallSeconds", result.wallSeconds());
        node.put("swarmSeconds", result.swarmSeconds());
        node.put(RUN_HASH, hash(result.runHash()));
        Costs costs = result.costs();
        if (costs != null) {
            node.put("roundsUntilQuiet", costs.roundsUntilQuiet());
            node.put("datagramsPerAgentUntilQuiet", costs.datagramsPerAgentUntilQuiet());
            node.put("payloadsPerAgentUntilQuiet", costs.payloadsPerAgentUntilQuiet());
            node.put("datagramsPerAgentAndRoundMost", costs.datagramsMost());
            node.put("payloadsPerAgentAndRoundMost", costs.payloadsMost());
            node.put("datagramsThrottled", costs.throttled());
        }
        Growth growth = result.growth();
        if (growth != null) {
            landmark(node.putObject("groupsFormed"), growth.groups());
            landmark(node.putObject("treeFormed"), growth.tree());
        }
        node.set("tracing", object(result.tracing()));
        ArrayNode violations = node.putArray("violations");
        result.violations().forEach(violation -> violations.add(violation.toString()));
        return node;
    }

    private static void landmark(ObjectNode node, Growth.Landmark landmark) {
        node.put("roundsAfterLastJoin", landmark.rounds());
        node.put("datagramsPerAgent", landmark.datagramsPerAgent());
        node.put("cpuMicrosPerAgent", landmark.cpuMicrosPerAgent());
        node.put("wallSeconds", landmark.wallSeconds());
    }

    private static ObjectNode object(Tracing tracing) {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("mode", tracing.mode().name().toLowerCase(Locale.ROOT));
        node.put("operations", tracing.operations());
        node.put("operationsWithoutSpan", tracing.operationsWithoutSpan());
        node.put("spansCreated", tracing.spansCreated());
        node.put("spansEnded", tracing.spansEnded());
        node.put("spansExported", tracing.spansExported());
        node.put("spansDropped", tracing.spansDropped());
        node.put("spansAggregated", tracing.spansAggregated());
        ArrayNode spans = node.putArray("spans");
        for (Red red : tracing.red()) {
            ObjectNode span = spans.addObject();
            span.put("name", red.name());
            span.put("kind", red.kind().name().toLowerCase(Locale.ROOT));
            span.put("count", red.count());
            span.put("errors", red.errors());
            span.put("p50Nanos", red.p50Nanos());
            span.put("p99Nanos", red.p99Nanos());
            span.put("maxNanos", red.maxNanos());
        }
        ArrayNode metrics = node.putArray("metrics");
        tracing.metrics().forEach(metric -> put(metric, metrics.addObject()));
        return node;
    }

    private static void put(Metric metric, ObjectNode node) {
        node.put("name", metric.name());
        node.put("unit", metric.unit());
        node.set("attributes", MAPPER.valueToTree(metric.attributes()));
        switch (metric) {
            case Metric.Count count -> node.put("value", count.value());
            case Metric.Distribution values -> {
                node.put("count", values.count());
                node.put("sum", values.sum());
                node.put("max", values.greatest());
            }
        }
    }

    /** A run hash as sixteen hexadecimal digits. */
    static String hash(long runHash) {
        return HexFormat.of().toHexDigits(runHash);
    }
}
