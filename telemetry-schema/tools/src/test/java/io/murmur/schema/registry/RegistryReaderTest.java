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

class RegistryReaderTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void aCorrectRegistryHasNoProblems() throws IOException {
        assertEquals(List.of(), Draft.in(folder).problems());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            file_format: definition/2 | file_format: definition/1 | signals.yaml:1: 'file_format' is 'definition/1', expected one of definition/2
            unit: "{cup}"             | units: "{cup}"            | signals.yaml:22: unknown field 'units', expected one of name, stability, requirement_level, brief, note, instrument, unit, annotations, entity_associations, attributes;signals.yaml:18: 'unit' is missing
            instrument: counter       | instrument: counters      | signals.yaml:21: 'instrument' is 'counters', expected one of counter, updowncounter, gauge, histogram
            kind: internal            | kind: inner               | signals.yaml:33: 'kind' is 'inner', expected one of internal, client, server, producer, consumer
            type: int                 | type: integer             | signals.yaml:6: 'type' is 'integer', expected one of boolean, int, double, string, boolean[], int[], double[], string[]
            brief: The size of a cup. | brief: [a]                | signals.yaml:8: 'brief' must be a text
            stability: development    | stability: stable         | signals.yaml:7: 'stability' is 'stable', expected one of development
            examples: [3]             | note: Three.              | signals.yaml:5: 'examples' is missing
            brief: The size of a cup. | type: string              | signals.yaml:8: 'type' is said twice
            requirement_level: required | requirement_level: must | signals.yaml:27: 'requirement_level' is 'must', expected one of required, recommended, opt_in
            [registry.error]          | registry.error            | signals.yaml:3: 'attribute_groups' must be a list
            """)
    void whatIsWrongIsReportedWithItsLine(String right, String wrong, String problems) throws IOException {
        Draft draft = Draft.in(folder).with(right, wrong);

        assertEquals(List.of(problems.split(";")), draft.problems());
    }

    @Test
    void aFileThatIsNotYamlIsReportedWithItsLine() throws IOException {
        List<String> problems = Draft.in(folder).with("metrics:", "metrics: {").problems();

        assertEquals(1, problems.size());
        assertEquals("signals.yaml:17: not YAML", problems.getFirst().substring(0, 25));
    }

    @Test
    void anEmptyFileIsReported() throws IOException {
        Draft draft = Draft.in(folder);
        Files.writeString(folder.resolve("more.yaml"), "");

        assertEquals(List.of("more.yaml:1: the file is empty"), draft.problems());
    }

    @Test
    void aMissingManifestIsReported() throws IOException {
        Draft draft = Draft.in(folder);
        Files.delete(folder.resolve("manifest.yaml"));

        assertEquals(List.of("manifest.yaml:1: the file is missing"), draft.problems());
    }
}
