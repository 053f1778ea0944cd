package io.murmur.schema.check;

import static io.murmur.schema.check.Kitchen.log;
import static io.murmur.schema.check.Kitchen.metric;
import static io.murmur.schema.check.Kitchen.span;
import static io.murmur.schema.check.Kitchen.told;
import static io.murmur.schema.check.Kitchen.washes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What verdicts add up to. */
class SummingUpTest {
    private static final Sample.Attribute RED = told("kitchen.cup.colour", "red");
    private static final Sample.Attribute BLUE = told("kitchen.cup.colour", "blue");

    private final Checker checker = new Checker(Kitchen.SCHEMA);
    private final Statistics statistics = new Statistics(Kitchen.SCHEMA);
    private final Coverage coverage = new Coverage(Kitchen.SCHEMA);

    private void take(Sample sample) {
        statistics.add(checker.check(sample, Kitchen.resource()));
        coverage.saw(sample);
    }

    private Map<?, ?> counts(String name) {
        return (Map<?, ?>) Objects.requireNonNull(statistics.named().get(name));
    }

    @Test
    void everySampleAndPartAndFindingIsCounted() {
        take(washes(RED));
        take(metric("cups", "counter", "1", 1L, told("kitchen.cup.weight", 2L)));

        Map<String, Object> named = statistics.named();
        assertEquals(6L, named.get("total_entities"));
        assertEquals(Map.of("metric", 2L, "data_point", 2L, "attribute", 2L), named.get("total_entities_by_type"));
        assertEquals(2, statistics.findings(Level.VIOLATION), "a missing metric, a missing attribute");
        assertEquals(1L, counts("advice_type_counts").get("missing_metric"));
        assertEquals(Map.of("kitchen.cup.washes", 1L), named.get("seen_registry_metrics"));
        assertEquals(Map.of("cups", 1L), named.get("seen_non_registry_metrics"));
        assertEquals(Map.of("kitchen.cup.weight", 1L), named.get("seen_non_registry_attributes"));
    }

    @Test
    void whoeverMakesUpNamesFillsNoMemory() {
        IntStream.range(0, 30_000).forEach(i -> take(metric("cups.n" + i, "counter", "1", 1L)));

        Map<?, ?> names = counts("seen_non_registry_metrics");
        assertEquals(10_001, names.size());
        assertEquals(20_000L, names.get("(others)"));
    }

    @Test
    void theWholeIsEverySignalEachOfItsAttributesAndEveryValue() {
        take(washes(RED, told("kitchen.cup.size", 1L), told("error.type", "fire")));
        take(span("wash red", RED, told("kitchen.cup.heat", 1.0)));
        take(span("wash blue", BLUE));
        take(log("kitchen.cup.break", RED));
        take(log("kitchen.cup.break", BLUE));
        take(new Sample.Resource(List.of(told("kitchen.id", "k1"))));
        take(Kitchen.metric("kitchen.cup.washes", "counter", "{wash}", 0L, BLUE)); // nothing was counted

        assertEquals(
                List.of("metric kitchen.cup.washes kitchen.cup.colour=blue", "entity kitchen.room kitchen.name"),
                coverage.missing());
        take(washes(BLUE));
        take(Kitchen.resource());
        assertEquals(1, coverage.share());
    }

    @Test
    void whatOthersExercisedIsJoined() {
        take(washes(RED));
        Coverage other = new Coverage(Kitchen.SCHEMA);
        other.saw(log("kitchen.cup.break", RED));
        int before = coverage.missing().size();

        coverage.join(other.exercised());
        coverage.join(List.of("metric kitchen.cup.thrown.away"));

        assertEquals(before - 3, coverage.missing().size());
    }

    @Test
    void aLogTellsWhatWasWrittenSinceATime(@TempDir Path folder) throws IOException {
        CoverageLog log = new CoverageLog(folder.resolve("log"));
        assertEquals(Optional.empty(), log.read(Instant.EPOCH));

        log.write("io.murmur.EarlierTest", List.of("a"));
        Instant earlier = Instant.now().minusSeconds(60);
        Files.setLastModifiedTime(folder.resolve("log/io.murmur.EarlierTest.txt"), FileTime.from(earlier));
        Instant since = Instant.now().minusSeconds(1);
        assertEquals(Optional.empty(), log.read(since));

        log.write("io.murmur.LaterTest", List.of("b", "c"));
        assertEquals(Optional.of(List.of("b", "c")), log.read(since));
        assertTrue(log.read(Instant.EPOCH).orElseThrow().contains("a"));
    }
}
