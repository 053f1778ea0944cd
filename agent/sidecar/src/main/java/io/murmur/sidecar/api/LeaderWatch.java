package io.murmur.sidecar.api;

import io.murmur.sidecar.api.TreeDocuments.LeaderDocument;
import io.murmur.sidecar.node.Leadership;
import io.murmur.sidecar.node.Node;
import io.netty.util.concurrent.Future;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One client that is told who leads the agent's group: at once, and whenever leader, term or whether the agent acts have
 * changed. The end of a lease is told on time by the connection's own timer, whatever the agent is at. A slow client is
 * told the latest only. All but {@link #run} happens on the connection's loop.
 */
final class LeaderWatch implements Follower, Runnable {
    private final Node node;
    private final Trees trees;
    private final EventStream stream;
    private final AtomicBoolean told = new AtomicBoolean();
    private @Nullable LeaderDocument last;
    private @Nullable Future<?> leaseEnd;
    private long number;

    LeaderWatch(Node node, Trees trees, EventStream stream) {
        this.node = node;
        this.trees = trees;
        this.stream = stream;
    }

    void begin(long heartbeatNanos) {
        node.listen(this);
        stream.begin(heartbeatNanos, this::end);
        drain();
    }

    private void end() {
        node.forget(this);
        withdraw();
    }

    private void withdraw() {
        if (leaseEnd != null) {
            leaseEnd.cancel(false);
        }
    }

    /** Something changed; on any thread. */
    @Override
    public void run() {
        if (told.compareAndSet(false, true)) {
            stream.channel().eventLoop().execute(this::drain);
        }
    }

    @Override
    public void drain() {
        told.set(false);
        Leadership leadership = node.view().leadership();
        if (leadership == null || !stream.takes()) {
            return; // called again when the connection takes more
        }
        LeaderDocument document = trees.leader(leadership);
        if (last == null || differs(document, last)) {
            last = document;
            stream.say("leader", Long.toString(number++), Json.text(document));
            stream.flush();
        }
        withdraw();
        if (document.acts()) {
            long delay = Math.max(0, leadership.actsUntilNanos() - node.nowNanos());
            leaseEnd = stream.channel().eventLoop().schedule(this::drain, delay, TimeUnit.NANOSECONDS);
        }
    }

    /** A renewed lease is no change. */
    private static boolean differs(LeaderDocument now, LeaderDocument before) {
        return !Objects.equals(now.group(), before.group())
                || !Objects.equals(now.leader(), before.leader())
                || now.term() != before.term()
                || now.acts() != before.acts();
    }
}
