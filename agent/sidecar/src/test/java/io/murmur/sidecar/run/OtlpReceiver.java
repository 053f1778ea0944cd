package io.murmur.sidecar.run;

import com.google.protobuf.InvalidProtocolBufferException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.murmur.schema.MurmurSchema;
import io.murmur.schema.check.Checker;
import io.murmur.schema.check.Finding;
import io.murmur.schema.live.OtlpSamples;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * An OTLP receiver over HTTP on loopback that keeps what it is told, and may stall or refuse. When it is closed, it fails
 * the test in which an agent told anything that the registry does not declare.
 */
final class OtlpReceiver implements AutoCloseable {
    private static final long PATIENCE_NANOS = 60_000_000_000L;
    private static final Checker CHECKER = new Checker(MurmurSchema.SCHEMA);

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Lock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<Told> spans = new ArrayList<>();
    private final List<io.opentelemetry.proto.logs.v1.LogRecord> logs = new ArrayList<>();
    private final Map<String, Metric> metrics = new HashMap<>();
    private final Set<Finding> violations = new LinkedHashSet<>();
    private Manner manner = Manner.TAKES;
    private int waiting;

    /** How it answers. */
    enum Manner {
        TAKES,
        /** It takes the connection and says nothing. */
        STALLS,
        /** It says that it is overloaded. */
        REFUSES
    }

    /** A span, and who told it. */
    record Told(String agent, Span span) {
        String trace() {
            return hex(span.getTraceId().toByteArray());
        }

        String id() {
            return hex(span.getSpanId().toByteArray());
        }

        String parent() {
            return hex(span.getParentSpanId().toByteArray());
        }
    }

    OtlpReceiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::take);
        server.start();
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Answers so from now on; who waits for an answer gets one of that kind. */
    void behave(Manner next) {
        lock.lock();
        try {
            manner = next;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void take(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        boolean takes;
        lock.lock();
        try {
            waiting++;
            changed.signalAll();
            while (manner == Manner.STALLS) {
                changed.awaitUninterruptibly();
            }
            waiting--;
            takes = manner == Manner.TAKES;
            if (takes) {
                keep(exchange.getRequestURI().getPath(), body);
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        exchange.sendResponseHeaders(takes ? 200 : 503, -1);
        exchange.close();
    }

    private void keep(String path, byte[] body) throws InvalidProtocolBufferException {
        switch (path) {
            case "/v1/traces" -> keep(ExportTraceServiceRequest.parseFrom(body));
            case "/v1/metrics" -> keep(ExportMetricsServiceRequest.parseFrom(body));
            case "/v1/logs" -> keep(ExportLogsServiceRequest.parseFrom(body));
            default -> throw new IllegalArgumentException("no path of OTLP: " + path);
        }
    }

    private void keep(ExportTraceServiceRequest request) {
        judge(OtlpSamples.of(request));
        for (ResourceSpans all : request.getResourceSpansList()) {
            String agent = agent(all.getResource());
            all.getScopeSpansList()
                    .forEach(scope -> scope.getSpansList().forEach(span -> spans.add(new Told(agent, span))));
        }
    }

    private void keep(ExportMetricsServiceRequest request) {
        judge(OtlpSamples.of(request));
        request.getResourceMetricsList()
                .forEach(all -> all.getScopeMetricsList()
                        .forEach(scope ->
                                scope.getMetricsList().forEach(metric -> metrics.put(metric.getName(), metric))));
    }

    private void keep(ExportLogsServiceRequest request) {
        judge(OtlpSamples.of(request));
        request.getResourceLogsList()
                .forEach(all -> all.getScopeLogsList().forEach(scope -> logs.addAll(scope.getLogRecordsList())));
    }

    private void judge(List<io.murmur.schema.live.Told> samples) {
        samples.stream()
                .flatMap(told -> CHECKER.check(told.sample(), told.resource()).all())
                .flatMap(verdict -> verdict.findings().stream())
                .filter(Finding::violation)
                .forEach(violations::add);
    }

    private static String agent(Resource resource) {
        return text(resource.getAttributesList(), "murmur.agent.id");
    }

    static String text(List<KeyValue> attributes, String key) {
        return attributes.stream()
                .filter(attribute -> attribute.getKey().equals(key))
                .map(attribute -> attribute.getValue().getStringValue())
                .findFirst()
                .orElse("");
    }

    private static String hex(byte[] bytes) {
        return java.util.HexFormat.of().formatHex(bytes);
    }

    /** The spans so far. */
    List<Told> spans() {
        lock.lock();
        try {
            return List.copyOf(spans);
        } finally {
            lock.unlock();
        }
    }

    /** The log records so far. */
    List<io.opentelemetry.proto.logs.v1.LogRecord> logs() {
        lock.lock();
        try {
            return List.copyOf(logs);
        } finally {
            lock.unlock();
        }
    }

    /** The points of a counter as it was told last; none if it was not. */
    List<NumberDataPoint> sum(String name) {
        lock.lock();
        try {
            Metric metric = metrics.get(name);
            return metric == null ? List.of() : metric.getSum().getDataPointsList();
        } finally {
            lock.unlock();
        }
    }

    /** The sum of a counter over the points that have an error, or over those that have none. */
    long sum(String name, boolean failed) {
        return sum(name).stream()
                .filter(point -> text(point.getAttributesList(), "error.type").isEmpty() != failed)
                .mapToLong(NumberDataPoint::getAsInt)
                .sum();
    }

    /** Whether it was told of a metric. */
    boolean knows(String metric) {
        lock.lock();
        try {
            return metrics.containsKey(metric);
        } finally {
            lock.unlock();
        }
    }

    /** Requests that wait for an answer. */
    int waiting() {
        lock.lock();
        try {
            return waiting;
        } finally {
            lock.unlock();
        }
    }

    /** Blocks until something is so, asking again whenever something was told; fails when it is not in time. */
    void await(String what, BooleanSupplier condition) throws InterruptedException {
        long left = PATIENCE_NANOS;
        lock.lock();
        try {
            while (!condition.getAsBoolean()) {
                if (left <= 0) {
                    throw new AssertionError("not in time: " + what);
                }
                left -= TimeUnit.MILLISECONDS.toNanos(50)
                        - Math.max(0, changed.awaitNanos(TimeUnit.MILLISECONDS.toNanos(50)));
            }
        } finally {
            lock.unlock();
        }
    }

    /** Listens no more. */
    void stop() {
        behave(Manner.TAKES);
        server.stop(0);
    }

    @Override
    public void close() {
        stop();
        threads.shutdownNow();
        lock.lock();
        try {
            if (!violations.isEmpty()) {
                throw new AssertionError("told, but not declared so in the registry: " + violations);
            }
        } finally {
            lock.unlock();
        }
    }
}
