package io.murmur.schema.coverage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import io.murmur.schema.MurmurSchema;
import io.murmur.schema.check.Coverage;
import io.murmur.schema.check.CoverageLog;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Joins what the tests of every module that emits signals exercised in this build. */
class RegistryCoverageIT {
    private static final Path ROOT = Path.of("..", "..");
    private static final List<String> MODULES = List.of("agent/telemetry", "sim");

    @Test
    void theTestsOfAllModulesExerciseTheWholeRegistry() throws IOException {
        Instant began = Instant.parse(System.getProperty("murmur.build-began", Instant.EPOCH.toString()));
        Coverage coverage = new Coverage(MurmurSchema.SCHEMA);
        List<String> silent = new ArrayList<>();
        for (String module : MODULES) {
            Path folder = ROOT.resolve(module).resolve("target").resolve("live-check");
            Optional<List<String>> exercised = new CoverageLog(folder).read(began);
            exercised.ifPresentOrElse(coverage::join, () -> silent.add(module));
        }
        if (!silent.isEmpty()) {
            partly(silent, coverage);
        }
        assertEquals(List.of(), coverage.missing(), "declared, and emitted by no test");
    }

    /** Where only some modules are built, or only some tests run, there is nothing to judge. */
    private static void partly(List<String> silent, Coverage coverage) {
        String message = String.format(
                Locale.ROOT,
                "the coverage of the registry is not judged: no test of %s emitted anything in this build;"
                        + " those that ran exercised %.1f %%",
                silent,
                100 * coverage.share());
        if (Boolean.getBoolean("murmur.coverage-required")) {
            fail(message);
        }
        System.out.println(message);
        abort(message);
    }
}
