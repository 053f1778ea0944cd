package io.murmur.sidecar.node;

import io.murmur.protocol.agent.Agent;
import io.murmur.protocol.agent.Outcome;
import io.murmur.sidecar.node.Seat.Command;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;

/**
 * Writes that wait, in their order, until the agent is ready for them: a writer that is told nothing until its write is
 * taken slows down by itself, and need not try again and again. What has waited for too long is handed to the agent as it
 * is, which refuses it. Belongs to the loop.
 */
final class Backlog {
    /** Writes that wait, at most; the agent refuses those beyond. */
    private static final int MAX = 1_024;

    private final long waitNanosMax;
    private final Queue<Write> waiting = new ArrayDeque<>();

    Backlog(long waitNanosMax) {
        this.waitNanosMax = waitNanosMax;
    }

    private record Write(Command<Outcome> command, CompletableFuture<Outcome> outcome, long sinceNanos) {
        void on(Agent agent, long nowNanos) {
            try {
                outcome.complete(command.on(agent, nowNanos));
            } catch (RuntimeException e) {
                outcome.completeExceptionally(e);
            }
        }
    }

    /** Hands a write to the agent, at once or when those before it have been taken. */
    void add(Agent agent, Command<Outcome> command, CompletableFuture<Outcome> outcome, long nowNanos) {
        Write write = new Write(command, outcome, nowNanos);
        boolean waits = !waiting.isEmpty() || !agent.ready();
        if (waits && waiting.size() < MAX) {
            waiting.add(write);
        } else {
            write.on(agent, nowNanos);
        }
    }

    /** Hands over what has waited, for as long as the agent is ready, and what has waited for too long. */
    void drain(Agent agent, long nowNanos) {
        while (!waiting.isEmpty() && (agent.ready() || waitEndsNanos() <= nowNanos)) {
            waiting.remove().on(agent, nowNanos);
        }
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** When the first of them has waited for too long. */
    long waitEndsNanos() {
        return waiting.element().sinceNanos + waitNanosMax;
    }

    /** The agent is gone: nothing that waits will be written. */
    void abandon() {
        while (!waiting.isEmpty()) {
            waiting.remove().outcome().completeExceptionally(Seat.notRunning());
        }
    }
}
