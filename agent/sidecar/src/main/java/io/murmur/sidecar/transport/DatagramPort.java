package io.murmur.sidecar.transport;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetSocketAddress;

/**
 * One UDP socket on one event loop. Datagrams are gathered while the loop works and go out in one batch when it is told
 * to {@link #flush}. All but {@link #close} is for the loop's thread.
 */
public final class DatagramPort implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(DatagramPort.class.getName());

    /** Received datagrams beyond this size are cut, and then refused by whoever opens them. */
    private static final int RECEIVE_BYTES_MAX = 2_048;
    /** Datagrams that one system call may fetch. */
    private static final int BATCH = 32;

    private static final int READS_MAX = 256;
    /** Datagrams that wait for the system, at most. */
    private static final int QUEUE_MAX = 16_384;

    private final DatagramChannel channel;

    private DatagramPort(DatagramChannel channel) {
        this.channel = channel;
    }

    /** Who takes what arrives. Called on the loop's thread. */
    public interface Receiver {
        /** A datagram arrived; its bytes are valid during the call only. */
        void received(InetSocketAddress from, byte[] bytes, int offset, int length);

        /** For now nothing more has arrived. */
        void drained();
    }

    /**
     * Opens a socket and waits until it is bound.
     *
     * @param receiveBytes wanted size of the operating system's receive buffer
     * @param sendBytes wanted size of its send buffer
     */
    public static DatagramPort open(
            Sockets sockets, EventLoop loop, InetSocketAddress bind, int receiveBytes, int sendBytes, Receiver receiver)
            throws InterruptedException {
        Bootstrap bootstrap = new Bootstrap()
                .group(loop)
                .channelFactory(sockets.channels())
                .option(ChannelOption.SO_RCVBUF, receiveBytes)
                .option(ChannelOption.SO_SNDBUF, sendBytes)
                .handler(new Intake(receiver));
        if (sockets.resolved() == Sockets.EPOLL) {
            bootstrap.option(EpollChannelOption.MAX_DATAGRAM_PAYLOAD_SIZE, RECEIVE_BYTES_MAX);
            bootstrap.option(ChannelOption.RECVBUF_ALLOCATOR, allocator(RECEIVE_BYTES_MAX * BATCH));
        } else {
            bootstrap.option(ChannelOption.RECVBUF_ALLOCATOR, allocator(RECEIVE_BYTES_MAX));
        }
        return new DatagramPort((DatagramChannel) bootstrap.bind(bind).sync().channel());
    }

    private static FixedRecvByteBufAllocator allocator(int bytes) {
        FixedRecvByteBufAllocator allocator = new FixedRecvByteBufAllocator(bytes);
        allocator.maxMessagesPerRead(READS_MAX);
        return allocator;
    }

    /** Where the socket is bound. */
    public InetSocketAddress bound() {
        return channel.localAddress();
    }

    /** Queues a datagram; false where it is dropped, since the system has not taken too many earlier ones yet. */
    public boolean send(InetSocketAddress to, byte[] bytes, int offset, int length) {
        if (!channel.isActive() || channel.unsafe().outboundBuffer().size() >= QUEUE_MAX) {
            return false;
        }
        ByteBuf buffer = channel.alloc().directBuffer(length);
        buffer.writeBytes(bytes, offset, length);
        var _ = channel.write(new DatagramPacket(buffer, to), channel.voidPromise());
        return true;
    }

    /** Hands what has gathered to the operating system. */
    public void flush() {
        channel.flush();
    }

    /** Closes the socket and waits until it is closed. */
    @Override
    public void close() {
        channel.close().syncUninterruptibly();
    }

    private static final class Intake extends SimpleChannelInboundHandler<DatagramPacket> {
        private final Receiver receiver;
        private final byte[] bytes = new byte[RECEIVE_BYTES_MAX];

        Intake(Receiver receiver) {
            this.receiver = receiver;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, DatagramPacket packet) {
            ByteBuf content = packet.content();
            int length = Math.min(content.readableBytes(), bytes.length);
            content.readBytes(bytes, 0, length);
            receiver.received(packet.sender(), bytes, 0, length);
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            receiver.drained();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            // a socket reports what became of earlier datagrams (unreachable, too long): nothing to be done
            LOG.log(System.Logger.Level.DEBUG, "the socket reports", cause);
        }
    }
}
