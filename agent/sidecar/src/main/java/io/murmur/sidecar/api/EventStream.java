package io.murmur.sidecar.api;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.DefaultHttpContent;
import java.util.concurrent.TimeUnit;

/** Server-sent events on one connection, with a sign of life where there is nothing to tell. Belongs to its loop. */
final class EventStream {
    private final Channel channel;
    private boolean silent;

    EventStream(Channel channel) {
        this.channel = channel;
    }

    Channel channel() {
        return channel;
    }

    /** Gives signs of life from now on, and calls back when the connection ends. */
    void begin(long heartbeatNanos, Runnable end) {
        var beat = channel.eventLoop()
                .scheduleAtFixedRate(this::beat, heartbeatNanos, heartbeatNanos, TimeUnit.NANOSECONDS);
        var _ = channel.closeFuture().addListener(closed -> {
            end.run();
            beat.cancel(false);
        });
    }

    /** Whether the connection takes more now. */
    boolean takes() {
        return channel.isActive() && channel.isWritable();
    }

    void say(String event, String id, String data) {
        silent = false;
        write("event: " + event + "\nid: " + id + "\ndata: " + data + "\n\n");
    }

    void flush() {
        channel.flush();
    }

    private void beat() {
        if (silent && channel.isWritable()) {
            write(": still here\n\n");
            channel.flush();
        }
        silent = true;
    }

    private void write(String text) {
        ByteBuf buffer = ByteBufUtil.writeUtf8(channel.alloc(), text);
        var _ = channel.write(new DefaultHttpContent(buffer), channel.voidPromise());
    }
}
