package io.murmur.sidecar.demo;

import io.murmur.protocol.host.Event;
import io.murmur.protocol.roster.Status;
import io.murmur.sidecar.node.Observer;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** When one agent of the demonstration first saw something, by {@link System#nanoTime}. */
final class Sighting implements Observer {
    private final int size;
    private final CompletableFuture<Long> complete = new CompletableFuture<>();
    private final Map<String, CompletableFuture<Long>> entries = new ConcurrentHashMap<>();
    private final Map<Long, CompletableFuture<Long>> deaths = new ConcurrentHashMap<>();
    private int known = 1;

    /** @param size of the whole swarm */
    Sighting(int size) {
        this.size = size;
    }

    @Override
    public void event(Event event) {
        long now = System.nanoTime();
        switch (event) {
            case Event.EntryApplied applied -> entry(applied.entry().keyText()).complete(now);
            case Event.EntryWritten written -> entry(written.entry().keyText()).complete(now);
            case Event.MemberChanged changed -> {
                if (changed.before() == null && ++known == size) {
                    complete.complete(now);
                }
                if (changed.member().status() == Status.DEAD) {
                    death(changed.member().id()).complete(now);
                }
            }
            default -> {}
        }
    }

    /** It knows all the others. */
    CompletableFuture<Long> complete() {
        return complete;
    }

    /** It holds an entry with a key. */
    CompletableFuture<Long> entry(String key) {
        return entries.computeIfAbsent(key, unseen -> new CompletableFuture<>());
    }

    /** It counts a member as dead. */
    CompletableFuture<Long> death(long id) {
        return deaths.computeIfAbsent(id, alive -> new CompletableFuture<>());
    }
}
