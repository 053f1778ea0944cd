package io.murmur.sidecar.run;

import io.murmur.protocol.host.Event;
import io.murmur.protocol.roster.Status;
import io.murmur.sidecar.config.Config;
import io.murmur.sidecar.config.HostPort;
import io.murmur.sidecar.config.TelemetryKnobs;
import io.murmur.sidecar.node.Node;
import io.murmur.sidecar.node.Observer;
import io.murmur.sidecar.node.View;
import io.murmur.sidecar.security.Opening;
import io.murmur.sidecar.transport.WallClock;
import io.murmur.telemetry.AgentResource;
import io.murmur.telemetry.ExportSettings;
import io.murmur.telemetry.FollowSettings;
import io.murmur.telemetry.Holdings;
import io.murmur.telemetry.Loss;
import io.murmur.telemetry.Pipeline;
import io.murmur.telemetry.RequestSignals;
import io.murmur.telemetry.SpanPolicy;
import io.murmur.telemetry.Telemetry;
import io.opentelemetry.exporter.prometheus.PrometheusHttpServer;
import io.opentelemetry.instrumentation.runtimetelemetry.RuntimeTelemetry;
import io.opentelemetry.sdk.metrics.export.MetricReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Tells whoever the configuration names what the agent, its API, its log and its JVM do. Made only where it names anybody. */
final class Signals implements Observer, AutoCloseable {
    private final long agent;
    private final long intervalNanos;
    private final WallClock clock = new WallClock();
    private final Pipeline pipeline;
    private final Telemetry telemetry;
    private final RequestSignals requests;
    private final RuntimeTelemetry runtime;
    private final LogBridge log;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("murmur-signals").factory());

    Signals(Config config, long agent, String version) {
        TelemetryKnobs settings = config.telemetry();
        this.agent = agent;
        this.intervalNanos = settings.interval().nanos();
        String swarm = config.swarm().id();
        this.pipeline = pipeline(settings, new AgentResource(agent, Node.name(config), swarm, version));
        SpanPolicy policy = settings.traces() ? SpanPolicy.share(settings.spanShare()) : SpanPolicy.off();
        FollowSettings following = settings.following();
        this.telemetry = Telemetry.of(pipeline.openTelemetry(), policy, following, swarm.hashCode());
        this.requests = new RequestSignals(pipeline.openTelemetry(), telemetry, agent, policy, following);
        this.runtime = RuntimeTelemetry.create(pipeline.openTelemetry());
        this.log = LogBridge.install(pipeline.openTelemetry());
    }

    private static Pipeline pipeline(TelemetryKnobs settings, AgentResource agent) {
        if (!settings.configuration().isEmpty()) {
            return Declared.pipeline(Path.of(settings.configuration()), agent);
        }
        ExportSettings export = settings.endpoint().isEmpty()
                ? null
                : new ExportSettings(
                        settings.endpoint(),
                        Map.of(),
                        Duration.ofNanos(settings.interval().nanos()));
        List<MetricReader> readers = settings.prometheus().isEmpty()
                ? List.of()
                : List.of(prometheus(HostPort.parse(settings.prometheus())));
        return Pipeline.of(export, agent, readers);
    }

    private static MetricReader prometheus(HostPort place) {
        try {
            return PrometheusHttpServer.builder()
                    .setHost(place.host())
                    .setPort(place.port())
                    .build();
        } catch (UncheckedIOException e) {
            throw new IllegalArgumentException("telemetry.prometheus: cannot serve at " + place, e);
        }
    }

    /** Watches the API's requests. */
    RequestSignals requests() {
        return requests;
    }

    /** Begins to tell how much the agent holds, now and then. */
    void begin(Node node) {
        var _ = thread.scheduleAtFixedRate(
                () -> telemetry.holds(holdings(node.view())), 0, intervalNanos, TimeUnit.NANOSECONDS);
    }

    private static Holdings holdings(View view) {
        Map<Status, Integer> members = new EnumMap<>(Status.class);
        view.roster().forEach(member -> members.merge(member.status(), 1, Integer::sum));
        return new Holdings(view.state().size(), view.state().bytes(), members);
    }

    @Override
    public void event(Event event) {
        telemetry.record(agent, clock.getAsLong(), event);
    }

    @Override
    public void sent(int bytes) {
        telemetry.tally().sent(bytes);
    }

    @Override
    public void unsent(int bytes) {
        telemetry.tally().unsent(Loss.OVERFLOW);
    }

    @Override
    public void received(Opening opening, int bytes) {
        switch (opening) {
            case OPENED -> telemetry.tally().received(bytes);
            case MALFORMED -> telemetry.tally().dropped(bytes, Loss.SHORT);
            case OTHER_KEY -> telemetry.tally().dropped(bytes, Loss.UNKNOWN_KEY);
            case OTHER_SWARM, FORGED -> telemetry.tally().dropped(bytes, Loss.NOT_AUTHENTIC);
            case REPLAYED -> telemetry.tally().dropped(bytes, Loss.REPLAYED);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
        log.close();
        runtime.close();
        pipeline.close();
        telemetry.close();
    }
}
