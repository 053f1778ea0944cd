package io.murmur.sim.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.murmur.schema.testing.LiveCheck;
import io.murmur.sim.engine.EventSink;
import io.murmur.sim.engine.TimingKind;
import io.murmur.sim.run.Options;
import io.murmur.sim.run.Play;
import io.murmur.sim.run.Progress;
import io.murmur.sim.run.Result;
import io.murmur.sim.scenario.Scenario;
import io.murmur.telemetry.DerivedIds;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SignalsTest {
    private static final int AGENTS = 200;
    private static final int PARTITION_SIZE = 64;
    private static final int PARTITIONS = 4;

    @RegisterExtension
    final LiveCheck live = new LiveCheck(new DerivedIds());

    private final Scenario scenario = Scenario.update(AGENTS, 3, TimingKind.LOCKSTEP, 0.05);
    private final Options options = new Options(7, 2, PARTITION_SIZE);

    /** That all of it is declared is what the extension checks after each test. */
    @Test
    void everyOperationOfEveryAgentIsCountedOnce() {
        AtomicLong events = new AtomicLong();
        try (Signals signals = new Signals(live.openTelemetry(), PARTITIONS, 1, 7)) {
            Play.play(scenario, options, Progress.UNSEEN, (first, count) -> {
                EventSink sink = signals.open(first, count);
                return (agent, nowNanos, event) -> {
                    events.incrementAndGet();
                    sink.observe(agent, nowNanos, event);
                };
            });
            assertEquals(events.get(), signals.operations());
            assertFalse(live.metrics().isEmpty());
            assertTrue(live.spans().size() > AGENTS, "every exchange is a span");
        }
    }

    @Test
    void whoeverWatchesTheRunStaysTheSame() {
        Result unseen = Play.play(scenario, options, Progress.UNSEEN);
        try (Signals signals = new Signals(live.openTelemetry(), PARTITIONS, 0.5, 7)) {
            Result seen = Play.play(scenario, options, Progress.UNSEEN, signals);
            assertEquals(unseen.runHash(), seen.runHash());
        }
    }

    /** The SDK complains of everything that is closed twice. */
    @Test
    void whatAllPartitionsShareIsClosedOnce() {
        List<LogRecord> complaints = new ArrayList<>();
        Handler handler = new StreamHandler() {
            @Override
            public void publish(LogRecord complaint) {
                complaints.add(complaint);
            }
        };
        Logger sdk = Logger.getLogger("io.opentelemetry.sdk");
        sdk.addHandler(handler);
        try {
            new Signals(live.openTelemetry(), PARTITIONS, 1, 7).close();
        } finally {
            sdk.removeHandler(handler);
        }
        assertEquals(List.of(), complaints);
    }
}
