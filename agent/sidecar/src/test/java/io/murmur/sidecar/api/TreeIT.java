package io.murmur.sidecar.api;

import static io.murmur.sidecar.api.Requests.assertProblem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.murmur.sidecar.api.TreeDocuments.CountDocument;
import io.murmur.sidecar.api.TreeDocuments.GroupDocument;
import io.murmur.sidecar.api.TreeDocuments.LeaderDocument;
import io.murmur.sidecar.api.TreeDocuments.NodeDocument;
import io.murmur.sidecar.api.TreeDocuments.TreeDocument;
import io.murmur.sidecar.cli.Murmur;
import io.murmur.sidecar.config.Config;
import io.murmur.sidecar.config.Config.Topology;
import io.murmur.sidecar.config.HostPort;
import io.murmur.sidecar.run.Sidecar;
import io.murmur.sidecar.security.Keyring;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A hierarchical swarm of real agents on loopback, as their applications see it. */
@Timeout(120)
class TreeIT {
    private static final int AGENTS = 5;

    private final Keyring keyring = Keyring.of("tree", List.of(Keyring.generate(new SecureRandom())));
    private final List<Sidecar> swarm = new ArrayList<>();

    @AfterEach
    void stop() {
        swarm.forEach(Sidecar::close);
    }

    @Test
    void aGroupHasOneLeaderThatActsAndAnotherOneWhenItDies() throws Exception {
        start(Topology.HIERARCHICAL, AGENTS);
        for (Sidecar sidecar : swarm) {
            await(sidecar, "/v1/members", "\"live\":" + AGENTS);
        }
        List<LeaderDocument> views = follow(swarm, document -> document.leader() != null);
        assertEquals(
                1,
                views.stream()
                        .map(LeaderDocument::leader)
                        .map(TreeIT::id)
                        .distinct()
                        .count());
        assertEquals(1, views.stream().map(LeaderDocument::term).distinct().count());
        Sidecar leader = swarm.stream().filter(TreeIT::leads).findFirst().orElseThrow();
        follow(List.of(leader), LeaderDocument::acts);
        assertEquals(1, swarm.stream().filter(TreeIT::acts).count());
        counted(leader, AGENTS);
        configured(leader);
        for (Sidecar sidecar : swarm) {
            countedBy(sidecar, AGENTS);
        }

        long term = leader(leader).term();
        List<Sidecar> rest = swarm.stream().filter(one -> one != leader).toList();
        leader.node().kill();
        List<LeaderDocument> later = follow(rest, document -> document.leader() != null && document.term() > term);
        assertEquals(
                1,
                later.stream()
                        .map(LeaderDocument::leader)
                        .map(TreeIT::id)
                        .distinct()
                        .count());
        Sidecar successor = rest.stream().filter(TreeIT::leads).findFirst().orElseThrow();
        follow(List.of(successor), LeaderDocument::acts);
        assertEquals(1, rest.stream().filter(TreeIT::acts).count());

        Requests.to(rest.getFirst()).put("/v1/entries/greeting", "hello");
        for (Sidecar sidecar : rest) {
            await(sidecar, "/v1/entries?prefix=greeting", "\"hello\"");
        }
        drawn(successor);
        for (Sidecar sidecar : rest) {
            CountDocument count = countedBy(sidecar, AGENTS - 1);
            assertEquals(0, count.height());
            assertFalse(count.partial());
            held(sidecar, AGENTS - 1);
        }
    }

    /** Until any agent is told that they are so many, and all hold the same. */
    private static CountDocument countedBy(Sidecar agent, int agents) throws IOException, InterruptedException {
        CountDocument count;
        do {
            count = Json.read(Requests.to(agent).get("/v1/count").body(), CountDocument.class);
        } while (count.live() != agents || !Double.valueOf(1).equals(count.share()));
        return count;
    }

    /** Until all are known to hold the entry; then as the command line says it. */
    private static void held(Sidecar agent, int agents) throws IOException, InterruptedException {
        await(agent, "/v1/count/greeting", "\"holders\":" + agents);
        StringWriter out = new StringWriter();
        PrintWriter nowhere = new PrintWriter(new StringWriter(), true);
        assertEquals(
                0, Murmur.run(new PrintWriter(out, true), nowhere, "count", "--key", "greeting", "--api", url(agent)));
        assertTrue(out.toString().startsWith(agents + " agents in 1 group:"), out.toString());
        assertTrue(out.toString().contains(agents + " hold it"), out.toString());
    }

    private static String url(Sidecar agent) {
        ApiServer api = agent.api();
        assertNotNull(api);
        return "http://127.0.0.1:" + api.bound().getPort();
    }

    /** Until the leader counts all of them to the group. */
    private static void counted(Sidecar leader, int members) throws IOException, InterruptedException {
        await(leader, "/v1/tree", "\"live\":" + members);
        TreeDocument tree = Json.read(Requests.to(leader).get("/v1/tree").body(), TreeDocument.class);
        GroupDocument group = tree.groups().getFirst();
        assertEquals("leader", group.role());
        assertTrue(group.acts());
        assertFalse(tree.cutOff());
        assertEquals(tree.self(), group.leader());
        assertEquals(members, group.members());
    }

