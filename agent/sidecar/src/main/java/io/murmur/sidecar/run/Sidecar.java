package io.murmur.sidecar.run;

import io.murmur.protocol.agent.Agent;
import io.murmur.sidecar.api.ApiServer;
import io.murmur.sidecar.api.Feed;
import io.murmur.sidecar.config.Config;
import io.murmur.sidecar.node.Node;
import io.murmur.sidecar.node.Observer;
import io.murmur.sidecar.security.Keyring;
import io.murmur.sidecar.store.DiskStore;
import io.murmur.sidecar.store.EphemeralStore;
import io.murmur.sidecar.store.Store;
import io.murmur.sidecar.store.StoreException;
import io.murmur.telemetry.RequestSignals;
import io.netty.channel.EventLoopGroup;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One agent with everything around it: event loop, memory, API. */
public final class Sidecar implements AutoCloseable {
    private final EventLoopGroup loop;
    private final Node node;
    private final @Nullable ApiServer api;
    private final @Nullable Signals signals;

    private Sidecar(EventLoopGroup loop, Node node, @Nullable ApiServer api, @Nullable Signals signals) {
        this.signals = signals;
        this.loop = loop;
        this.node = node;
        this.api = api;
    }

    /**
     * Starts it; when this returns the agent looks for its swarm and the API answers.
     *
     * @param version what the API says this is
     * @throws StoreException if the data directory cannot be used
     */
    public static Sidecar start(Config config, Keyring keyring, String version, List<Observer> observers)
            throws StoreException, UnknownHostException, InterruptedException {
        Store store = memory(config);
        EventLoopGroup loop = config.transport().sockets().loops(1, "murmur-agent");
        Feed feed = new Feed(new SecureRandom().nextLong(), config.api().watchHistory());
        List<Observer> all = new ArrayList<>(observers);
        all.add(feed);
        @Nullable Signals signals = null;
        @Nullable Node node = null;
        @Nullable Sidecar sidecar = null;
        try {
            if (config.telemetry().told()) {
                signals = new Signals(config, store.owner().id(), version);
                all.add(signals);
            }
            node = Node.start(config, keyring, store, loop.next(), all);
            RequestSignals requests = signals == null ? null : signals.requests();
            ApiServer api = config.api().enabled() ? ApiServer.start(node, feed, version, requests) : null;
            if (signals != null) {
                signals.begin(node);
            }
            sidecar = new Sidecar(loop, node, api, signals);
            return sidecar;
        } finally {
            // Netty throws a BindException without saying so
            if (sidecar == null) {
                abandon(node, store, loop, signals);
            }
        }
    }

    private static Store memory(Config config) throws StoreException {
        long contentBytesMax = config.limits().contents().bytes();
        return config.store().dataDir().isEmpty()
                ? new EphemeralStore(contentBytesMax)
                : DiskStore.open(
                        Path.of(config.store().dataDir()), config.settings().limits(), contentBytesMax);
    }

    private static void abandon(@Nullable Node node, Store store, EventLoopGroup loop, @Nullable Signals signals) {
        if (signals != null) {
            signals.close();
        }
        if (node == null) {
            store.close();
        } else {
            node.close();
        }
        var _ = loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    public Node node() {
        return node;
    }

    /** Null where the configuration does not want one. */
    public @Nullable ApiServer api() {
        return api;
    }

    /** Leaves the swarm gracefully, then stops. */
    public void leave() {
        long patience =
                (Agent.LEAVE_ATTEMPTS + 1) * node.config().agent().leave().nanos() + TimeUnit.SECONDS.toNanos(1);
        node.leave()
                .orTimeout(patience, TimeUnit.NANOSECONDS)
                .exceptionally(late -> null)
                .join();
        close();
    }

    /** Stops without a word to the others. */
    @Override
    public void close() {
        if (api != null) {
            api.close();
        }
        node.close();
        if (signals != null) {
            signals.close();
        }
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
