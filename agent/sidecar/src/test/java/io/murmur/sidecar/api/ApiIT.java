package io.murmur.sidecar.api;

import static io.murmur.sidecar.api.Requests.assertProblem;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.murmur.protocol.merkle.Hash;
import io.murmur.protocol.state.Scope;
import io.murmur.sidecar.api.Documents.EntriesDocument;
import io.murmur.sidecar.api.Documents.EntryDocument;
import io.murmur.sidecar.api.Documents.HealthDocument;
import io.murmur.sidecar.api.Documents.MembersDocument;
import io.murmur.sidecar.api.Documents.ProofDocument;
import io.murmur.sidecar.config.Config;
import io.murmur.sidecar.config.HostPort;
import io.murmur.sidecar.config.Size;
import io.murmur.sidecar.config.Span;
import io.murmur.sidecar.run.Sidecar;
import io.murmur.sidecar.security.Keyring;
import io.murmur.sidecar.security.Stranger;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ApiIT {
    private static Sidecar sidecar = start();
    private static Requests api = Requests.to(sidecar);

    private static Sidecar start() {
        Config base = Config.DEFAULT;
        Config config = base.with(
                        new Config.Agent("it", new HostPort("127.0.0.1", 0), "", List.of(), Span.parse("100ms")))
                .with(new Config.Api(
                        true,
                        new HostPort("127.0.0.1", 0),
                        false,
                        Size.parse("1MiB"),
                        Span.parse("1s"),
                        16,
                        2,
                        Span.parse("15s")));
        Keyring keyring = Keyring.of("it", List.of(Keyring.generate(new SecureRandom())));
        try {
            return Sidecar.start(config, keyring, "test", List.of());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeAll
    static void ready() {
        assertTrue(api.address().getAddress().isLoopbackAddress());
    }

    @AfterAll
    static void stop() {
        sidecar.leave();
    }

    @Test
    void whatIsPutIsGotListedAndDeleted() throws IOException, InterruptedException {
        EntryDocument written =
                Json.read(api.put("/v1/entries/crud/a%20b", "value").body(), EntryDocument.class);
        assertEquals("crud/a b", written.key());
        assertEquals(
                "value",
                Json.read(api.get("/v1/entries/crud/a%20b").body(), EntryDocument.class)
                        .value());
        EntriesDocument list = Json.read(api.get("/v1/entries?prefix=crud").body(), EntriesDocument.class);
        assertEquals(
                List.of("crud/a b"),
                list.entries().stream().map(EntryDocument::label).toList());
        assertEquals(200, api.delete("/v1/entries/crud/a%20b").statusCode());
        assertEquals(404, api.get("/v1/entries/crud/a%20b").statusCode());
    }

    @Test
    void bytesThatAreNotTextSurvive() throws IOException, InterruptedException {
        byte[] value = {(byte) 0xFF, 0, (byte) 0xFE};
        assertEquals(
                200,
                api.send(api.request("/v1/entries/%FF%00").PUT(BodyPublishers.ofByteArray(value)))
                        .statusCode());
        EntryDocument document = Json.read(api.get("/v1/entries/%FF%00").body(), EntryDocument.class);
        assertNull(document.key());
        assertEquals("/wD+", document.valueBase64());
        assertArrayEquals(value, api.raw("/v1/entries/%FF%00"));
    }

    @Test
    void pagesFollowEachOtherInTheOrderOfKeys() throws IOException, InterruptedException {
        for (int i = 0; i < 5; i++) {
            api.put("/v1/entries/page-" + i, "x");
        }
        EntriesDocument first =
                Json.read(api.get("/v1/entries?prefix=page-&limit=3").body(), EntriesDocument.class);
        assertEquals(List.of("page-0", "page-1", "page-2"), labels(first));
        EntriesDocument rest = Json.read(
                api.get("/v1/entries?prefix=page-&limit=3&after=" + first.next())
                        .body(),
                EntriesDocument.class);
        assertEquals(List.of("page-3", "page-4"), labels(rest));
        assertNull(rest.next());
    }

    private static List<String> labels(EntriesDocument page) {
        return page.entries().stream().map(EntryDocument::label).toList();
    }

    @Test
    void longValuesAreKeptByReference() throws IOException, InterruptedException {
        byte[] value = new byte[200_000];
        new Random(3).nextBytes(value);
        HttpResponse<String> written =
                api.send(api.request("/v1/entries/large").PUT(BodyPublishers.ofByteArray(value)));
        EntryDocument document = Json.read(written.body(), EntryDocument.class);
        assertEquals("reference", document.kind());
        assertEquals(200_000, document.referenceBytes());
        assertArrayEquals(value, api.raw("/v1/entries/large"));
    }

    @Test
    void aProofConvincesAStrangerAndAChangedOneDoesNot() throws IOException, InterruptedException {
        api.put("/v1/entries/proved", "true");
        ProofDocument present = Json.read(api.get("/v1/proofs/proved").body(), ProofDocument.class);
        Hash root = Hash.parse(present.root());
        assertTrue(Stranger.check(Scope.SWARM, "proved", present.proof(), present.entry(), root)
                .holds());
        assertTrue(!Stranger.check(Scope.SWARM, "other", present.proof(), present.entry(), root)
                .holds());
        ProofDocument absent = Json.read(api.get("/v1/proofs/never").body(), ProofDocument.class);
        assertEquals("absent", absent.verdict());
        assertTrue(Stranger.check(Scope.SWARM, "never", absent.proof(), null, Hash.parse(absent.root()))
                .holds());
    }

    @Test
    void oneKeyUnderThreeScopesIsThreeEntriesAndEveryAnswerSaysWhich() throws IOException, InterruptedException {
        List<String> scopes = List.of("swarm", "group", "agent");
        for (String scope : scopes) {
            api.put("/v1/entries/scoped?scope=" + scope, "of the " + scope);
        }
        assertEquals("of the swarm", entry("/v1/entries/scoped").value());
        for (String scope : scopes) {
            assertEquals(
                    "of the " + scope,
                    entry("/v1/entries/scoped?scope=" + scope).value());
            EntriesDocument list = Json.read(
                    api.get("/v1/entries?prefix=scoped&scope=" + scope).body(), EntriesDocument.class);
            assertEquals(
                    List.of(scope),
                    list.entries().stream().map(EntryDocument::scope).toList());
        }
        assertEquals(
                "group",
                Json.read(api.delete("/v1/entries/scoped?scope=group").body(), EntryDocument.class)
                        .scope());
        assertProblem(404, api.get("/v1/entries/scoped?scope=group"));
        assertProblem(404, api.delete("/v1/entries/scoped?scope=group"));
        assertEquals("of the swarm", entry("/v1/entries/scoped").value());
        assertEquals("of the agent", entry("/v1/entries/scoped?scope=agent").value());
    }

    private static EntryDocument entry(String path) throws IOException, InterruptedException {
        return Json.read(api.get(path).body(), EntryDocument.class);
    }

    @Test
    void keysOfTheSwarmAreProvedUnderTheRootThatAllGroupsHave() throws IOException, InterruptedException {
        api.put("/v1/entries/everywhere", "true");
        api.put("/v1/entries/everywhere?scope=group", "false");
        ProofDocument proof =
                Json.read(api.get("/v1/proofs/everywhere?under=swarm").body(), ProofDocument.class);
        HealthDocument health = Json.read(api.get("/v1/health").body(), HealthDocument.class);
        assertEquals("swarm", proof.under());
        assertEquals(health.swarmRoot(), proof.root());
        Hash root = Hash.parse(health.swarmRoot());
        assertTrue(Stranger.check(Scope.SWARM, "everywhere", proof.proof(), proof.entry(), root)
                .holds());
        assertTrue(!Stranger.check(Scope.GROUP, "everywhere", proof.proof(), proof.entry(), root)
                .holds());
        ProofDocument group =
                Json.read(api.get("/v1/proofs/everywhere?scope=group").body(), ProofDocument.class);
        assertEquals("group", group.scope());
        Hash state = Hash.parse(group.root());
        assertTrue(Stranger.check(Scope.GROUP, "everywhere", group.proof(), group.entry(), state)
                .holds());
        assertTrue(!Stranger.check(Scope.SWARM, "everywhere", group.proof(), group.entry(), state)
                .holds());
        assertProblem(400, api.get("/v1/proofs/everywhere?scope=group&under=swarm"));
        assertProblem(400, api.get("/v1/proofs/everywhere?scope=agent"));
        assertProblem(400, api.get("/v1/proofs/everywhere?under=world"));
    }

    @Test
    void aWatchIsAboutOneScope() throws IOException, InterruptedException {
        try (Events events = api.events("/v1/watch?scope=group&prefix=followed", null)) {
            assertEquals("ready", events.next().name());
            api.put("/v1/entries/followed", "of the swarm");
            api.put("/v1/entries/followed?scope=group", "of the group");
            String data = events.next().data();
            assertTrue(data.contains("\"scope\":\"group\""), data);
        }
    }

    @Test
    void badInputIsRefusedWithAProblemAndChangesNothing() throws IOException, InterruptedException {
        String before = api.root();
        assertProblem(400, api.put("/v1/entries/" + "k".repeat(513), "x"));
        assertProblem(400, api.put("/v1/entries/", "x"));
        assertProblem(400, api.put("/v1/entries/a?scop=swarm", "x"));
        assertProblem(400, api.put("/v1/entries/a?scope=world", "x"));
        assertProblem(400, api.get("/v1/entries?limit=0"));
        assertProblem(400, api.get("/v1/entries?after=zz"));
        assertProblem(404, api.get("/v2/entries"));
        assertProblem(404, api.delete("/v1/entries/never"));
        assertProblem(405, api.put("/v1/members", "x"));
        assertProblem(413, api.put("/v1/entries/a", "x".repeat((1 << 20) + 1)));
        assertProblem(
                403,
                api.send(api.request("/v1/members")
                        .header("Origin", "http://evil.example")
                        .GET()));
        assertProblem(400, api.get("/v1/watch?of=everything"));
        assertEquals(before, api.root());
    }

    @Test
    void nonsenseAndOtherNamesOfThisMachineAreRefused() throws IOException {
        assertTrue(speak("GET /v1/members HTTP/1.1\r\nHost: rebound.example\r\n\r\n")
                .contains("403"));
        assertTrue(
                speak("GET /v1/entries/%zz HTTP/1.1\r\nHost: localhost\r\n\r\n").contains("400"));
        assertTrue(speak("\0\1\2\3 nonsense\r\n\r\n").contains("400"));
    }

    @Test
    void whoSendsTooMuchReadsTheRefusalAlthoughItStillWrites() throws IOException {
        byte[] tooMuch = new byte[4 << 20];
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), api.address().getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(
                    ("PUT /v1/entries/a HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + tooMuch.length + "\r\n\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            String status = in.readLine();
            assertTrue(status.contains("413"), status);
            out.write(tooMuch);
            assertTrue(in.lines().anyMatch(line -> line.contains("body-size")), "the answer's body");
        }
    }

    private static String speak(String words) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), api.address().getPort())) {
            socket.getOutputStream().write(words.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return String.valueOf(
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1))
                            .readLine());
        }
    }

    @Test
    void aWatchTellsChangesAndGoesOnWhereItStopped() throws IOException, InterruptedException {
        String last;
        try (Events events = api.events("/v1/watch?prefix=seen", null)) {
            assertEquals("ready", events.next().name());
            api.put("/v1/entries/seen-1", "one");
            api.put("/v1/entries/unseen", "x");
            Events.Event change = events.next();
            assertTrue(change.data().contains("seen-1"), change.data());
            last = change.id();
        }
        api.put("/v1/entries/seen-2", "two");
        try (Events events = api.events("/v1/watch?prefix=seen", last)) {
            assertEquals("ready", events.next().name());
            assertTrue(events.next().data().contains("seen-2"));
        }
    }

    @Test
    void aWatchThatFellBehindIsToldToReadEverythingAnew() throws IOException, InterruptedException {
        try (Events events = api.events("/v1/watch", "dead-7")) {
            assertEquals("ready", events.next().name());
            assertEquals("reset", events.next().name());
        }
        String last;
        try (Events events = api.events("/v1/watch", null)) {
            last = events.next().id();
        }
        for (int i = 0; i < 20; i++) {
            api.put("/v1/entries/flood-" + i, "x");
        }
        try (Events events = api.events("/v1/watch", last)) {
            events.next();
            assertEquals("reset", events.next().name());
        }
    }

    @Test
    void membersHealthAndVersionTellOfThisAgent() throws IOException, InterruptedException {
        MembersDocument members = Json.read(api.get("/v1/members").body(), MembersDocument.class);
        assertEquals(1, members.live());
        assertTrue(members.members().getFirst().self());
        assertEquals(200, api.get("/v1/health/live").statusCode());
        assertEquals(200, api.get("/v1/health/ready").statusCode());
        assertNotEquals(-1, api.get("/v1/version").body().indexOf("\"version\":\"test\""));
        api.put("/v1/entries/alone", "x");
        assertTrue(api.get("/v1/convergence/alone").body().contains("share"));
    }
}
