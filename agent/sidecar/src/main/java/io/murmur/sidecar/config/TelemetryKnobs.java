package io.murmur.sidecar.config;

import io.murmur.protocol.wire.CreationContext;
import io.murmur.telemetry.FollowSettings;

/**
 * Where signals go, and what becomes a span.
 *
 * @param endpoint where to send signals by OTLP over HTTP; empty for nowhere
 * @param interval between two exports of metrics
 * @param prometheus where to serve metrics for Prometheus, host:port; empty for nowhere
 * @param configuration a file of OpenTelemetry's declarative configuration, instead of endpoint and prometheus; empty for none
 * @param spanShare the share of operations that become spans, 0 to 1
 * @param followShare the share of traces that began elsewhere to continue, 0 to 1
 * @param followsPerSecond how many of them in a second
 * @param followHops how many agents, one after another, may continue the trace of a write of this agent's application
 */
public record TelemetryKnobs(
        String endpoint,
        Span interval,
        String prometheus,
        String configuration,
        double spanShare,
        double followShare,
        double followsPerSecond,
        int followHops) {
    static final TelemetryKnobs DEFAULT = new TelemetryKnobs("", Span.parse("10s"), "", "", .01, 1, 10, 8);

    public TelemetryKnobs {
        Check.that(interval.nanos() > 0, "interval must be above 0");
        Check.that(spanShare >= 0 && spanShare <= 1, "spanShare must be 0 to 1");
        Check.that(followShare >= 0 && followShare <= 1, "followShare must be 0 to 1");
        Check.that(followsPerSecond >= 0 && followsPerSecond <= 1e6, "followsPerSecond must be 0 to 1000000");
        Check.that(
                followHops >= 1 && followHops <= CreationContext.BUDGET_MAX,
                "followHops must be 1 to " + CreationContext.BUDGET_MAX);
        Check.that(
                configuration.isEmpty() || (endpoint.isEmpty() && prometheus.isEmpty()),
                "configuration says where signals go: endpoint and prometheus must be empty beside it");
        if (!prometheus.isEmpty()) {
            HostPort.parse(prometheus);
        }
    }

    /** Whether anybody is told anything. */
    public boolean told() {
        return !endpoint.isEmpty() || !prometheus.isEmpty() || !configuration.isEmpty();
    }

    /** Whether spans go anywhere: whoever reads metrics takes none. */
    public boolean traces() {
        return !endpoint.isEmpty() || !configuration.isEmpty();
    }

    /** How traces that began elsewhere are continued. */
    public FollowSettings following() {
        return traces() ? new FollowSettings(followShare, followsPerSecond, followHops) : FollowSettings.NONE;
    }
}
