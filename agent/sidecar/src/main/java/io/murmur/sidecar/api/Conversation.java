package io.murmur.sidecar.api;

import io.murmur.protocol.state.Scope;
import io.murmur.sidecar.api.Watch.Prefix;
import io.murmur.sidecar.api.Watch.Wanted;
import io.murmur.sidecar.node.Node;
import io.murmur.telemetry.RequestSignals;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.timeout.IdleStateEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One connection: its requests are answered one after the other, until one becomes a watch. */
final class Conversation extends SimpleChannelInboundHandler<FullHttpRequest> {
    private final Node node;
    private final Routes routes;
    private final Feed feed;
    private final ExecutorService answering;
    private final AtomicInteger watchers;
    private final @Nullable RequestSignals signals;
    private final Deque<Pending> pending = new ArrayDeque<>();
    private boolean busy;
    private @Nullable Follower watch;

    private record Pending(Question question, boolean keepAlive, Tracing tracing) {}

    /** @param signals null where the agent tells nobody */
    Conversation(
            Node node,
            Routes routes,
            Feed feed,
            ExecutorService answering,
            AtomicInteger watchers,
            @Nullable RequestSignals signals) {
        this.node = node;
        this.routes = routes;
        this.feed = feed;
        this.answering = answering;
        this.watchers = watchers;
        this.signals = signals;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        boolean keepAlive = HttpUtil.isKeepAlive(request);
        Tracing tracing = Tracing.begin(signals, request);
        Problem problem = suspicious(request);
        Question question;
        try {
            question = Question.of(request, tracing.creation());
        } catch (IllegalArgumentException e) {
            write(context, Answer.problem(Problem.badRequest("the address makes no sense")), false, tracing);
            return;
        }
        if (problem != null) {
            write(context, Answer.problem(problem), false, tracing);
        } else if (question.path().equals(Routes.WATCH) || question.path().equals(Routes.LEADER_WATCH)) {
            watch(context, question, request.headers(), tracing);
        } else {
            pending.add(new Pending(question, keepAlive, tracing));
            context.channel().config().setAutoRead(false);
            next(context);
        }
    }

    /** A page in a browser must not reach the API behind its user's back, by any name that leads to this machine. */
    private @Nullable Problem suspicious(FullHttpRequest request) {
        if (!request.decoderResult().isSuccess()) {
            return Problem.badRequest("this is not HTTP");
        }
        String host = request.headers().get(HttpHeaderNames.HOST, "localhost");
        boolean local = host.matches("(?i)(localhost|127\\.\\d+\\.\\d+\\.\\d+|\\[::1])(:\\d+)?");
        if (request.headers().contains(HttpHeaderNames.ORIGIN)
                || (!local && !node.config().api().exposed())) {
            return Problem.of(403, "origin", "This API is for local programs", "not for pages, not by other names");
        }
        return null;
    }

    private void next(ChannelHandlerContext context) {
        if (busy) {
            return;
        }
        Pending first = pending.poll();
        if (first == null) {
            context.channel().config().setAutoRead(true);
            return;
        }
        busy = true;
        try {
            answering.execute(() -> {
                Answer answer = first.tracing.within(() -> answer(first.question));
                context.executor().execute(() -> {
                    write(context, answer, first.keepAlive, first.tracing);
                    busy = false;
                    next(context);
                });
            });
        } catch (RejectedExecutionException e) {
            var _ = context.close();
        }
    }

    private Answer answer(Question question) {
        try {
            return routes.answer(question);
        } catch (RuntimeException e) {
            System.getLogger(Conversation.class.getName())
                    .log(System.Logger.Level.ERROR, "a request failed: " + question.path(), e);
            return Answer.problem(Problem.of(500, "internal", "Something is wrong in the agent", "see its log"));
        }
    }

    private static void write(ChannelHandlerContext context, Answer answer, boolean keepAlive, Tracing tracing) {
        tracing.end(answer.status);
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(answer.status), Unpooled.wrappedBuffer(answer.body));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, answer.type)
                .set(HttpHeaderNames.CONTENT_LENGTH, answer.body.length)
                .set(HttpHeaderNames.CACHE_CONTROL, "no-store");
        answer.headers.forEach((name, value) -> response.headers().set(name, value));
        HttpUtil.setKeepAlive(response, keepAlive);
        var written = context.writeAndFlush(response);
        if (!keepAlive) {
            var _ = written.addListener(ChannelFutureListener.CLOSE);
        }
    }

    // --- watches ---------------------------------------------------------------------------------------------------

    private void watch(ChannelHandlerContext context, Question question, HttpHeaders headers, Tracing tracing) {
        try {
            if (!question.method().equals(HttpMethod.GET.name())) {
                throw new Refused(Routes.notAllowed("GET"));
            }
            Runnable begin = question.path().equals(Routes.WATCH)
                    ? changes(context, question, headers)
                    : leader(context, question);
            count(context);
            HttpResponse response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
            response.headers()
                    .set(HttpHeaderNames.CONTENT_TYPE, "text/event-stream")
                    .set(HttpHeaderNames.CACHE_CONTROL, "no-store");
            HttpUtil.setTransferEncodingChunked(response, true);
            var _ = context.write(response, context.voidPromise());
            begin.run();
            var _ = context.channel().closeFuture().addListener(closed -> tracing.end(HttpResponseStatus.OK.code()));
        } catch (Refused e) {
            write(context, Answer.problem(e.problem()), false, tracing);
        }
    }

    private void count(ChannelHandlerContext context) throws Refused {
        int max = node.config().api().watchersMax();
        if (watchers.incrementAndGet() > max) {
            watchers.decrementAndGet();
            throw new Refused(Problem.of(429, "watchers", "Too many watches", "up to " + max));
        }
        var _ = context.channel().closeFuture().addListener(closed -> watchers.decrementAndGet());
    }

    private Runnable changes(ChannelHandlerContext context, Question question, HttpHeaders headers) throws Refused {
        Watch begun = new Watch(new EventStream(context.channel()), feed, wanted(question));
        String since = headers.get("Last-Event-ID", question.parameter("since"));
        return () -> {
            watch = begun;
            begun.begin(since, node.config().api().heartbeat().nanos());
        };
    }

    private Runnable leader(ChannelHandlerContext context, Question question) throws Refused {
        question.allow();
        Trees trees = new Trees(node);
        trees.leadership(); // or there is nothing to watch
        LeaderWatch begun = new LeaderWatch(node, trees, new EventStream(context.channel()));
        return () -> {
            watch = begun;
            begun.begin(node.config().api().heartbeat().nanos());
        };
    }

    private Wanted wanted(Question question) throws Refused {
        question.allow("scope", "prefix", "of", "since");
        String of = question.parameter("of");
        String prefix = question.parameter("prefix");
        Prefix begins = new Prefix((prefix == null ? "" : prefix).getBytes(StandardCharsets.UTF_8));
        Scope scope = question.scope();
        long self = node.self().id();
        return switch (of == null ? "entries" : of) {
            case "entries" -> new Wanted(scope, false, begins, self);
            case "members" -> new Wanted(null, true, begins, self);
            case "all" -> new Wanted(scope, true, begins, self);
            default -> throw new Refused(Problem.badRequest("of must be entries, members or all"));
        };
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (watch != null) {
            watch.drain();
        }
        context.fireChannelWritabilityChanged();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof IdleStateEvent && watch == null && !busy) {
            var _ = context.close();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        var _ = context.close();
    }
}
