package io.murmur.schema.live;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.murmur.schema.check.Coverage;
import io.murmur.schema.check.Finding;
import io.murmur.schema.check.Level;
import io.murmur.schema.check.Statistics;
import io.murmur.schema.check.Verdict;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a live-check found.
 *
 * @param verdicts of every sample, as far as they were kept
 * @param leftOut the number of samples that only count
 * @param violations how often each was found
 */
public record Report(
        Statistics statistics, Coverage coverage, List<Verdict> verdicts, long leftOut, Map<Finding, Long> violations) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** For people: each violation, what was never seen, and a line of sums. */
    public void print(PrintWriter out) {
        violations.forEach((finding, count) -> out.println(finding + (count > 1 ? " (" + count + " times)" : "")));
        if (!violations.isEmpty()) {
            out.println();
        }
        List<String> missing = coverage.missing();
        if (!missing.isEmpty()) {
            out.println("never seen:");
            missing.forEach(item -> out.println("  " + item));
            out.println();
        }
        out.printf(
                Locale.ROOT,
                "%,d samples: %,d violations, %,d improvements, %,d informations; %.1f %% of the registry seen%n",
                statistics.total(),
                statistics.findings(Level.VIOLATION),
                statistics.findings(Level.IMPROVEMENT),
                statistics.findings(Level.INFORMATION),
                100 * coverage.share());
    }

    /** The report of Weaver's live-check, and beside it what that one does not know. */
    public void writeJson(PrintWriter out) throws IOException {
        // the writer stays open: it is not ours
        JsonGenerator json = JSON.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        json.useDefaultPrettyPrinter();
        json.writeStartObject();
        json.writeArrayFieldStart("samples");
        for (Verdict verdict : verdicts) {
            json.writePOJO(SampleJson.of(verdict));
        }
        json.writeEndArray();
        json.writePOJOField("statistics", statistics.named());
        json.writeNumberField("samples_left_out", leftOut);
        json.writePOJOField("coverage", Map.of("share", coverage.share(), "missing", coverage.missing()));
        json.writeEndObject();
        json.close();
        out.println();
    }
}
