package io.murmur.sidecar.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.murmur.sidecar.api.TreeDocuments.GroupDocument;
import io.murmur.sidecar.api.TreeDocuments.LeaderDocument;
import io.murmur.sidecar.api.TreeDocuments.TreeDocument;
import io.murmur.sidecar.config.Config;
import io.murmur.sidecar.config.Config.Topology;
import io.murmur.sidecar.config.HostPort;
import io.murmur.sidecar.config.Span;
import io.murmur.sidecar.run.Sidecar;
import io.murmur.sidecar.security.Keyring;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Agents of a hierarchical swarm with memories on disk are of their group again when they start again. */
@Timeout(120)
class RestartIT {
    private static final int AGENTS = 3;
    private static final HostPort ANY = new HostPort("127.0.0.1", 0);

    private final Keyring keyring = Keyring.of("restart", List.of(Keyring.generate(new SecureRandom())));
    private final List<Sidecar> swarm = new ArrayList<>();

    @TempDir
    private Path directory = Path.of("");

    @AfterEach
    void stop() {
        swarm.forEach(Sidecar::close);
    }

    @Test
    void whoStartsAgainIsOfItsGroupAtOnceAndAllTogetherAreTheSameGroup() throws Exception {
        for (int i = 0; i < AGENTS; i++) {
            swarm.add(start(i, ANY));
        }
        complete();
        String group = group(swarm.getFirst());
        Requests.to(swarm.getFirst()).put("/v1/entries/greeting?scope=group", "hello");
        for (Sidecar sidecar : swarm) {
            await(sidecar, "/v1/entries?scope=group&prefix=greeting", "\"hello\"");
        }

        restart(List.of(1));
        assertEquals(group, group(swarm.get(1)));
        assertTrue(entries(swarm.get(1)).contains("\"hello\""));
        complete();
        long term = led();
        assertEquals(group, group(swarm.get(1)));

        restart(List.of(0, 1, 2));
        for (Sidecar sidecar : swarm) {
            assertEquals(group, group(sidecar));
            assertTrue(entries(sidecar).contains("\"hello\""));
        }
        complete();
        assertTrue(led() >= term, "terms go on where they were");
        for (Sidecar sidecar : swarm) {
            assertEquals(group, group(sidecar));
            assertTrue(entries(sidecar).contains("\"hello\""));
        }
    }

    /** Stops these first, and then starts them again where they were. */
    private void restart(List<Integer> indices) throws Exception {
        List<HostPort> places = new ArrayList<>();
        for (int index : indices) {
            Sidecar sidecar = swarm.get(index);
            places.add(new HostPort("127.0.0.1", sidecar.node().self().address().port()));
            sidecar.close();
        }
        for (int i = 0; i < indices.size(); i++) {
            swarm.set(indices.get(i), start(indices.get(i), places.get(i)));
        }
    }

    private Sidecar start(int index, HostPort place) throws Exception {
        Config base = Config.DEFAULT;
        Config.Api api = base.api();
        List<HostPort> seeds = index == 0
                ? List.of()
                : List.of(new HostPort(
                        "127.0.0.1", swarm.getFirst().node().self().address().port()));
        Config config = base.with(new Config.Swarm("restart", Topology.HIERARCHICAL))
                .with(new Config.Agent(
                        "agent-" + index, place, "", seeds, base.agent().leave()))
                .with(new Config.Store(directory.resolve("agent-" + index).toString(), Span.parse("100ms")))
                .with(new Config.Api(true, ANY, false, api.bodyMax(), api.writeWait(), 16, 8, api.heartbeat()));
        return Sidecar.start(config, keyring, "test", List.of());
    }

    /** Until each knows all mates and the leader. */
    private void complete() throws Exception {
        for (Sidecar sidecar : swarm) {
            await(sidecar, "/v1/members", "\"live\":" + AGENTS);
            await(sidecar, "/v1/leader", "\"leader\":{");
        }
    }

    /** Until one leads; in which term. */
    private long led() throws Exception {
        List<LeaderDocument> acting;
        do {
            acting = new ArrayList<>();
            for (Sidecar sidecar : swarm) {
                LeaderDocument seen =
                        Json.read(Requests.to(sidecar).get("/v1/leader").body(), LeaderDocument.class);
                if (seen.acts()) {
                    acting.add(seen);
                }
            }
        } while (acting.size() != 1);
        return acting.getFirst().term();
    }

    private static String group(Sidecar agent) throws IOException, InterruptedException {
        TreeDocument tree = Json.read(Requests.to(agent).get("/v1/tree").body(), TreeDocument.class);
        List<GroupDocument> groups = tree.groups();
        assertEquals(1, groups.size());
        return groups.getFirst().group();
    }

    private static String entries(Sidecar agent) throws IOException, InterruptedException {
        return Requests.to(agent).get("/v1/entries?scope=group&prefix=greeting").body();
    }

    private static void await(Sidecar agent, String path, String wanted) throws IOException, InterruptedException {
        String body;
        do {
            body = Requests.to(agent).get(path).body();
        } while (!body.contains(wanted));
    }
}
