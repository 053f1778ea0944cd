package io.murmur.sim.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.murmur.sim.run.Costs;
import io.murmur.sim.run.Growth;
import io.murmur.sim.run.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** Results as JSON: one object for one run; for several an object with each of them and their distribution. */
public final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private Json() {}

    /**
     * Writes results to a file.
     *
     * @throws IOException if the file cannot be written
     */
    public static void write(List<Result> results, Path file) throws IOException {
        MAPPER.writeValue(file.toFile(), results.size() == 1 ? object(results.getFirst()) : distribution(results));
    }

    private static ObjectNode distribution(List<Result> results) {
        Distribution rounds = Distribution.ofRounds(results);
        ObjectNode node = MAPPER.createObjectNode();
        node.put("roundsMean", rounds.mean());
        node.put("roundsP99", rounds.p99());
        node.put("roundsMax", rounds.max());
        ArrayNode runs = node.putArray("runs");
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
        node.put("seed", result.options().seed());
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
        node.put("runHash", hash(result.runHash()));
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

    /** A run hash as sixteen hexadecimal digits. */
    static String hash(long runHash) {
        return HexFormat.of().toHexDigits(runHash);
    }
}
