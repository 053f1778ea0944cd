package io.murmur.sidecar.run;

import io.murmur.protocol.host.Event;
import io.murmur.protocol.roster.Status;
import io.murmur.sidecar.config.Config;
import io.murmur.sidecar.node.Node;
import io.murmur.sidecar.node.Observer;
import io.murmur.sidecar.node.View;
import io.murmur.sidecar.security.Opening;
import io.murmur.sidecar.transport.WallClock;
import io.murmur.telemetry.AgentResource;
import io.murmur.telemetry.ExportSettings;
import io.murmur.telemetry.Holdings;
import io.murmur.telemetry.Loss;
import io.murmur.telemetry.Pipeline;
import io.murmur.telemetry.SpanPolicy;
import io.murmur.telemetry.Telemetry;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Tells an OTLP receiver what the agent does. Made only where the configuration names one. */
final class Signals implements Observer, AutoCloseable {
    private final long agent;
    private final long intervalNanos;
    private final WallClock clock = new WallClock();
    private final Pipeline pipeline;
    private final Telemetry telemetry;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("murmur-signals").factory());

    Signals(Config config, long agent, String version) {
        Config.Telemetry settings = config.telemetry();
        this.agent = agent;
        this.intervalNanos = settings.interval().nanos();
        String swarm = config.swarm().id();
        this.pipeline = Pipeline.otlp(
                new ExportSettings(settings.endpoint(), Map.of(), Duration.ofNanos(intervalNanos)),
                new AgentResource(agent, Node.name(config), swarm, version));
        SpanPolicy policy = SpanPolicy.share(settings.spanShare());
        this.telemetry = Telemetry.of(pipeline.openTelemetry(), policy, swarm.hashCode());
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
        pipeline.close();
        telemetry.close();
    }
}
