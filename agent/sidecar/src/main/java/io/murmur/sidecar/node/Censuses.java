package io.murmur.sidecar.node;

import io.murmur.hierarchical.agent.Hierarchy;
import io.murmur.hierarchical.agent.TreeEvent;
import io.murmur.protocol.agent.Agent;
import io.murmur.protocol.host.Event;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Who waits for which count of the swarm. */
final class Censuses implements Observer {
    /** An agent that leaves or stops has its questions open for ever. */
    private static final long PATIENCE_SECONDS = 30;

    private final Map<Integer, CompletableFuture<Counted>> awaited = new ConcurrentHashMap<>();

    /** Has an agent count, for whoever waits for the answer: whether it asks others. On its loop. */
    boolean begin(Agent agent, long nowNanos, CompletableFuture<Counted> answer) {
        if (!(agent.extension() instanceof Hierarchy hierarchy)) {
            answer.complete(new Counted.Flat());
            return false;
        }
        int number = hierarchy.count(nowNanos);
        if (number == 0) {
            answer.complete(new Counted.Busy());
            return false;
        }
        awaited.put(number, answer);
        var _ = answer.completeOnTimeout(new Counted.Unanswered(), PATIENCE_SECONDS, TimeUnit.SECONDS)
                .thenRun(() -> awaited.remove(number));
        return true;
    }

    @Override
    public void event(Event event) {
        switch (event) {
            case TreeEvent.Counted counted -> tell(counted.number(), new Counted.Answered(counted.census()));
            case TreeEvent.Uncounted uncounted -> tell(uncounted.number(), new Counted.Unanswered());
            default -> {}
        }
    }

    private void tell(int number, Counted counted) {
        CompletableFuture<Counted> waiting = awaited.get(number);
        if (waiting != null) {
            waiting.complete(counted);
        }
    }
}
