package io.murmur.sidecar.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.murmur.protocol.agent.Outcome;
import io.murmur.protocol.state.Scope;
import io.murmur.sidecar.run.OtlpReceiver.Manner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A receiver that is down, slow or refuses costs the agents nothing but what does not fit, and that is counted. */
class StallIT {
    /** More spans than the queue of an SDK and the batch on its way hold. */
    private static final int WRITES = 4_000;

    private static void write(Observed swarm, int count) {
        List<CompletableFuture<Outcome>> writes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] key = ("key-" + i).getBytes(StandardCharsets.UTF_8);
            writes.add(swarm.agents().getFirst().node().put(key, new byte[40], Scope.SWARM));
            if (writes.size() == 200) {
                settle(writes);
            }
        }
        settle(writes);
    }

    private static void settle(List<CompletableFuture<Outcome>> writes) {
        writes.forEach(write -> assertTrue(write.join() instanceof Outcome.Written));
        writes.clear();
    }

    /** Writes within a trace, and says whether one such write has arrived: the first ones may still find a full queue. */
    private static boolean tells(OtlpReceiver receiver, Observed swarm) {
        try {
            assertEquals(200, Observed.put(swarm.agents().getFirst(), "after", TRACEPARENT));
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
        return receiver.spans().stream().anyMatch(span -> span.trace().equals(TRACE));
    }

    @Test
    void whileAReceiverStallsNoUpdateIsLostAndDropsAreCountedOnceItTakesAgain() throws Exception {
        try (OtlpReceiver receiver = new OtlpReceiver();
                Observed swarm = new Observed()) {
            for (int i = 0; i < 3; i++) {
                swarm.join(Observed.telling(receiver, 1));
            }
            receiver.await("all know all", swarm::complete);
            receiver.behave(Manner.STALLS);
            receiver.await("somebody waits for an answer", () -> receiver.waiting() > 0);
            write(swarm, WRITES);
            receiver.await("every update is everywhere", () -> swarm.hold(WRITES));

            receiver.behave(Manner.TAKES);
            receiver.await("drops are counted", () -> receiver.sum("otel.sdk.processor.span.processed", true) > 0);
            int told = receiver.spans().size();
            receiver.await("it recovers", () -> tells(receiver, swarm));
            assertTrue(receiver.spans().size() > told);
        }
    }

    @Test
    void whileAReceiverRefusesNoUpdateIsLostAndItRecovers() throws Exception {
        try (OtlpReceiver receiver = new OtlpReceiver();
                Observed swarm = new Observed()) {
            receiver.behave(Manner.REFUSES);
            swarm.join(Observed.telling(receiver, 1));
            swarm.join(Observed.telling(receiver, 1));
            receiver.await("all know all", swarm::complete);
            write(swarm, 500);
            receiver.await("every update is everywhere", () -> swarm.hold(500));
            receiver.behave(Manner.TAKES);
            receiver.await("it recovers", () -> tells(receiver, swarm));
        }
    }

    @Test
    void withoutAReceiverAnAgentStartsWritesAndStops() throws Exception {
        try (OtlpReceiver receiver = new OtlpReceiver();
                Observed swarm = new Observed()) {
            receiver.stop();
            swarm.join(Observed.telling(receiver, 1));
            write(swarm, 500);
            receiver.await("every update is held", () -> swarm.hold(500));
        }
    }

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String TRACEPARENT = "00-" + TRACE + "-00f067aa0ba902b7-01";
}
