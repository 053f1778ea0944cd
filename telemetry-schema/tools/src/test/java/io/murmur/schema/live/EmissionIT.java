package io.murmur.schema.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.murmur.schema.Schema;
import io.murmur.schema.check.Finding;
import io.murmur.schema.check.FindingId;
import io.murmur.schema.check.Sample;
import io.murmur.schema.check.SdkSamples;
import io.murmur.schema.check.Verdict;
import io.murmur.schema.registry.Checked;
import io.murmur.schema.registry.Resolved;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is emitted, checked as it arrives over real sockets. */
class EmissionIT {
    private final Schema schema = schema();

    private static Schema schema() {
        try {
            return Resolved.schema(Checked.read(Path.of("../registry")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void anExampleOfEverythingIsAllThatIsDeclaredAndNothingElse(Protocol protocol) throws IOException {
        Session session = new Session(schema, true);
        try (OtlpServer server = new OtlpServer(0, 0, session::add)) {
            assertEquals(Optional.empty(), Emission.of(schema).send(endpoint(server, protocol), protocol));
        }
        Report report = session.report();

        assertEquals(Set.of(), report.violations().keySet());
        assertEquals(List.of(), report.coverage().missing());
        assertEquals(0, report.leftOut());
        // what is in development is said to be so, and an example has no conditions
        assertEquals(Set.of(FindingId.NOT_STABLE), found(report));
    }

    private static String endpoint(OtlpServer server, Protocol protocol) {
        return "http://127.0.0.1:"
                + switch (protocol) {
                    case GRPC -> server.grpcPort();
                    case HTTP -> server.httpPort();
                };
    }

    private static Set<FindingId> found(Report report) {
        return report.verdicts().stream()
                .flatMap(Verdict::all)
                .flatMap(verdict -> verdict.findings().stream())
                .map(Finding::id)
                .collect(Collectors.toSet());
    }

    /** So that one checker does for both. */
    @ParameterizedTest
    @EnumSource(Protocol.class)
    void whatTravelsIsTheSampleThatItWasInMemory(Protocol protocol) throws IOException {
        Emission emission = Emission.of(schema);
        List<Told> told = new CopyOnWriteArrayList<>();
        try (OtlpServer server = new OtlpServer(0, 0, told::addAll)) {
            assertEquals(Optional.empty(), emission.send(endpoint(server, protocol), protocol));
        }
        Set<Sample> arrived = told.stream()
                .map(Told::sample)
                .filter(sample -> !(sample instanceof Sample.Resource || sample instanceof Sample.Scope))
                .collect(Collectors.toSet());

        assertEquals(
                Stream.of(
                                emission.metrics().stream().map(SdkSamples::of),
                                emission.spans().stream().map(SdkSamples::of),
                                emission.events().stream().map(SdkSamples::of))
                        .flatMap(sample -> sample)
                        .collect(Collectors.toSet()),
                arrived);
        assertEquals(
                Set.of(SdkSamples.of(emission.spans().getFirst().getResource())),
                told.stream().map(Told::resource).collect(Collectors.toSet()));
    }

    @Test
    void whoeverIsNotThereTookNothing() throws IOException {
        String nobody;
        try (OtlpServer server = new OtlpServer(0, 0, samples -> {})) {
            nobody = endpoint(server, Protocol.HTTP);
        }
        String problem = Emission.of(schema).send(nobody, Protocol.HTTP).orElseThrow();
        assertTrue(problem.contains("Failed to connect"), problem);
    }
}
