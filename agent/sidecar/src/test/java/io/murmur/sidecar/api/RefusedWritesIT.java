package io.murmur.sidecar.api;

import static io.murmur.sidecar.api.Requests.assertProblem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.murmur.sidecar.config.ConfigReader;
import io.murmur.sidecar.run.Sidecar;
import io.murmur.sidecar.security.Keyring;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An agent that cannot take a write says so, and is as it was before. */
class RefusedWritesIT {
    private static final Keyring KEYRING = Keyring.of("it", List.of(Keyring.generate(new SecureRandom())));

    private static Sidecar start(String settings) throws Exception {
        return start(settings, "");
    }

    private static Sidecar start(String settings, String join) throws Exception {
        String yaml = """
                agent: {bind: "127.0.0.1:0", join: [%s]}
                api: {bind: "127.0.0.1:0", writeWait: 20ms}
                %s
                """.formatted(join, settings);
        return Sidecar.start(ConfigReader.read("tiny.yaml", yaml, Map.of()), KEYRING, "test", List.of());
    }

    private static String kind(HttpResponse<String> response, int status) {
        return assertProblem(status, response).type().replace("urn:murmur:problem:", "");
    }

    private static void assertWritten(HttpResponse<String> response) {
        assertEquals(200, response.statusCode(), response.body());
    }

    /** A day's rounds: but for the first, what is written waits to be passed on for longer than the test runs. */
    @Test
    @Timeout(30)
    void anAgentWhoseNewsWaitsIsBusyAndSaysWhenToTryAgain() throws Exception {
        String slow = "gossip: {interval: 1d, newsInterval: 1d, hotInterval: 1d, newsMax: 2}";
        try (Sidecar sidecar = start(slow);
                Sidecar peer = start(
                        slow, "127.0.0.1:" + sidecar.node().self().address().port())) {
            awaitPeer(sidecar);
            awaitPeer(peer);
            Requests api = Requests.to(sidecar);
            int taken = 0;
            while (api.put("/v1/entries/taken" + taken, "1").statusCode() == 200) {
                taken++;
            }
            assertTrue(taken >= 2 && taken <= 3, taken + " writes were taken");
            String before = api.root();
            for (HttpResponse<String> refused : List.of(
                    api.put("/v1/entries/other", "3"),
                    api.put("/v1/entries/taken0", "another"),
                    api.put("/v1/entries/long", "x".repeat(20_000)),
                    api.delete("/v1/entries/taken1"))) {
                assertEquals("busy", kind(refused, 429));
                assertEquals("1", refused.headers().firstValue("Retry-After").orElse(""));
            }
            assertEquals(before, api.root());
            assertEquals(404, api.get("/v1/entries/other").statusCode());
        }
    }

    private static void awaitPeer(Sidecar sidecar) {
        while (sidecar.node().view().roster().live() < 2) {
            Thread.onSpinWait();
        }
    }

    @Test
    void aFullStateTakesNothingNewButWhatReplacesSomething() throws Exception {
        try (Sidecar sidecar = start("limits: {entries: 2}")) {
            Requests api = Requests.to(sidecar);
            assertWritten(api.put("/v1/entries/one", "1"));
            assertWritten(api.put("/v1/entries/two", "2"));
            assertFull(api, "/v1/entries/three", 1);
            assertWritten(api.put("/v1/entries/one", "another"));
            assertWritten(api.delete("/v1/entries/two"));
            assertFull(api, "/v1/entries/three", 1);
        }
    }

    @Test
    void soDoesOneWhoseBytesAreUsedUp() throws Exception {
        try (Sidecar sidecar = start("limits: {state: 600B}")) {
            Requests api = Requests.to(sidecar);
            assertWritten(api.put("/v1/entries/one", "x".repeat(300)));
            assertFull(api, "/v1/entries/two", 300);
            assertWritten(api.put("/v1/entries/one", "x"));
            assertWritten(api.put("/v1/entries/two", "x".repeat(300)));
        }
    }

    @Test
    void valuesByReferenceHaveABoundOfTheirOwn() throws Exception {
        try (Sidecar sidecar = start("limits: {value: 100B, contents: 300B}")) {
            Requests api = Requests.to(sidecar);
            assertWritten(api.put("/v1/entries/one", "x".repeat(200)));
            assertFull(api, "/v1/entries/two", 200);
            assertWritten(api.put("/v1/entries/two", "short"));
            assertEquals(200, api.raw("/v1/entries/one").length);
        }
    }

    /** A new key is refused for want of room, and leaves no trace. */
    private static void assertFull(Requests api, String path, int bytes) throws IOException, InterruptedException {
        String before = api.root();
        assertEquals("full", kind(api.put(path, "y".repeat(bytes)), 507));
        assertEquals(before, api.root());
        assertEquals(404, api.get(path).statusCode());
    }
}
