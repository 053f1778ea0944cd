package io.murmur.schema.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever goes by a registry hears of whatever may fail for it. */
class ComparisonTest {
    @TempDir
    Path folder = Path.of("");

    private List<String> changes(String right, String other) throws IOException {
        Path later = Files.createDirectory(folder.resolve("later"));
        Path earlier = Files.createDirectory(folder.resolve("earlier"));
        Draft.in(earlier);
        Draft.in(later).with(right, other);
        return Comparison.of(RegistryReader.read(earlier), RegistryReader.read(later)).stream()
                .map(change -> change.toString().replaceFirst("signals.yaml:\\d+: ", ""))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            type: int            | type: double            | breaking: the type of 'murmur.cup.size' is 'double', was 'int'
            name: murmur.cups    | name: murmur.mugs       | breaking: the metric 'murmur.cups' is gone;the metric 'murmur.mugs' is new
            instrument: counter  | instrument: gauge       | breaking: the instrument of 'murmur.cups' is 'gauge', was 'counter'
            "{cup}"              | "{mug}"                 | breaking: the unit of 'murmur.cups' is '{mug}', was '{cup}'
            metric_value_type: int | metric_value_type: double | breaking: the type of value of 'murmur.cups' is 'double', was 'int'
            id: deep_blue, value: deep_blue | id: green, value: green | breaking: 'murmur.cup.colour' has no value 'deep_blue' any more;'murmur.cup.colour' may be 'green'
            value: deep_blue     | value: blue             | breaking: 'murmur.cup.colour' says 'blue' for 'deep_blue'
            pour {murmur.cup.colour} | pour                | breaking: the name of 'murmur.pour.internal' is 'pour', was 'pour {murmur.cup.colour}'
            requirement_level: required | requirement_level: opt_in | breaking: 'murmur.cup.colour' of 'murmur.cups' is opt_in, was required
            requirement_level: required | requirement_level: recommended | 'murmur.cup.colour' of 'murmur.cups' is recommended, was required
            ref: error.type      | ref: murmur.cup.size    | breaking: 'murmur.cups' has no 'error.type' any more;breaking: 'murmur.cups' has 'murmur.cup.size'
            brief: A cup was filled. | brief: One was filled. | ``
            """)
    void aChangeIsReported(String right, String other, String changes) throws IOException {
        assertEquals(changes.isEmpty() ? List.of() : List.of(changes.split(";")), changes(right, other));
    }

    @Test
    void aSpanMayHaveMoreAttributes() throws IOException {
        String last = "        requirement_level: required\nentities:";
        String more =
                "        requirement_level: required\n      - ref: error.type\n        requirement_level: recommended\nentities:";
        assertEquals(List.of("'murmur.pour.internal' has 'error.type'"), changes(last, more));
    }

    @Test
    void aMetricMayHaveMoreAttributesThatMustBeAskedFor() throws IOException {
        String first = "      - ref: error.type";
        String more = "      - ref: murmur.cup.size\n        requirement_level: opt_in\n" + first;
        assertEquals(List.of("'murmur.cups' has 'murmur.cup.size'"), changes(first, more));
    }
}
