package io.murmur.sidecar.api;

import io.murmur.sidecar.config.Config;
import io.murmur.sidecar.node.Node;
import io.murmur.telemetry.RequestSignals;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Serves an agent's API. */
public final class ApiServer implements AutoCloseable {
    private static final int IDLE_SECONDS = 120;
    private static final int LINE_BYTES_MAX = 8_192;

    private final EventLoopGroup loop =
            new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("murmur-api", true), NioIoHandler.newFactory());
    private final ExecutorService answering = Executors.newVirtualThreadPerTaskExecutor();
    private final Channel channel;

    private ApiServer(Node node, Feed feed, String version, @Nullable RequestSignals signals)
            throws UnknownHostException, InterruptedException {
        Config.Api api = node.config().api();
        InetSocketAddress bind = api.bind().resolve();
        if (!bind.getAddress().isLoopbackAddress() && !api.exposed()) {
            throw new IllegalArgumentException(
                    "api.bind is not a loopback address, and api.exposed is not true: " + bind);
        }
        Routes routes = new Routes(node, version);
        AtomicInteger watchers = new AtomicInteger();
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel connection) {
                        connection
                                .pipeline()
                                .addLast(new HttpServerCodec(LINE_BYTES_MAX, LINE_BYTES_MAX, LINE_BYTES_MAX))
                                .addLast(new Bodies(api.bodyMax().intBytes(), signals))
                                .addLast(new IdleStateHandler(0, 0, IDLE_SECONDS, TimeUnit.SECONDS))
                                .addLast(new Conversation(node, routes, feed, answering, watchers, signals));
                    }
                });
        channel = bootstrap.bind(bind).sync().channel();
    }

    /**
     * Begins to serve.
     *
     * @param signals watches the requests; null where the agent tells nobody
     * @throws IllegalArgumentException if it would be exposed without being meant to
     * @throws UnknownHostException if the address to bind is not known
     */
    public static ApiServer start(Node node, Feed feed, String version, @Nullable RequestSignals signals)
            throws UnknownHostException, InterruptedException {
        return new ApiServer(node, feed, version, signals);
    }

    /** Where it is bound. */
    public InetSocketAddress bound() {
        return (InetSocketAddress) channel.localAddress();
    }

    @Override
    public void close() {
        channel.close().syncUninterruptibly();
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
        answering.shutdownNow();
    }
}
