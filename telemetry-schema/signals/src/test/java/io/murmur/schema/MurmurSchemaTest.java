package io.murmur.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.murmur.schema.registry.Checked;
import io.murmur.schema.registry.Resolved;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MurmurSchemaTest {

    @Test
    void everyDefinitionOfTheRegistryIsGenerated() throws IOException {
        assertEquals(definitions("metrics", "  - name: "), names(MurmurSchema.SCHEMA.metrics()));
        assertEquals(definitions("spans", "  - type: "), names(MurmurSchema.SCHEMA.spans()));
        assertEquals(definitions("events", "  - name: "), names(MurmurSchema.SCHEMA.events()));
        assertEquals(
                definitions("entities", "  - type: "),
                MurmurSchema.SCHEMA.entities().stream()
                        .map(Entity::type)
                        .filter(MurmurSchema.SCHEMA::owns)
                        .toList());
    }

    /** So it does not matter which of the two a check goes by. */
    @Test
    void whatIsGeneratedIsWhatTheToolsReadFromTheRegistry() throws IOException {
        Schema read = Resolved.schema(Checked.read(Path.of("../registry")));

        assertEquals(lines(read), lines(MurmurSchema.SCHEMA));
        assertEquals(read, MurmurSchema.SCHEMA);
    }

    @Test
    void anUpstreamEnumerationBringsItsValues() {
        Use direction = MurmurMetrics.NETWORK_IO.attributes().getFirst();

        assertEquals("network.io.direction", direction.attribute().name());
        assertEquals(
                List.of("receive", "transmit"),
                direction.attribute().values().stream().sorted().toList());
    }

    @Test
    void anOpenUpstreamEnumerationAllowsAnyValue() {
        Use error = MurmurMetrics.WIRE_REFUSALS.attributes().getFirst();

        assertEquals("error.type", error.attribute().name());
        assertTrue(error.attribute().allows("anything"));
    }

    private static String lines(Schema schema) {
        return Stream.of(schema.signals(), schema.entities().stream(), schema.imported().stream())
                .flatMap(definitions -> definitions)
                .map(Object::toString)
                .collect(Collectors.joining("\n"));
    }

    private static List<String> names(List<? extends Signal> signals) {
        return signals.stream()
                .map(Signal::name)
                .filter(MurmurSchema.SCHEMA::owns)
                .toList();
    }

    private static List<String> definitions(String file, String prefix) throws IOException {
        return Files.readAllLines(Path.of("../registry", file + ".yaml")).stream()
                .filter(line -> line.startsWith(prefix))
                .map(line -> line.substring(prefix.length()))
                .sorted()
                .toList();
    }
}
