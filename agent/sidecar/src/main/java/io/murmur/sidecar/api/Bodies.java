package io.murmur.sidecar.api;

import io.murmur.telemetry.RequestSignals;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Puts requests together, and refuses bodies that are too long, in the words of the API.
 *
 * <p>The rest of a refused body is read and thrown away before the connection closes, for some seconds at most: a
 * connection that is closed while its peer still writes is reset, and the peer may never see the answer (RFC 9112,
 * section 9.6).
 */
final class Bodies extends HttpObjectAggregator {
    private static final int LINGER_SECONDS = 5;

    private final @Nullable RequestSignals signals;
    private @Nullable ChannelFuture refusal;

    /** @param signals null where the agent tells nobody */
    Bodies(int bytesMax, @Nullable RequestSignals signals) {
        super(bytesMax);
        this.signals = signals;
    }

    @Override
    protected void handleOversizedMessage(ChannelHandlerContext context, HttpMessage oversized) {
        Problem problem = Problem.of(
                413, "body-size", "The request's body is too long", "up to " + maxContentLength() + " bytes");
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE,
                Unpooled.wrappedBuffer(Json.bytes(problem)));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, "application/problem+json")
                .set(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes())
                .set(HttpHeaderNames.CONNECTION, "close");
        refusal = context.writeAndFlush(response);
        if (oversized instanceof HttpRequest request) {
            Tracing.begin(signals, request).end(problem.status());
        }
        var _ = context.executor().schedule(() -> close(context), LINGER_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object part) throws Exception {
        boolean last = part instanceof LastHttpContent;
        super.channelRead(context, part);
        if (last && refusal != null) {
            var _ = refusal.addListener(ChannelFutureListener.CLOSE);
        }
    }

    private static void close(ChannelHandlerContext context) {
        var _ = context.close();
    }
}