    private static void drawn(Sidecar agent) {
        StringWriter out = new StringWriter();
        String url = url(agent);
        PrintWriter nowhere = new PrintWriter(new StringWriter(), true);
        assertEquals(0, Murmur.run(new PrintWriter(out, true), nowhere, "tree", "--api", url));
        assertTrue(out.toString().contains(agent.node().self().name()), out.toString());
        assertTrue(out.toString().contains(", this agent"), out.toString());
        assertEquals(0, Murmur.run(new PrintWriter(out, true), nowhere, "leader", "--api", url));
        assertEquals(
                0, Murmur.run(new PrintWriter(out, true), nowhere, "leader", "--watch", "--count", "1", "--api", url));
    }

    @Test
    void aFlatSwarmHasNoTree() throws Exception {
        start(Topology.FLAT, 1);
        Requests api = Requests.to(swarm.getFirst());
        for (String path : List.of("/v1/tree", "/v1/leader", "/v1/leader/watch")) {
            assertEquals(
                    "urn:murmur:problem:flat", assertProblem(404, api.get(path)).type());
        }
    }

    @Test
    void aFlatSwarmIsCountedByTheRoster() throws Exception {
        start(Topology.FLAT, 2);
        for (Sidecar sidecar : swarm) {
            await(sidecar, "/v1/count", "\"live\":2");
        }
        assertProblem(404, Requests.to(swarm.getFirst()).get("/v1/count/nothing"));
        assertProblem(400, Requests.to(swarm.getFirst()).get("/v1/count?key=nothing"));
    }

    @Test
    void whoIsOfNoGroupIsToldThatNobodyCanCount() throws Exception {
        start(Topology.HIERARCHICAL, 1);
        Sidecar stranger = lost();
        assertEquals(
                "urn:murmur:problem:uncounted",
                assertProblem(503, Requests.to(stranger).get("/v1/count")).type());
    }

    /** An agent that never finds its swarm. */
    private Sidecar lost() throws Exception {
        swarm.getFirst().node().kill();
        start(Topology.HIERARCHICAL, 1);
        return swarm.getLast();
    }

    @Test
    void aLeaderThatLosesItsGroupStopsActingAndItsApplicationHears() throws Exception {
        start(Topology.HIERARCHICAL, 3);
        for (Sidecar sidecar : swarm) {
            await(sidecar, "/v1/members", "\"live\":3");
        }
        Sidecar leader = leaderThatActs();
        configured(leader);
        try (Events events = Requests.to(leader).events("/v1/leader/watch", null)) {
            LeaderDocument first = Json.read(events.next().data(), LeaderDocument.class);
            assertTrue(first.acts());
            swarm.stream()
                    .filter(one -> one != leader)
                    .forEach(one -> one.node().kill());
            LeaderDocument last = first;
            while (last.acts()) {
                last = Json.read(events.next().data(), LeaderDocument.class);
            }
            assertEquals(null, last.leaseEndsMillis());
        }
        assertFalse(leader(leader).acts());
    }

    private Sidecar leaderThatActs() throws Exception {
        follow(swarm, document -> document.leader() != null);
        Sidecar leader = swarm.stream().filter(TreeIT::leads).findFirst().orElseThrow();
        follow(List.of(leader), LeaderDocument::acts);
        return leader;
    }

    /** Only members of the configuration are named deputies. */
    private void configured(Sidecar leader) throws IOException, InterruptedException {
        TreeDocument tree;
        do {
            tree = Json.read(Requests.to(leader).get("/v1/tree").body(), TreeDocument.class);
        } while (tree.groups().getFirst().deputies().size() < swarm.size() - 1);
    }

    // --- the swarm -------------------------------------------------------------------------------------------------

    private void start(Topology topology, int agents) throws Exception {
        Config base = Config.DEFAULT;
        Config.Api api = base.api();
        HostPort any = new HostPort("127.0.0.1", 0);
        for (int i = 0; i < agents; i++) {
            List<HostPort> seeds = swarm.isEmpty()
                    ? List.of()
                    : List.of(new HostPort(
                            "127.0.0.1",
                            swarm.getFirst().node().self().address().port()));
            Config config = base.with(new Config.Swarm("tree", topology))
                    .with(new Config.Agent(
                            "agent-" + i, any, "", seeds, base.agent().leave()))
                    .with(new Config.Api(true, any, false, api.bodyMax(), api.writeWait(), 16, 8, api.heartbeat()));
            swarm.add(Sidecar.start(config, keyring, "test", List.of()));
        }
    }

    /** Blocks until each agent's watch told something. */
    private static List<LeaderDocument> follow(List<Sidecar> agents, Predicate<LeaderDocument> wanted)
            throws IOException, InterruptedException {
        List<LeaderDocument> found = new ArrayList<>();
        for (Sidecar agent : agents) {
            try (Events events = Requests.to(agent).events("/v1/leader/watch", null)) {
                LeaderDocument document;
                do {
                    Events.Event event = events.next();
                    assertEquals("leader", event.name());
                    document = Json.read(event.data(), LeaderDocument.class);
                } while (!wanted.test(document));
                found.add(document);
            }
        }
        return found;
    }

    private static void await(Sidecar agent, String path, String wanted) throws IOException, InterruptedException {
        String body;
        do {
            body = Requests.to(agent).get(path).body();
        } while (!body.contains(wanted));
    }

    private static LeaderDocument leader(Sidecar agent) {
        try {
            return Json.read(Requests.to(agent).get("/v1/leader").body(), LeaderDocument.class);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean leads(Sidecar agent) {
        return leader(agent).leads();
    }

    private static boolean acts(Sidecar agent) {
        return leader(agent).acts();
    }

    private static String id(NodeDocument node) {
        return node == null ? "" : node.id();
    }
}
