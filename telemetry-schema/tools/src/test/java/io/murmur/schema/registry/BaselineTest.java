package io.murmur.schema.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Those who go by the last release still can. */
class BaselineTest {
    @Test
    void nothingThatWasReleasedIsBroken() throws IOException {
        Registry before = Checked.read(Path.of("../baseline")).registry();
        Registry now = Checked.read(Path.of("../registry")).registry();

        List<String> breaking = Comparison.of(before, now).stream()
                .filter(Change::breaking)
                .map(Change::toString)
                .toList();

        assertEquals(List.of(), breaking);
    }
}
