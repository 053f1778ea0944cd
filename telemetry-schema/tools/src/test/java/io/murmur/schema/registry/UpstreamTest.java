package io.murmur.schema.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said here of OpenTelemetry's metrics, against what its artifacts for Java say. */
class UpstreamTest {
    static Stream<Definition.Metric> metrics() {
        return Upstream.signals().metrics().stream();
    }

    @ParameterizedTest
    @MethodSource("metrics")
    void aMetricIsWhatTheArtifactSays(Definition.Metric metric) throws ReflectiveOperationException {
        String namespace = Words.of(Upstream.namespace(metric.name())).pascal();
        String constant = Words.of(metric.name()).screamingSnake();
        Class<?> artifact = Class.forName("io.opentelemetry.semconv.incubating." + namespace + "IncubatingMetrics");

        assertEquals(metric.name(), artifact.getField(constant + "_NAME").get(null));
        assertEquals(metric.unit(), artifact.getField(constant + "_UNIT").get(null));
        assertEquals(
                metric.brief(), artifact.getField(constant + "_DESCRIPTION").get(null));
    }
}
