package io.murmur.sidecar.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.murmur.protocol.agent.Outcome;
import io.murmur.protocol.state.Scope;
import io.murmur.sidecar.config.Span;
import io.murmur.sidecar.config.TelemetryKnobs;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real Collector that is late, away or short of memory costs the agents, and what it is told of that afterwards. */
class OutageIT {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String TRACEPARENT = "00-" + TRACE + "-00f067aa0ba902b7-01";
    /** More spans than the queue of an SDK holds. */
    private static final int WRITES = 4_000;

    private static final String SHORT_OF_MEMORY =
            "processors: {memory_limiter: {check_interval: 10ms, limit_mib: 1, spike_limit_mib: 0}}";

    @TempDir
    private Path folder = Path.of("");

    private static void join(Observed swarm, Collector collector, String prometheus) throws Exception {
        swarm.join(new TelemetryKnobs(collector.endpoint(), Span.parse("500ms"), prometheus, "", 1, 1, 1_000, 8));
    }

    private static void write(Observed swarm) {
        for (int i = 0; i < WRITES; i++) {
            byte[] key = ("key-" + i % 100).getBytes(StandardCharsets.UTF_8);
            Outcome outcome = swarm.agents()
                    .getFirst()
                    .node()
                    .put(key, new byte[40], Scope.SWARM)
                    .join();
            assertTrue(outcome instanceof Outcome.Written, outcome.toString());
        }
    }

    /** Waits until the Collector, or an agent, shows Prometheus something. */
    private static void awaitShown(Program run, URI shown, String series) throws Exception {
        Pattern pattern = Pattern.compile(series);
        run.await(
                series, () -> pattern.matcher(Observed.get(shown, "text/plain")).find());
    }

    /** Writes until a trace arrives: spans are dropped for as long as those before them wait. */
    private static void awaitTrace(Program run, Observed swarm, OtlpReceiver receiver) throws Exception {
        run.await("a trace after all", () -> {
            assertEquals(200, Observed.put(swarm.agents().getFirst(), "followed", TRACEPARENT));
            return receiver.spans().stream().anyMatch(told -> told.trace().equals(TRACE));
        });
    }

    @Test
    void aCollectorThatComesLateIsToldWhatWasDroppedAndSoIsOneThatComesBack() throws Exception {
        try (OtlpReceiver receiver = new OtlpReceiver();
                Collector collector = new Collector(folder);
                Observed swarm = new Observed()) {
            join(swarm, collector, "");
            write(swarm);
            Program late = collector.start(Collector.onwards(receiver.endpoint()));
            String dropped = "otel_sdk_processor_span_processed_total\\{.*error_type=\"queue_full\".*} ";
            awaitShown(late, collector.shown(), dropped + "[1-9]");
            awaitTrace(late, swarm, receiver);

            late.kill();
            write(swarm);
            Program back = collector.start();
            awaitShown(back, collector.shown(), "murmur_state_writes_total\\{.*} 8\\d{3}");
        }
    }

    @Test
    void aCollectorThatIsShortOfMemoryRefusesAndWhatThatCostIsCounted() throws Exception {
        try (OtlpReceiver receiver = new OtlpReceiver();
                Collector collector = new Collector(folder);
                Observed swarm = new Observed()) {
            Program tight = collector.start(SHORT_OF_MEMORY);
            tight.await("it is short of memory", () -> tight.log().contains("Refusing data"));
            String place = "127.0.0.1:" + Ports.free(1).getFirst();
            join(swarm, collector, place);
            write(swarm);
            String refused = "otel_sdk_exporter_span_exported_total\\{.*error_type=\"503\".*} [1-9]";
            awaitShown(tight, URI.create("http://" + place + "/metrics"), refused);
            tight.end();

            Program roomy = collector.start(Collector.onwards(receiver.endpoint()));
            awaitShown(roomy, collector.shown(), refused);
            awaitTrace(roomy, swarm, receiver);
        }
    }
}
