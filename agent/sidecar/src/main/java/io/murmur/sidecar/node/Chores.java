package io.murmur.sidecar.node;

import io.murmur.protocol.host.Event;
import io.murmur.protocol.roster.Address;
import io.murmur.sidecar.config.Config;
import io.murmur.sidecar.store.Store;
import java.lang.System.Logger;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * What must not keep the loop waiting: saving, and resolving the seeds' names. One virtual thread does it, now and then.
 */
final class Chores implements Observer {
    private static final Logger LOG = System.getLogger(Chores.class.getName());

    /** Between two looks for values that no entry refers to any more. */
    private static final long SWEEP_NANOS = 30_000_000_000L;

    private final Store store;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("murmur-chores").factory());

    Chores(Store store) {
        this.store = store;
    }

    void begin(Node node, Seeds seeds, Config config) {
        if (!config.store().dataDir().isEmpty()) {
            every(config.store().interval().nanos(), () -> {
                View view = node.view();
                store.save(view.state(), view.home(), view.roster(), view.lastVersion());
            });
        }
        every(SWEEP_NANOS, () -> {
            View view = node.view();
            store.contents().sweep(view.state(), view.home());
        });
        if (!config.agent().join().isEmpty()) {
            every(config.membership().healInterval().nanos(), () -> {
                List<Address> now = seeds.resolve();
                node.seeds(now);
            });
        }
    }

    private void every(long nanos, Runnable chore) {
        Runnable guarded = () -> {
            try {
                chore.run();
            } catch (RuntimeException e) {
                LOG.log(Logger.Level.ERROR, "a chore failed, and will be tried again", e);
            }
        };
        var _ = thread.scheduleWithFixedDelay(guarded, nanos, nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void event(Event event) {
        if (event instanceof Event.Refuted(long incarnation) && !thread.isShutdown()) {
            thread.execute(() -> store.incarnation(incarnation));
        }
    }

    /** Ends; waits for the chore at work. */
    void end() {
        thread.shutdownNow();
        try {
            var _ = thread.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
