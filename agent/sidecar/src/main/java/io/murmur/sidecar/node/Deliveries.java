package io.murmur.sidecar.node;

import io.murmur.protocol.host.Event;
import io.murmur.protocol.merkle.Hash;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Who waits for which value by reference. */
final class Deliveries implements Observer {
    private static final long PATIENCE_SECONDS = 30;

    private final Map<Hash, CompletableFuture<Boolean>> awaited = new ConcurrentHashMap<>();

    /** Tells whether the value has come; those who wait for the same one share the answer. */
    CompletableFuture<Boolean> await(Hash content) {
        return awaited.computeIfAbsent(
                content,
                wanted -> new CompletableFuture<Boolean>()
                        .completeOnTimeout(false, PATIENCE_SECONDS, TimeUnit.SECONDS)
                        .whenComplete((here, failure) -> awaited.remove(wanted)));
    }

    @Override
    public void event(Event event) {
        switch (event) {
            case Event.ContentFetched fetched -> tell(fetched.content(), true);
            case Event.ContentMissing missing -> tell(missing.content(), false);
            default -> {}
        }
    }

    private void tell(Hash content, boolean here) {
        CompletableFuture<Boolean> waiting = awaited.remove(content);
        if (waiting != null) {
            waiting.complete(here);
        }
    }
}
