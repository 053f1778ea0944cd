package io.murmur.sidecar.run;

import io.murmur.sidecar.config.Config;
import io.murmur.sidecar.config.HostPort;
import io.murmur.sidecar.config.Span;
import io.murmur.sidecar.config.TelemetryKnobs;
import io.murmur.sidecar.security.Keyring;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Whole agents on loopback, with API and telemetry; the first is the seed of the others. */
final class Observed implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final HostPort ANY = new HostPort("127.0.0.1", 0);

    private final Keyring keyring = Keyring.of("observed", List.of(Keyring.generate(new SecureRandom())));
    private final List<Sidecar> agents = new ArrayList<>();

    /** Telemetry to a receiver, often, with everything followed. */
    static TelemetryKnobs telling(OtlpReceiver receiver, double spanShare) {
        return new TelemetryKnobs(receiver.endpoint(), Span.parse("100ms"), "", "", spanShare, 1, 1_000, 8);
    }

    Sidecar join(TelemetryKnobs telemetry) throws Exception {
        Config base = Config.DEFAULT;
        List<HostPort> seeds = agents.isEmpty()
                ? List.of()
                : List.of(new HostPort(
                        "127.0.0.1", agents.getFirst().node().self().address().port()));
        Config config = base.with(new Config.Agent("agent-" + agents.size(), ANY, "", seeds, Span.parse("100ms")))
                .with(new Config.Api(
                        true,
                        ANY,
                        false,
                        base.api().bodyMax(),
                        Span.parse("30s"),
                        base.api().watchHistory(),
                        base.api().watchersMax(),
                        base.api().heartbeat()))
                .with(telemetry);
        Sidecar agent = Sidecar.start(config, keyring, "test", List.of());
        agents.add(agent);
        return agent;
    }

    List<Sidecar> agents() {
        return agents;
    }

    /** Whether everyone knows everyone. */
    boolean complete() {
        return agents.stream().allMatch(agent -> agent.node().view().roster().live() == agents.size());
    }

    /** Whether every agent holds so many entries. */
    boolean hold(int entries) {
        return agents.stream().allMatch(agent -> agent.node().view().state().size() == entries);
    }

    static HttpRequest.Builder request(Sidecar agent, String path) {
        InetSocketAddress api = Objects.requireNonNull(agent.api()).bound();
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + api.getPort() + path));
    }

    /** Writes through an agent's API, within a trace. */
    static int put(Sidecar agent, String key, String traceparent) throws IOException, InterruptedException {
        HttpRequest request = request(agent, "/v1/entries/" + key)
                .header("traceparent", traceparent)
                .PUT(BodyPublishers.ofString("value"))
                .build();
        return HTTP.send(request, BodyHandlers.discarding()).statusCode();
    }

    static String get(URI uri, String accept) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(uri).header("Accept", accept).build();
        return HTTP.send(request, BodyHandlers.ofString()).body();
    }

    @Override
    public void close() {
        agents.forEach(Sidecar::close);
    }
}
