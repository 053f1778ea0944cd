package io.murmur.sidecar.transport;

import io.netty.channel.ChannelFactory;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.util.concurrent.DefaultThreadFactory;

/** Which of the operating system's interfaces carries the datagrams. */
public enum Sockets {
    /** The native one where it loads, else the JDK's. */
    AUTO,
    /** The JDK's. */
    NIO,
    /** Linux's epoll through Netty's native library, with many datagrams received per system call. */
    EPOLL;

    /** What this means on this machine: {@link #NIO} or {@link #EPOLL}. */
    public Sockets resolved() {
        return switch (this) {
            case AUTO -> Epoll.isAvailable() ? EPOLL : NIO;
            case NIO, EPOLL -> this;
        };
    }

    /** Event loops for such sockets. */
    public EventLoopGroup loops(int threads, String name) {
        DefaultThreadFactory factory = new DefaultThreadFactory(name, true);
        return new MultiThreadIoEventLoopGroup(
                threads, factory, resolved() == EPOLL ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
    }

    ChannelFactory<DatagramChannel> channels() {
        return resolved() == EPOLL ? EpollDatagramChannel::new : NioDatagramChannel::new;
    }
}
