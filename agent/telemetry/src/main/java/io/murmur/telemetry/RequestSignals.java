package io.murmur.telemetry;

import io.murmur.protocol.wire.CreationContext;
import io.murmur.schema.MurmurAttributes;
import io.murmur.schema.MurmurMetrics;
import io.murmur.schema.MurmurSchema;
import io.murmur.schema.MurmurSpans;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Watches the requests that an agent's API answers, by OpenTelemetry's conventions for HTTP servers: measures each, and
 * records as a span those of the policy and those whose trace an application records, within the settings for following.
 * Requests begin on one thread and may end on any.
 */
public final class RequestSignals {
    private static final String SCHEME = "http";
    private static final String OTHER = "_OTHER";
    private static final double NANOS_PER_SECOND = 1e9;
    private static final int FAILED = 500;
    private static final Set<String> METHODS = Set.of("GET", "PUT", "DELETE", "POST", "HEAD", "OPTIONS", "PATCH");
    /** As the conventions advise. */
    private static final List<Double> SECONDS =
            List.of(.005, .01, .025, .05, .075, .1, .25, .5, .75, 1., 2.5, 5., 7.5, 10.);

    private final DoubleHistogram durations;
    private final Tracer tracer;
    private final Telemetry telemetry;
    private final long agent;
    private final SpanPolicy own;
    private final SpanPolicy followed;
    private final TokenBucket bucket;

    /**
     * The signals of the API of one agent.
     *
     * @param telemetry the agent's, for the writes that requests ask for
     * @param own which requests that come without a trace become spans
     */
    public RequestSignals(
            OpenTelemetry openTelemetry, Telemetry telemetry, long agent, SpanPolicy own, FollowSettings following) {
        Meter meter = openTelemetry
                .getMeterProvider()
                .meterBuilder(Telemetry.SCOPE)
                .setSchemaUrl(MurmurSchema.URL)
                .build();
        this.durations = MurmurMetrics.httpServerRequestDuration(meter)
                .setExplicitBucketBoundariesAdvice(SECONDS)
                .build();
        this.tracer = openTelemetry
                .getTracerProvider()
                .tracerBuilder(Telemetry.SCOPE)
                .setSchemaUrl(MurmurSchema.URL)
                .build();
        this.telemetry = telemetry;
        this.agent = agent;
        this.own = own;
        this.followed = SpanPolicy.share(following.share());
        this.bucket = new TokenBucket(following.perSecond());
    }

    /**
     * A request came.
     *
     * @param method as it was sent
     * @param path as it was sent; on the span alone
     * @param route the path as the API declares it, with names for what differs; null where it declares none
     */
    public Request begin(String method, String path, @Nullable String route, Headers headers) {
        Context asked = W3CTraceContextPropagator.getInstance().extract(Context.root(), headers, GETTER);
        SpanContext application = Span.fromContext(asked).getSpanContext();
        String known = METHODS.contains(method) ? method : OTHER;
        Attributes attributes = attributes(known, route);
        Span span = records(application) ? start(known, method, path, route, attributes, asked) : null;
        return new Request(attributes, application, span);
    }

    private static Attributes attributes(String method, @Nullable String route) {
        AttributesBuilder attributes = Attributes.builder()
                .put(MurmurAttributes.HTTP_REQUEST_METHOD, method)
                .put(MurmurAttributes.URL_SCHEME, SCHEME);
        if (route != null) {
            attributes.put(MurmurAttributes.HTTP_ROUTE, route);
        }
        return attributes.build();
    }

    private boolean records(SpanContext application) {
        if (!application.isValid()) {
            return own.picks(ThreadLocalRandom.current().nextLong());
        }
        return application.isSampled()
                && followed.picks(Follower.traceLow(application))
                && bucket.take(System.nanoTime());
    }

    private Span start(
            String known, String method, String path, @Nullable String route, Attributes attributes, Context parent) {
        String verb = known.equals(OTHER) ? "HTTP" : known;
        String title = route == null ? verb : verb + " " + route;
        SpanBuilder builder = MurmurSpans.httpServer(tracer, title, known, path, SCHEME)
                .setParent(parent)
                .setAllAttributes(attributes);
        if (known.equals(OTHER)) {
            builder.setAttribute(MurmurAttributes.HTTP_REQUEST_METHOD_ORIGINAL, method);
        }
        return builder.startSpan();
    }

    /** A request that is being answered. */
    public final class Request {
        private final Attributes attributes;
        private final SpanContext application;
        private final @Nullable Span span;
        private final long beganNanos = System.nanoTime();

        private Request(Attributes attributes, SpanContext application, @Nullable Span span) {
            this.attributes = attributes;
            this.application = application;
            this.span = span;
        }

        /** What is done for the request is done within this context: with its span, if that is recorded. */
        public Context context() {
            return span == null ? Context.root() : Context.root().with(span);
        }

        /**
         * The context for the write that the request asks for; null where its application records no trace, or the settings
         * bound it. To be called right before the write, on the agent's thread.
         */
        public @Nullable CreationContext creation(long nowNanos) {
            if (!application.isValid()) {
                return null; // the ids of what the agent picks itself are derived
            }
            return telemetry.begin(span == null ? application : span.getSpanContext(), agent, nowNanos);
        }

        /** It was answered, whatever with. */
        public void end(int status) {
            AttributesBuilder all =
                    attributes.toBuilder().put(MurmurAttributes.HTTP_RESPONSE_STATUS_CODE, (long) status);
            if (status >= FAILED) {
                all.put(MurmurAttributes.ERROR_TYPE, String.format(Locale.ROOT, "%d", status));
            }
            Attributes answered = all.build();
            durations.record((System.nanoTime() - beganNanos) / NANOS_PER_SECOND, answered, context());
            if (span != null) {
                span.setAllAttributes(answered);
                if (status >= FAILED) {
                    span.setStatus(StatusCode.ERROR);
                }
                span.end();
            }
        }
    }

    /** The headers of a request. */
    @FunctionalInterface
    public interface Headers {
        /** The value of one; null where there is none. */
        @Nullable
        String value(String name);
    }

    private static final TextMapGetter<Headers> GETTER = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(Headers headers) {
            return W3CTraceContextPropagator.getInstance().fields();
        }

        @Override
        public @Nullable String get(@Nullable Headers headers, String name) {
            return headers == null ? null : headers.value(name);
        }
    };
}
